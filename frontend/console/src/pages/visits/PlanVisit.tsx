import { Alert, DatePicker, Form, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuditors, usePlanVisit } from '../../api/visits';
import { useBrands, useById, useLocations } from '../../api/places';
import type { Wave } from '../../api/types';
import { Copy } from '../../parts/Copy';
import { fromDay, toDay } from '../../parts/day';
import { useFormat } from '../../parts/format';
import { ErrorState } from '../../parts/states';
import { Qr } from './Qr';

interface Fields {
  wave_id: string;
  location_id: string;
  days?: [Dayjs, Dayjs];
  auditor_id?: string;
}

// PlanVisit makes a visit. The link for its auditor is shown once, because nothing keeps it.
export function PlanVisit({ waves, onClose }: { waves: Wave[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const [form] = Form.useForm<Fields>();
  const [link, setLink] = useState('');
  const locations = useLocations();
  const brands = useById(useBrands().data);
  const auditors = useAuditors();
  const plan = usePlanVisit();
  const open = waves.filter((w) => w.state !== 'closed' && w.state !== 'published');
  const first = open[0];
  if (link) return <LinkOnce link={link} title={t('ui.visit.planned')} onClose={onClose} />;
  return (
    <Modal
      open
      title={t('ui.visit.plan')}
      okText={t('ui.visit.plan_make')}
      cancelText={t('ui.cancel')}
      confirmLoading={plan.isPending}
      okButtonProps={{ disabled: open.length === 0 }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {plan.error && <ErrorState error={plan.error} />}
      {open.length === 0 && <Alert type="info" showIcon title={t('ui.visit.no_open_wave')} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          wave_id: first?.id,
          days: first ? [fromDay(first.from_day), fromDay(first.to_day)] : undefined,
        }}
        onFinish={(f) =>
          plan.mutate(
            {
              wave_id: f.wave_id,
              location_id: f.location_id,
              from_day: f.days ? toDay(f.days[0]) : 0,
              to_day: f.days ? toDay(f.days[1]) : 0,
              auditor_id: f.auditor_id,
            },
            { onSuccess: (made) => setLink(made.link) },
          )
        }
      >
        <Form.Item name="wave_id" label={t('ui.wave')} rules={[{ required: true, message: t('ui.choose') }]}>
          <Select options={open.map((w) => ({ value: w.id, label: text(w.name) }))} />
        </Form.Item>
        <Form.Item name="location_id" label={t('ui.location')} rules={[{ required: true, message: t('ui.choose') }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={locations.data?.map((l) => ({
              value: l.id,
              label: `${text(l.name)} · ${text(brands.get(l.brand_id)?.name)}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t('ui.visit.window')} rules={[{ required: true, message: t('ui.choose') }]}>
          <DatePicker.RangePicker className="wide" />
        </Form.Item>
        <Form.Item name="auditor_id" label={t('ui.visit.auditor')} extra={t('ui.visit.auditor_note')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            loading={auditors.isPending}
            options={auditors.data?.map((a) => ({ value: a.id, label: a.name }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export function LinkOnce({ link, title, onClose }: { link: string; title: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open title={title} footer={null} onCancel={onClose} mask={{ closable: false }}>
      <div className="qr">
        <Alert type="warning" showIcon title={t('ui.visit.link_once')} />
        <Qr text={link} />
        <p className="channel-link">{link}</p>
        <Copy text={link} type="primary" label={t('ui.channel.copy')} />
      </div>
    </Modal>
  );
}
