import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, InputNumber, Modal, Popconfirm, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddLine, useChangeLine, useDeleteLine } from '../../api/assessments';
import type { AssessmentDetail, Line, LineKind } from '../../api/types';
import { fromDay, toDay } from '../../parts/day';
import { useFormat } from '../../parts/format';
import { ErrorState } from '../../parts/states';
import { inOrder, lineKeys, lineKind, useLineName } from './lines';

interface Fields {
  kind: LineKind;
  name: string;
  source: string;
  source_at?: Dayjs;
  informants: number;
}

// LinesDialog adds, renames and removes lines. Industry and competitor lines say where their scores come from.
export function LinesDialog({ assessment, onClose }: { assessment: AssessmentDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const lineName = useLineName();
  const [editing, setEditing] = useState<Line | 'new'>();
  const remove = useDeleteLine(assessment.id);
  return (
    <Modal open title={t('ui.line.manage')} footer={null} onCancel={onClose} width={620}>
      <div className="stack">
        {remove.error && <ErrorState error={remove.error} />}
        <ul className="line-list">
          {inOrder(assessment.lines).map((line) => (
            <li key={line.id} className="row between">
              <span>
                <b>{lineName(line)}</b> <span className="chip">{lineKind(t, line.kind)}</span>
                {line.source && (
                  <span className="note">
                    {line.source} {line.source_day ? day(line.source_day) : ''}
                  </span>
                )}
              </span>
              <span className="row tight">
                <Button
                  size="small"
                  icon={<EditOutlined aria-hidden />}
                  aria-label={`${t('ui.edit')} ${lineName(line)}`}
                  onClick={() => setEditing(line)}
                />
                {line.kind !== 'current' && (
                  <Popconfirm
                    title={t('ui.line.remove_ask', { Name: lineName(line) })}
                    okText={t('ui.remove')}
                    cancelText={t('ui.cancel')}
                    onConfirm={() => remove.mutateAsync(line.id).catch(() => undefined)}
                  >
                    <Button
                      size="small"
                      danger
                      icon={<DeleteOutlined aria-hidden />}
                      aria-label={`${t('ui.remove')} ${lineName(line)}`}
                    />
                  </Popconfirm>
                )}
              </span>
            </li>
          ))}
        </ul>
        {editing ? (
          <LineForm
            key={editing === 'new' ? 'new' : editing.id}
            assessment={assessment}
            line={editing === 'new' ? undefined : editing}
            onDone={() => setEditing(undefined)}
          />
        ) : (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
            {t('ui.line.add')}
          </Button>
        )}
      </div>
    </Modal>
  );
}

function LineForm({ assessment, line, onDone }: { assessment: AssessmentDetail; line?: Line; onDone: () => void }) {
  const { t } = useTranslation();
  const { text, lang } = useFormat();
  const [form] = Form.useForm<Fields>();
  const chosen = Form.useWatch('kind', form);
  const kind = line?.kind ?? chosen;
  const add = useAddLine(assessment.id);
  const change = useChangeLine(assessment.id);
  const error = add.error ?? change.error;
  const taken = new Set(assessment.lines.map((l) => l.kind));
  const kinds = (Object.keys(lineKeys) as LineKind[]).filter((k) => k === 'competitor' || !taken.has(k));
  const submit = (f: Fields) => {
    const said = {
      name: f.name ? { ...line?.name, [lang]: f.name } : (line?.name ?? {}),
      source: f.source,
      source_day: f.source_at ? toDay(f.source_at) : 0,
      informants: f.informants,
    };
    if (line) change.mutate({ line: line.id, ...said }, { onSuccess: onDone });
    else add.mutate({ kind: f.kind, ...said }, { onSuccess: onDone });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      className="sunk"
      onFinish={submit}
      initialValues={{
        kind: line?.kind ?? 'competitor',
        name: text(line?.name),
        source: line?.source ?? '',
        source_at: line ? fromDay(line.source_day) : undefined,
        informants: line?.informants ?? 0,
      }}
    >
      {error && <ErrorState error={error} />}
      {!line && (
        <Form.Item name="kind" label={t('ui.line.kind')}>
          <Select options={kinds.map((k) => ({ value: k, label: t(lineKeys[k]) }))} />
        </Form.Item>
      )}
      {kind === 'competitor' && (
        <Form.Item name="name" label={t('ui.line.name')} rules={[{ required: true, message: t('ui.name_needed') }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="source" label={t('ui.line.source')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="row">
        <Form.Item name="source_at" label={t('ui.line.source_day')}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="informants" label={t('ui.line.informants')}>
          <InputNumber min={0} max={10000} precision={0} />
        </Form.Item>
      </div>
      <div className="row end">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {t('ui.save')}
        </Button>
      </div>
    </Form>
  );
}
