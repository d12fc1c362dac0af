import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBenchmark, useAssessments } from '../../api/assessments';
import { useChecklist } from '../../api/visits';
import { useInstruments } from '../../api/instruments';
import { useCan } from '../../api/me';
import { useProgrammes, useWaves } from '../../api/programmes';
import { resultsQuery, useResults } from '../../api/results';
import type { Instrument } from '../../api/types';
import { Choose } from '../../parts/Choose';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { ErrorState, Gate, Loading, Nothing } from '../../parts/states';
import { useUrl } from '../../parts/useUrl';
import { useShownWave, visitWaves } from '../visits/wave';
import { MaturityTile, SurveyTiles, VisitTiles } from './tiles';
import { OwnAndRivals } from './OwnAndRivals';
import { Trend } from '../surveys/results/Trend';

// Overview puts the three sides on one page: what customers say, what trained eyes see, what the company can do.
export default function Overview() {
  const { t } = useTranslation();
  return (
    <Page title={t('ui.nav.overview')} note={t('ui.overview.note')}>
      <Gate verb="result.read">
        <Sides />
      </Gate>
    </Page>
  );
}

function Sides() {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const [get, set] = useUrl();
  const surveys = useInstruments('survey', can('instrument.read'));
  const published = (surveys.data ?? []).filter((s) => s.state !== 'draft');
  const { best, waiting: choosing } = useAnsweredSurvey(published);
  const survey = get('survey') || (choosing ? '' : (best?.id ?? ''));
  const results = useResults(survey, {});

  const programmes = useProgrammes(can('visit.read'));
  const waves = useWaves(can('visit.read'));
  const wave = useShownWave(visitWaves(programmes.data ?? [], waves.data ?? []), '');
  const visits = useChecklist(wave);

  const assessments = useAssessments(can('assessment.read'));
  const latest = [...(assessments.data ?? [])].sort((a, b) => b.to_day - a.to_day)[0];
  const benchmark = useBenchmark(latest?.id ?? '');

  const asked = [surveys, results, waves, visits, assessments, benchmark];
  const error = asked.find((one) => one.error)?.error;
  const waiting = choosing || asked.some((one) => one.isFetching && one.data === undefined);
  const answered = (results.data?.header.responses ?? 0) > 0;
  const visited = (visits.data?.summary.own.valid ?? 0) > 0;
  const assessed = (benchmark.data?.summary.all.mean.value ?? null) !== null;

  if (waiting) return <Loading rows={10} />;
  return (
    <div className="stack">
      {error && <ErrorState error={error} />}
      {!answered && !visited && !assessed && (
        <Panel>
          <Nothing text={t('ui.overview.empty')}>
            <Link to="/surveys">{t('ui.nav.surveys')}</Link>
          </Nothing>
        </Panel>
      )}
      {published.length > 1 && (
        <div className="filters">
          <Choose
            label={t('ui.survey.one')}
            value={survey}
            width={240}
            onChange={(v) => set({ survey: v })}
            options={published.map((s) => ({ value: s.id, label: text(s.title) }))}
          />
        </div>
      )}
      <div className="tiles broad">
        {answered && results.data && <SurveyTiles data={results.data} survey={survey} />}
        {visited && visits.data && <VisitTiles data={visits.data} />}
        {assessed && benchmark.data && latest && <MaturityTile data={benchmark.data} assessment={latest.id} />}
      </div>
      {survey && results.data && !answered && (
        <p className="note">{t('ui.overview.no_answers', { Name: text(results.data.header.instrument.name) })}</p>
      )}
      <div className="two even">
        {answered && results.data && results.data.trend.length > 0 && <Trend data={results.data} compact />}
        {visited && visits.data?.competitors && (
          <OwnAndRivals data={visits.data} competitors={visits.data.competitors} />
        )}
      </div>
    </div>
  );
}

// useAnsweredSurvey is the survey whose latest wave ended last, among those with answers.
function useAnsweredSurvey(surveys: Instrument[]) {
  const results = useQueries({ queries: surveys.map((s) => resultsQuery(s.id, {})) });
  const answered = surveys
    .map((survey, i) => ({ survey, header: results[i]?.data?.header }))
    .filter(({ header }) => (header?.responses ?? 0) > 0)
    .sort((a, b) => (b.header?.last_day ?? 0) - (a.header?.last_day ?? 0));
  return { waiting: results.some((r) => r.isPending), best: answered[0]?.survey ?? surveys[0] };
}
