import { Alert, Button, Popconfirm, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useInstrumentStep, useRestore, useVersion, useVersions } from '../../api/instruments';
import { useCanWhole } from '../../api/me';
import type { InstrumentDetail, Version } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { ErrorState, Loaded, Nothing } from '../../parts/states';
import { DocumentView } from './DocumentView';
import { DraftEditor } from './DraftEditor';
import { ChangeChip } from './Edits';
import { PublishDialog } from './PublishDialog';

// Versions shows the draft, lets it be edited and published, and lists what was published before.
export default function Versions({ instrument }: { instrument: InstrumentDetail }) {
  const { t } = useTranslation();
  const whole = useCanWhole();
  const [view, setView] = useState<'read' | 'edit'>('read');
  return (
    <div className="two">
      <Panel
        title={t('ui.version.draft')}
        note={t('ui.version.draft_note')}
        extra={
          <>
            {whole('instrument.edit') && (
              <Segmented
                size="small"
                aria-label={t('ui.version.view')}
                value={view}
                onChange={setView}
                options={[
                  { value: 'read', label: t('ui.version.read') },
                  { value: 'edit', label: 'JSON' },
                ]}
              />
            )}
            <Steps instrument={instrument} />
          </>
        }
      >
        <Obstacles instrument={instrument} />
        {view === 'read' ? <DocumentView document={instrument.document} /> : <DraftEditor instrument={instrument} />}
      </Panel>
      <Published instrument={instrument} />
    </div>
  );
}

// Obstacles lists what stands in the way of publishing the draft, by its place in the document.
function Obstacles({ instrument }: { instrument: InstrumentDetail }) {
  const { t } = useTranslation();
  if (instrument.problems.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="obstacles"
      title={t('ui.version.problems', { count: instrument.problems.length })}
      description={
        <ul className="problems">
          {instrument.problems.map((p, i) => (
            <li key={i}>
              <code>{p.location}</code> {p.message}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Steps({ instrument }: { instrument: InstrumentDetail }) {
  const { t } = useTranslation();
  const whole = useCanWhole();
  const step = useInstrumentStep(instrument.id);
  const [publishing, setPublishing] = useState(false);
  if (!whole('instrument.publish')) return null;
  const ask = (name: 'close' | 'reopen', title: string, text: string) => (
    <Popconfirm
      title={title}
      okText={text}
      cancelText={t('ui.cancel')}
      onConfirm={() => step.mutateAsync(name).catch(() => undefined)}
    >
      <Button size="small" loading={step.isPending && step.variables === name}>
        {text}
      </Button>
    </Popconfirm>
  );
  return (
    <>
      {instrument.state !== 'closed' && (
        <Button type="primary" size="small" onClick={() => setPublishing(true)}>
          {t('ui.version.publish')}
        </Button>
      )}
      {publishing && <PublishDialog instrument={instrument} onClose={() => setPublishing(false)} />}
      {instrument.state === 'published' && ask('close', t('ui.version.close_ask'), t('ui.version.close'))}
      {instrument.state === 'closed' && ask('reopen', t('ui.version.reopen_ask'), t('ui.version.reopen'))}
      {step.error && <ErrorState error={step.error} />}
    </>
  );
}

function Published({ instrument }: { instrument: InstrumentDetail }) {
  const { t } = useTranslation();
  const versions = useVersions(instrument.id);
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Panel title={t('ui.version.published')} flush>
      <Loaded of={versions} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing text={t('ui.version.none')} />
          ) : (
            <ul className="versions">
              {rows.map((v) => (
                <Row
                  key={v.id}
                  version={v}
                  latest={rows[0]?.number ?? v.number}
                  open={shown === v.number}
                  onToggle={() => setShown(shown === v.number ? null : v.number)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

interface RowProps {
  version: Version;
  latest: number;
  open: boolean;
  onToggle: () => void;
}

function Row({ version, latest, open, onToggle }: RowProps) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const full = useVersion(version.instrument_id, open ? version.number : null);
  return (
    <li>
      <div className="row between">
        <span>
          <b>{t('ui.version.number', { Number: version.number })}</b> <ChangeChip change={version.change} />
          {version.series_break && <span className="chip watch">{t('ui.result.break_short')}</span>}
          <span className="note num">{time(version.published_at)}</span>
        </span>
        <button type="button" className="link" aria-expanded={open} onClick={onToggle}>
          {t(open ? 'ui.hide' : 'ui.show')}
        </button>
      </div>
      <div className="row version-steps">
        <Link to={`/instruments/${version.instrument_id}/compare?from=${version.number}&to=0`}>
          {t('ui.version.compare_draft')}
        </Link>
        {version.number > 1 && (
          <Link to={`/instruments/${version.instrument_id}/compare?from=${version.number - 1}&to=${version.number}`}>
            {t('ui.version.compare_before')}
          </Link>
        )}
        {version.number !== latest && <Restore version={version} />}
      </div>
      {open && <Loaded of={full}>{(v) => <DocumentView document={v.document} compact />}</Loaded>}
    </li>
  );
}

// Restore publishes an earlier version's document again, as the next version.
function Restore({ version }: { version: Version }) {
  const { t } = useTranslation();
  const whole = useCanWhole();
  const restore = useRestore(version.instrument_id);
  if (!whole('instrument.publish')) return null;
  return (
    <>
      <Popconfirm
        title={t('ui.version.restore_ask', { Number: version.number })}
        description={t('ui.version.restore_note')}
        okText={t('ui.version.restore')}
        cancelText={t('ui.cancel')}
        onConfirm={() => restore.mutateAsync(version.number).catch(() => undefined)}
      >
        <button type="button" className="link" disabled={restore.isPending}>
          {t('ui.version.restore')}
        </button>
      </Popconfirm>
      {restore.error && <ErrorState error={restore.error} />}
    </>
  );
}
