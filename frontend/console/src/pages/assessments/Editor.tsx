import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCanWhole } from '../../api/me';
import type { AssessmentDetail, Section } from '../../api/types';
import { Choose } from '../../parts/Choose';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { ErrorState } from '../../parts/states';
import { useUrl } from '../../parts/useUrl';
import { EvidenceDrawer } from './EvidenceDrawer';
import { LinesDialog } from './LinesDialog';
import { inOrder } from './lines';
import { assessedOf } from './ratings';
import { ScoreTable } from './ScoreTable';
import { useRatings, type SaveState } from './useRatings';

const stateKeys: Record<SaveState, string> = {
  idle: 'ui.save.idle',
  waiting: 'ui.save.waiting',
  saving: 'ui.save.waiting',
  saved: 'ui.save.saved',
  failed: 'ui.save.failed',
};

// Editor scores the indicators of one category on every line. Each cell saves itself.
export function Editor({ assessment }: { assessment: AssessmentDetail }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const whole = useCanWhole();
  const [get, set] = useUrl();
  const ratings = useRatings(assessment);
  const [item, setItem] = useState('');
  const [managing, setManaging] = useState(false);
  const sections = assessment.document.sections;
  const section = sections.find((s) => s.code === get('category')) ?? sections[0];
  const lines = inOrder(assessment.lines);
  const current = lines[0]?.id ?? '';
  const editable = assessment.state === 'open' && whole('assessment.edit');
  const done = (s: Section) =>
    assessedOf(
      ratings.cells,
      current,
      s.items.map((i) => i.code),
    );
  const choices = sections.map((s) => ({
    value: s.code,
    label: `${text(s.title) || s.code} ${done(s)}/${s.items.length}`,
  }));
  if (!section) return null;
  return (
    <div className="stack">
      <div className="row between">
        <SaveNote state={ratings.state} editable={editable} />
        {editable && <Button onClick={() => setManaging(true)}>{t('ui.line.manage')}</Button>}
      </div>
      {ratings.error && <ErrorState error={ratings.error} retry={() => void ratings.flush()} />}
      <div className="only-wide">
        <Segmented
          className="categories"
          aria-label={t('ui.assessment.category')}
          value={section.code}
          onChange={(v) => set({ category: v })}
          options={choices}
        />
      </div>
      <div className="only-narrow">
        <Choose
          label={t('ui.assessment.category')}
          value={section.code}
          onChange={(v) => set({ category: v })}
          options={choices}
        />
      </div>
      <Panel flush title={text(section.title) || section.code} note={text(section.intro)}>
        <ScoreTable
          section={section}
          lines={lines}
          document={assessment.document}
          editable={editable}
          ratings={ratings}
          onEvidence={setItem}
        />
      </Panel>
      {item && (
        <EvidenceDrawer
          item={section.items.find((i) => i.code === item)}
          lines={lines}
          editable={editable}
          ratings={ratings}
          document={assessment.document}
          onClose={() => setItem('')}
        />
      )}
      {managing && <LinesDialog assessment={assessment} onClose={() => setManaging(false)} />}
    </div>
  );
}

function SaveNote({ state, editable }: { state: SaveState; editable: boolean }) {
  const { t } = useTranslation();
  const mark = state === 'failed' ? '▼' : state === 'saved' ? '✓' : '●';
  return (
    <p className={`save-note ${state}`} role="status">
      {editable ? `${mark} ${t(stateKeys[state])}` : t('ui.assessment.read_only')}
    </p>
  );
}
