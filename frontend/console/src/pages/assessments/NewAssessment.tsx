import { DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCreateAssessment } from '../../api/assessments';
import { useInstruments } from '../../api/instruments';
import { useFormat } from '../../parts/format';
import { ErrorState, Loaded, Nothing } from '../../parts/states';
import { toDay } from '../../parts/day';

interface Fields {
  instrument_id: string;
  name: string;
  code: string;
  days?: [Dayjs, Dayjs];
  assessors: string;
}

export function NewAssessment({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { text, lang } = useFormat();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const scorecards = useInstruments('scorecard');
  const create = useCreateAssessment();
  const usable = scorecards.data?.filter((s) => s.state === 'published') ?? [];
  const save = (f: Fields) =>
    create.mutate(
      {
        instrument_id: f.instrument_id,
        code: f.code,
        name: { [lang]: f.name },
        from_day: f.days ? toDay(f.days[0]) : 0,
        to_day: f.days ? toDay(f.days[1]) : 0,
        assessors: f.assessors,
      },
      { onSuccess: (made) => void navigate(`/assessments/${made.id}`) },
    );
  return (
    <Modal
      open
      title={t('ui.assessment.create')}
      okText={t('ui.create.make')}
      cancelText={t('ui.cancel')}
      confirmLoading={create.isPending}
      okButtonProps={{ disabled: usable.length === 0 }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {create.error && <ErrorState error={create.error} />}
      <Loaded of={scorecards} rows={4}>
        {() =>
          usable.length === 0 ? (
            <Nothing text={t('ui.assessment.no_scorecard')} />
          ) : (
            <Form
              form={form}
              layout="vertical"
              initialValues={{ instrument_id: usable[0]?.id, assessors: '' }}
              onFinish={save}
            >
              <Form.Item name="instrument_id" label={t('ui.scorecard.one')} rules={[{ required: true }]}>
                <Select options={usable.map((s) => ({ value: s.id, label: text(s.title) }))} />
              </Form.Item>
              <Form.Item name="name" label={t('ui.name')} rules={[{ required: true, message: t('ui.name_needed') }]}>
                <Input maxLength={120} autoComplete="off" />
              </Form.Item>
              <Form.Item
                name="code"
                label={t('ui.code')}
                extra={t('ui.create.code_note')}
                rules={[{ required: true, pattern: /^[a-z0-9_-]{1,40}$/, message: t('document.code') }]}
              >
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item name="days" label={t('ui.assessment.period')}>
                <DatePicker.RangePicker className="wide" />
              </Form.Item>
              <Form.Item name="assessors" label={t('ui.assessment.assessors')}>
                <Input maxLength={200} />
              </Form.Item>
            </Form>
          )
        }
      </Loaded>
    </Modal>
  );
}
