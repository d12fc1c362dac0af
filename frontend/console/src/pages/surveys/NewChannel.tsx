import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCreateChannel } from '../../api/instruments';
import { useLocations, useTouchpoints } from '../../api/places';
import { useCan } from '../../api/me';
import type { InstrumentDetail } from '../../api/types';
import { useFormat } from '../../parts/format';
import { ErrorState } from '../../parts/states';

interface Fields {
  kind: 'open' | 'qr' | 'test';
  name: string;
  location_id?: string;
  touchpoint_id?: string;
}

interface Props {
  survey: InstrumentDetail;
  open: boolean;
  onClose: () => void;
}

// NewChannel makes another way into the survey: an open link, or a code to print for one place and moment.
export function NewChannel({ survey, open, onClose }: Props) {
  const { t } = useTranslation();
  const { text, lang } = useFormat();
  const can = useCan();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form);
  const locations = useLocations(open && can('place.read'));
  const touchpoints = useTouchpoints(open && can('place.read'));
  const create = useCreateChannel(survey.id);
  const here = (row: { client_id: string }) => row.client_id === survey.client_id;

  const save = async (fields: Fields) => {
    const place = locations.data?.find((l) => l.id === fields.location_id);
    const moment = touchpoints.data?.find((p) => p.id === fields.touchpoint_id);
    const named =
      fields.name ||
      [place, moment]
        .map((one) => text(one?.name))
        .filter(Boolean)
        .join(' · ');
    const made = await create.mutateAsync({ ...fields, name: { [lang]: named } }).catch(() => undefined);
    if (made) {
      form.resetFields();
      onClose();
    }
  };
  return (
    <Modal
      open={open}
      title={t('ui.channel.create')}
      okText={t('ui.channel.make')}
      cancelText={t('ui.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {create.error && <ErrorState error={create.error} />}
      <Form form={form} layout="vertical" initialValues={{ kind: 'qr', name: '' }} onFinish={(f) => void save(f)}>
        <Form.Item name="kind" label={t('ui.channel.kind')}>
          <Select
            options={[
              { value: 'qr', label: t('ui.channel.qr') },
              { value: 'open', label: t('ui.channel.open_link') },
              { value: 'test', label: t('ui.channel.test') },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="location_id"
          label={t('ui.location')}
          rules={[{ required: kind === 'qr', message: t('ui.channel.location_needed') }]}
        >
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={locations.data?.filter(here).map((l) => ({ value: l.id, label: text(l.name) }))}
          />
        </Form.Item>
        <Form.Item name="touchpoint_id" label={t('ui.touchpoint')}>
          <Select
            allowClear
            options={touchpoints.data?.filter(here).map((p) => ({ value: p.id, label: text(p.name) }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t('ui.name')} extra={t('ui.channel.name_note')}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
