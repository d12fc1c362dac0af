import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../api/types';
import { useFormat } from '../../parts/format';

// AmendFields names the answers of a published report that are corrected.
export function AmendFields({ visit }: { visit: VisitView }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const form = Form.useFormInstance<{ corrections: { item?: string; code?: string | string[] }[] }>();
  const rows = Form.useWatch('corrections', form) ?? [];
  const checks = visit.sections.map((s) => ({
    label: text(s.title),
    options: s.items.filter((i) => i.type === 'check').map((i) => ({ value: i.code, label: text(i.label) })),
  }));
  const check = (code: string | undefined) => visit.sections.flatMap((s) => s.items).find((i) => i.code === code);
  const options = (code: string | undefined) =>
    check(code)?.options.map((o) => ({ value: o.code, label: text(o.label) })) ?? [];
  return (
    <Form.List name="corrections">
      {(fields, { add, remove }) => (
        <fieldset className="grants">
          <legend>{t('ui.visit.corrections')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="row nowrap">
              <Form.Item name={[name, 'item']} rules={[{ required: true, message: t('ui.choose') }]}>
                <Select
                  aria-label={t('ui.item.label')}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={checks}
                  popupMatchSelectWidth={false}
                  onChange={() => form.setFieldValue(['corrections', name, 'code'], undefined)}
                />
              </Form.Item>
              <Form.Item name={[name, 'code']} rules={[{ required: true, message: t('ui.choose') }]}>
                <Select
                  aria-label={t('ui.result.answer')}
                  mode={check(rows[name]?.item)?.several ? 'multiple' : undefined}
                  options={options(rows[name]?.item)}
                />
              </Form.Item>
              {fields.length > 1 && (
                <Button
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('ui.remove')}
                  onClick={() => remove(name)}
                />
              )}
            </div>
          ))}
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
            {t('ui.visit.add_correction')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
