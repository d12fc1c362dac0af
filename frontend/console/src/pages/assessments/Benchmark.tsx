import { useTranslation } from 'react-i18next';
import { useBenchmark } from '../../api/assessments';
import type { Benchmark as Model, BenchmarkSet, AssessmentDetail, Band } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Loaded, Nothing } from '../../parts/states';
import { CategoryRadar } from './CategoryRadar';
import { GapTable } from './GapTable';

export default function Benchmark({ assessment }: { assessment: AssessmentDetail }) {
  const { t } = useTranslation();
  const benchmark = useBenchmark(assessment.id);
  return (
    <Loaded of={benchmark} rows={10}>
      {(data) =>
        data.summary.all.mean.value === null ? (
          <Panel>
            <Nothing text={t('ui.assessment.unscored')} />
          </Panel>
        ) : (
          <div className="stack">
            <div className="sets">
              <SetPanel title={t('ui.assessment.all_set')} set={data.summary.all} levels={data.header.levels} />
              <SetPanel title={t('ui.assessment.key_set')} set={data.summary.key} levels={data.header.levels} />
            </div>
            <Words data={data} />
            <CategoryRadar data={data} />
            <GapTable data={data} />
            <p className="note">
              {t('ui.assessment.weights_by')} <Author data={data} />
            </p>
          </div>
        )
      }
    </Loaded>
  );
}

function Author({ data }: { data: Model }) {
  const { text } = useFormat();
  return <>{text(data.header.weights_by) || '—'}</>;
}

// SetPanel is one reading of the current line: points, weighted mean, and where it stands on the ladder of levels.
function SetPanel({ title, set, levels }: { title: string; set: BenchmarkSet; levels: Band[] }) {
  const { t } = useTranslation();
  const { text, number, figure } = useFormat();
  const name = (code: string) => text(levels.find((l) => l.code === code)?.label);
  return (
    <Panel className="set" title={title}>
      <div className="set-head">
        <div>
          <span className="kpi num">{figure(set.mean, 'scale')}</span>
          <span className="note"> / 5</span>
          <p className="note">{t('ui.assessment.mean')}</p>
        </div>
        <div>
          <span className="kpi num">{number(set.points, set.points % 1 ? 1 : 0)}</span>
          <span className="note num"> / {number(set.max_points)}</span>
          <p className="note">
            {t('ui.assessment.points')}
            {set.points_share !== null &&
              ` · ${t('ui.assessment.points_share', { Share: number(set.points_share, 1) })}`}
          </p>
        </div>
        <div>
          <span className="kpi level">{name(set.level) || '—'}</span>
          <p className="note">
            {set.next
              ? t('ui.assessment.next', { Name: name(set.next.level), Distance: number(set.next.distance, 2) })
              : t('ui.assessment.top')}
          </p>
        </div>
      </div>
      <Ladder levels={levels} value={set.mean.value} />
      <p className="note">
        n = {number(set.mean.n)} / {number(set.mean.base)} · {t('ui.assessment.coverage')}{' '}
        <span className="num">{number(set.coverage, 1)}%</span>{' '}
        {set.provisional && <span className="chip watch">▲ {t('ui.assessment.provisional')}</span>}
      </p>
    </Panel>
  );
}

// Ladder draws the levels as equal steps with their lower bounds, and a mark where the mean stands within its step.
function Ladder({ levels, value }: { levels: Band[]; value: number | null }) {
  const { text, number } = useFormat();
  const at = value === null ? -1 : levels.findLastIndex((level) => value >= level.min);
  const from = levels[at]?.min ?? 0;
  const within = value === null ? 0 : (value - from) / ((levels[at + 1]?.min ?? 5) - from || 1);
  return (
    <div className="ladder">
      {levels.map((level, i) => (
        <div key={level.code} className={i === at ? 'here' : ''}>
          <span>{text(level.label)}</span>
          <small className="num">≥ {number(level.min, level.min % 1 ? 1 : 0)}</small>
        </div>
      ))}
      {at >= 0 && <i style={{ left: `${(100 * (at + Math.min(1, within))) / levels.length}%` }} aria-hidden="true" />}
    </div>
  );
}

function Words({ data }: { data: Model }) {
  const { t } = useTranslation();
  const { text, figure } = useFormat();
  const list = (codes: string[]) =>
    codes.map((code) => {
      const c = data.categories.find((one) => one.code === code);
      return c ? (
        <li key={code}>
          {text(c.label)} <b className="num">{figure(c.scores[0]?.score, 'scale')}</b>
        </li>
      ) : null;
    });
  return (
    <>
      <div className="cards">
        <Panel title={t('ui.assessment.strengths')}>
          {data.strengths.length > 0 ? (
            <ul className="plain-list">{list(data.strengths)}</ul>
          ) : (
            <p className="note">{t('ui.assessment.no_strengths')}</p>
          )}
        </Panel>
        <Panel title={t('ui.assessment.weaknesses')}>
          {data.weaknesses.length > 0 ? (
            <ul className="plain-list">{list(data.weaknesses)}</ul>
          ) : (
            <p className="note">{t('ui.assessment.no_weaknesses')}</p>
          )}
        </Panel>
      </div>
      <p className="note">{t('ui.assessment.extremes_note')}</p>
    </>
  );
}
