import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useVisit } from '../../api/visits';
import type { VisitView } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Nothing } from '../../parts/states';
import { Tone } from '../../parts/Tone';
import { standing, VisitState } from './states';
import { VisitActions } from './VisitActions';
import { VisitHistory } from './VisitHistory';
import { VisitReport } from './VisitReport';
import { PageLoaded } from '../../parts/PageLoaded';

export default function Visit() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const visit = useVisit(id);
  return (
    <PageLoaded of={visit} title={t('ui.nav.visits')}>
      {(data) => <Detail visit={data} />}
    </PageLoaded>
  );
}

function Detail({ visit }: { visit: VisitView }) {
  const { t } = useTranslation();
  const { text, day } = useFormat();
  return (
    <Page
      title={text(visit.location.name)}
      tags={
        <>
          <VisitState state={standing(visit)} />
          <span className={`chip ${visit.own ? 'brand' : ''}`}>
            {visit.own ? '● ' : '○ '}
            {text(visit.brand.name)}
          </span>
        </>
      }
      note={[
        text(visit.wave.name),
        text(visit.checklist.name),
        `${t('ui.visit.window')} ${day(visit.from_day)} – ${day(visit.to_day)}`,
        visit.auditor && `${t('ui.visit.auditor')} ${visit.auditor}`,
      ]
        .filter(Boolean)
        .join(' · ')}
      crumbs={[{ to: `/visits?wave=${visit.wave_id}&view=list`, title: t('ui.nav.visits') }]}
      actions={<VisitActions visit={visit} />}
    >
      <div className="stack">
        {visit.scored && <ScoreHead visit={visit} />}
        {visit.sections.length > 0 ? (
          <VisitReport visit={visit} />
        ) : (
          <Panel>
            <Nothing text={t(visit.revision > 0 ? 'ui.visit.unpublished' : 'ui.visit.no_report')} />
          </Panel>
        )}
        <VisitHistory visit={visit} />
      </div>
    </Page>
  );
}

// ScoreHead gives the result of the visit and, in one line each, what was done to the sum of points to get there.
function ScoreHead({ visit }: { visit: VisitView }) {
  const { t } = useTranslation();
  const { text, number, day } = useFormat();
  const scored = visit.scored;
  if (!scored) return null;
  const band = visit.bands.find((b) => b.code === visit.band);
  const label = (code: string) =>
    text(visit.sections.flatMap((s) => s.items).find((i) => i.code === code)?.label) || code;
  return (
    <div className="tiles">
      <div className="tile panel">
        <div className="tile-label">{t('ui.visit.total')}</div>
        <div className="tile-value">
          {scored.total === null ? '—' : number(scored.total, 2)}
          <small>/ 100</small>
        </div>
        <div className="tile-base">
          {band && <Tone tone={band.tone}>{text(band.label)}</Tone>}{' '}
          {visit.verdict && (
            <Tone tone={visit.verdict === 'pass' ? 'good' : 'bad'}>
              {t(visit.verdict === 'pass' ? 'ui.visit.pass' : 'ui.visit.fail')}
            </Tone>
          )}
        </div>
      </div>
      <div className="tile panel">
        <div className="tile-label">{t('ui.visit.points')}</div>
        <div className="tile-value">
          {number(scored.earned, 1)}
          <small>/ {number(scored.possible, 1)}</small>
        </div>
        <div className="tile-base">{t(methods[scored.method] ?? 'ui.visit.method_weighted')}</div>
      </div>
      <div className="tile panel">
        <div className="tile-label">{t('ui.visit.criticals')}</div>
        <div className="tile-value">{number(scored.criticals.length)}</div>
        <div className="tile-base">
          {scored.criticals.length === 0
            ? t('ui.visit.criticals_none')
            : scored.criticals.map((c) => (
                <div key={c.item}>
                  ▼ {label(c.item)} · {t(effects[c.effect] ?? 'ui.effect.fail_verdict', { Value: number(c.value) })}
                </div>
              ))}
          {scored.raw !== null && scored.raw !== scored.total && (
            <div>{t('ui.visit.raw', { Score: number(scored.raw, 2) })}</div>
          )}
        </div>
      </div>
      <div className="tile panel">
        <div className="tile-label">{t('ui.visit.visited')}</div>
        <div className="tile-value small">{day(visit.visited_day)}</div>
        <div className="tile-base">
          {t('ui.visit.version', { Number: visit.version })}
          {visit.first_score !== null && visit.first_score !== visit.score && (
            <> · {t('ui.visit.first_score', { Score: number(visit.first_score, 2) })}</>
          )}
        </div>
      </div>
    </div>
  );
}

const methods: Record<string, string> = {
  'checklist-weighted': 'ui.visit.method_weighted',
  'checklist-pooled': 'ui.visit.method_pooled',
  'checklist-deduction': 'ui.visit.method_deduction',
};

export const effects: Record<string, string> = {
  fail_verdict: 'ui.effect.fail_verdict',
  zero_section: 'ui.effect.zero_section',
  zero_total: 'ui.effect.zero_total',
  cap_total: 'ui.effect.cap_total',
  deduct: 'ui.effect.deduct',
};
