import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddBrand, useAddClient, useAddTouchpoint, useChangeBrand, useChangeTouchpoint } from '../../api/places';
import type { Brand, Client, Touchpoint } from '../../api/types';
import { NamedDialog } from '../../parts/NamedDialog';
import { textOf, type Names } from '../../parts/NameFields';

export function BrandForm({ client, row, onClose }: { client: Client; row?: Brand; onClose: () => void }) {
  const { t } = useTranslation();
  const add = useAddBrand();
  const change = useChangeBrand();
  const save = (f: Names & { code: string; own: boolean }) =>
    row
      ? change.mutate({ id: row.id, name: textOf(f), own: f.own }, { onSuccess: onClose })
      : add.mutate({ client_id: client.id, code: f.code, name: textOf(f), own: f.own }, { onSuccess: onClose });
  return (
    <NamedDialog
      title={t(row ? 'ui.place.edit_brand' : 'ui.place.add_brand')}
      row={row}
      first={{ own: row?.own ?? true }}
      saving={row ? change : add}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="own" required label={t('ui.place.brand_side')} extra={t('ui.place.brand_side_note')}>
        <Radio.Group
          options={[
            { value: true, label: t('ui.brand.own') },
            { value: false, label: t('ui.brand.competitor') },
          ]}
        />
      </Form.Item>
    </NamedDialog>
  );
}

interface TouchpointProps {
  client: Client;
  row?: Touchpoint;
  next: number; // the place behind the last one
  onClose: () => void;
}

export function TouchpointForm({ client, row, next, onClose }: TouchpointProps) {
  const { t } = useTranslation();
  const add = useAddTouchpoint();
  const change = useChangeTouchpoint();
  const save = (f: Names & { code: string; position: string }) => {
    const position = Number(f.position);
    if (row) change.mutate({ id: row.id, name: textOf(f), position }, { onSuccess: onClose });
    else add.mutate({ client_id: client.id, code: f.code, name: textOf(f), position }, { onSuccess: onClose });
  };
  return (
    <NamedDialog
      title={t(row ? 'ui.place.edit_touchpoint' : 'ui.place.add_touchpoint')}
      row={row}
      first={{ position: `${row?.position ?? next}` }}
      saving={row ? change : add}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="position"
        label={t('ui.place.position')}
        rules={[{ required: true, pattern: /^\d{1,6}$/, message: t('ui.place.position_needed') }]}
      >
        <Input inputMode="numeric" autoComplete="off" maxLength={6} />
      </Form.Item>
    </NamedDialog>
  );
}

export function ClientForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const add = useAddClient();
  return (
    <NamedDialog<Names & { code: string }>
      title={t('ui.place.add_client')}
      saving={add}
      onSave={(f) => add.mutate({ code: f.code, name: textOf(f) }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
