import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddLocation, useAddUnit, useBrands, useChangeLocation, useChangeUnit } from '../../api/places';
import type { Client, Location, Unit } from '../../api/types';
import { useFormat } from '../../parts/format';
import { ErrorState } from '../../parts/states';

interface Names {
  zh: string;
  en: string;
}
const textOf = ({ zh, en }: Names) =>
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
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              value || getFieldValue('en') ? Promise.resolve() : Promise.reject(new Error(t('ui.name_needed'))),
          }),
        ]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="en" label={t('ui.name_en')}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
    </>
  );
}

interface UnitProps {
  client: Client;
  row?: Unit;
  units: Unit[];
  onClose: () => void;
}

export function UnitForm({ client, row, units, onClose }: UnitProps) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const [form] = Form.useForm<Names & { code: string; parent_id?: string }>();
  const add = useAddUnit();
  const change = useChangeUnit();
  const save = row ? change : add;
  return (
    <Modal
      open
      title={t(row ? 'ui.place.edit_unit' : 'ui.place.add_unit')}
      okText={t('ui.save')}
      cancelText={t('ui.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {save.error && <ErrorState error={save.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          zh: row?.name.zh ?? '',
          en: row?.name.en ?? '',
          parent_id: units.find((u) => !u.parent_id)?.id,
        }}
        onFinish={(f) =>
          row
            ? change.mutate({ id: row.id, name: textOf(f) }, { onSuccess: onClose })
            : add.mutate(
                { client_id: client.id, parent_id: f.parent_id, code: f.code, name: textOf(f) },
                { onSuccess: onClose },
              )
        }
      >
        <NameFields />
        {!row && (
          <>
            <Form.Item name="code" label={t('ui.code')} rules={[{ required: true, message: t('document.code') }]}>
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name="parent_id" label={t('ui.place.parent')}>
              <Select allowClear options={units.map((u) => ({ value: u.id, label: text(u.name) }))} />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}

interface LocationProps {
  client: Client;
  row?: Location;
  units: Unit[];
  onClose: () => void;
}

export function LocationForm({ client, row, units, onClose }: LocationProps) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const [form] = Form.useForm<
    Names & { code: string; unit_id: string; brand_id: string; kind: 'shop' | 'phone' | 'web' | 'app' }
  >();
  const brands = useBrands();
  const add = useAddLocation();
  const change = useChangeLocation();
  const save = row ? change : add;
  const mine = (brands.data ?? []).filter((b) => b.client_id === client.id);
  return (
    <Modal
      open
      title={t(row ? 'ui.place.edit_location' : 'ui.place.add_location')}
      okText={t('ui.save')}
      cancelText={t('ui.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {save.error && <ErrorState error={save.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          zh: row?.name.zh ?? '',
          en: row?.name.en ?? '',
          unit_id: row?.unit_id,
          brand_id: row?.brand_id,
          kind: 'shop',
        }}
        onFinish={(f) =>
          row
            ? change.mutate({ id: row.id, name: textOf(f), unit_id: f.unit_id }, { onSuccess: onClose })
            : add.mutate(
                {
                  client_id: client.id,
                  code: f.code,
                  name: textOf(f),
                  unit_id: f.unit_id,
                  brand_id: f.brand_id,
                  kind: f.kind,
                },
                { onSuccess: onClose },
              )
        }
      >
        <NameFields />
        <Form.Item name="unit_id" label={t('ui.unit')} rules={[{ required: true, message: t('ui.choose') }]}>
          <Select options={units.map((u) => ({ value: u.id, label: text(u.name) }))} />
        </Form.Item>
        {!row && (
          <>
            <Form.Item name="brand_id" label={t('ui.brand')} rules={[{ required: true, message: t('ui.choose') }]}>
              <Select options={mine.map((b) => ({ value: b.id, label: text(b.name) }))} />
            </Form.Item>
            <Form.Item name="code" label={t('ui.code')} rules={[{ required: true, message: t('document.code') }]}>
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name="kind" label={t('ui.place.kind')}>
              <Select
                options={[
                  { value: 'shop', label: t('ui.place.shop') },
                  { value: 'phone', label: t('ui.place.phone') },
                  { value: 'web', label: t('ui.place.web') },
                  { value: 'app', label: t('ui.place.app') },
                ]}
              />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}
