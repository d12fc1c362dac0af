import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

export interface Names {
  zh: string;
  en: string;
}

// textOf leaves out the language in which nothing was written.
export const textOf = ({ zh, en }: Names) =>
  Object.fromEntries(
    [
      ['zh', zh],
      ['en', en],
    ].filter(([, s]) => s),
  );

// NameFields asks for a name in both languages; one of them is enough.
export function NameFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="zh"
        label={t('ui.name_zh')}
        dependencies={['en']}
        required
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              value || getFieldValue('en') ? Promise.resolve() : Promise.reject(new Error(t('ui.name_needed'))),
          }),
        ]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="en" label={t('ui.name_en')} required extra={t('ui.name_either')}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
    </>
  );
}

export function CodeField() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="code"
      label={t('ui.code')}
      extra={t('ui.create.code_note')}
      rules={[{ required: true, pattern: /^[a-z0-9_-]{1,40}$/, message: t('document.code') }]}
    >
      <Input maxLength={40} autoComplete="off" />
    </Form.Item>
  );
}
