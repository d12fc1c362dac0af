import { LinkOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVisitLink, useVisitStep, type VisitStep } from '../../api/visits';
import type { VisitMove, VisitView, Answer } from '../../api/types';
import { toDay } from '../../parts/day';
import { ExportButton } from '../../parts/ExportButton';
import { ErrorState } from '../../parts/states';
import { actionKeys, actionNotes, isBack, isForward } from './actions';
import { AmendFields } from './AmendFields';
import { LinkOnce } from './PlanVisit';

// VisitActions offers what the server says this person may do now.
export function VisitActions({ visit }: { visit: VisitView }) {
  const { t } = useTranslation();
  const [move, setMove] = useState<VisitMove>();
  const link = useVisitLink(visit.id);
  return (
    <>
      {visit.moves.map((one) => (
        <Button
          key={one.action}
          type={isForward(one.action) ? 'primary' : 'default'}
          danger={isBack(one.action)}
          onClick={() => setMove(one)}
        >
          {t(actionKeys[one.action] ?? 'ui.action.other')}
        </Button>
      ))}
      {visit.can_link && (
        <Button icon={<LinkOutlined aria-hidden />} loading={link.isPending} onClick={() => link.mutate(undefined)}>
          {t('ui.visit.new_link')}
        </Button>
      )}
      <ExportButton label={t('ui.export.checklist')} input={{ report: 'checklist', wave_id: visit.wave_id }} />
      {link.error && <ErrorState error={link.error} />}
      {link.data && <LinkOnce link={link.data.link} title={t('ui.visit.new_link')} onClose={() => link.reset()} />}
      {move && <Step visit={visit} move={move} onClose={() => setMove(undefined)} />}
    </>
  );
}

interface Fields {
  reason?: string;
  until?: Dayjs;
  corrections?: { item: string; code: string | string[] }[];
}

function Step({ visit, move, onClose }: { visit: VisitView; move: VisitMove; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const step = useVisitStep(visit.id);
  const name = t(actionKeys[move.action] ?? 'ui.action.other');
  const note = actionNotes[move.action];
  const offered = visit.moves.some((m) => m.action === move.action); // no longer, when somebody else was faster
  const submit = ({ reason, until, corrections }: Fields) =>
    step.mutate(
      {
        action: move.action as VisitStep['action'],
        reason: reason ?? '',
        until: until ? toDay(until) : undefined,
        answers: move.action === 'amend' ? corrected(visit, corrections ?? []) : undefined,
      },
      { onSuccess: onClose },
    );
  return (
    <Modal
      open
      title={name}
      okText={name}
      cancelText={t('ui.cancel')}
      okButtonProps={{ danger: isBack(move.action), disabled: !offered }}
      confirmLoading={step.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {step.error && <ErrorState error={step.error} />}
      {note && <p>{t(note)}</p>}
      <Form form={form} layout="vertical" onFinish={submit} initialValues={{ corrections: [{}] }}>
        {move.action === 'amend' && <AmendFields visit={visit} />}
        {move.needs_reason && (
          <Form.Item name="reason" label={t('ui.reason')} rules={[{ required: true, message: t('ui.reason_needed') }]}>
            <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
          </Form.Item>
        )}
        {move.action === 'extend' && (
          <Form.Item
            name="until"
            label={t('ui.visit.last_day')}
            rules={[{ required: true, message: t('ui.visit.last_day_needed') }]}
          >
            <DatePicker />
          </Form.Item>
        )}
        {move.action === 'return' && (
          <Form.Item name="until" label={t('ui.visit.until')} extra={t('ui.visit.until_note')}>
            <DatePicker />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

// corrected puts the new choices over the answers that were given, so that notes and photos stay.
function corrected(visit: VisitView, rows: { item: string; code: string | string[] }[]): Record<string, Answer> {
  const items = new Map(visit.sections.flatMap((s) => s.items).map((i) => [i.code, i]));
  return Object.fromEntries(
    rows.map(({ item, code }) => {
      const { note, photos } = items.get(item)?.answer ?? {};
      return [item, { codes: [code].flat(), note, photos }];
    }),
  );
}
