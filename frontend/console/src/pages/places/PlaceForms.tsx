import { Form, Modal, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddLocation, useAddUnit, useBrands, useChangeLocation, useChangeUnit } from '../../api/places';
import { useCanWhole } from '../../api/me';
import type { Client, Location, Unit } from '../../api/types';
import { useFormat } from '../../parts/format';
import { CodeField, NameFields, textOf, type Names } from '../../parts/NameFields';
import { ErrorState } from '../../parts/states';

interface UnitProps {
  client: Client;
  row?: Unit;
  units: Unit[];
  onClose: () => void;
}

export function UnitForm({ client, row, units, onClose }: UnitProps) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const whole = useCanWhole();
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
          parent_id: units.find((u) => !units.some((above) => above.id === u.parent_id))?.id,
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
            <CodeField />
            <Form.Item
              name="parent_id"
              label={t('ui.place.parent')}
              rules={[{ required: !whole('place.edit'), message: t('ui.choose') }]}
            >
              <Select
                allowClear={whole('place.edit')}
                options={units.map((u) => ({ value: u.id, label: text(u.name) }))}
              />
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
    Names & { code: string; unit_id: string; brand_id: string; kind: 'shop' | 'phone' | 'web' | 'app'; active: boolean }
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
          brand_id: row?.brand_id ?? (mine.length === 1 ? mine[0]?.id : undefined),
          kind: 'shop',
          active: row?.active ?? true,
        }}
        onFinish={(f) =>
          row
            ? change.mutate(
                { id: row.id, name: textOf(f), unit_id: f.unit_id, brand_id: f.brand_id, active: f.active },
                { onSuccess: onClose },
              )
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
        <Form.Item name="brand_id" label={t('ui.brand')} rules={[{ required: true, message: t('ui.choose') }]}>
          <Select options={mine.map((b) => ({ value: b.id, label: text(b.name) }))} />
        </Form.Item>
        {row && (
          <Form.Item name="active" label={t('ui.place.active')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
        {!row && (
          <>
            <CodeField />
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
