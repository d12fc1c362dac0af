import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useInstrument } from '../../api/instruments';
import { useCan } from '../../api/me';
import { useFormat } from '../../parts/format';
import { InstrumentState } from '../../parts/InstrumentState';
import { Page } from '../../parts/Page';
import { Loading } from '../../parts/states';
import { TabBar } from '../../parts/TabBar';
import type { InstrumentDetail } from '../../api/types';
import { PageLoaded } from '../../parts/PageLoaded';

const Results = lazy(() => import('./results/Results'));
const Verbatims = lazy(() => import('./Verbatims'));
const Responses = lazy(() => import('./Responses'));
const Links = lazy(() => import('./Links'));
const Versions = lazy(() => import('../instruments/Versions'));
const SurveyDownloads = lazy(() => import('./SurveyDownloads'));

export default function Survey() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const survey = useInstrument(id);
  return (
    <PageLoaded of={survey} title={t('ui.nav.surveys')}>
      {(data) => <Detail survey={data} />}
    </PageLoaded>
  );
}

function Detail({ survey }: { survey: InstrumentDetail }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const { tab } = useParams();
  const [params] = useSearchParams();
  const tabs = [
    { key: 'results', label: t('ui.tab.results'), verb: 'result.read', body: <Results survey={survey} /> },
    { key: 'verbatims', label: t('ui.tab.verbatims'), verb: 'result.read', body: <Verbatims survey={survey} /> },
    { key: 'responses', label: t('ui.tab.responses'), verb: 'response.read', body: <Responses survey={survey} /> },
    { key: 'links', label: t('ui.tab.links'), verb: 'instrument.read', body: <Links survey={survey} /> },
    { key: 'versions', label: t('ui.tab.versions'), verb: 'instrument.read', body: <Versions instrument={survey} /> },
    {
      key: 'downloads',
      label: t('ui.tab.downloads'),
      verb: 'result.export',
      body: <SurveyDownloads survey={survey} />,
    },
  ].filter((one) => can(one.verb));
  const first = survey.state === 'draft' ? 'versions' : 'results';
  const active = tabs.find((one) => one.key === (tab ?? first)) ?? tabs[0];
  return (
    <Page
      title={text(survey.title)}
      tags={<InstrumentState state={survey.state} />}
      note={<code>{survey.code}</code>}
      crumbs={[{ to: '/surveys', title: t('ui.nav.surveys') }]}
    >
      <TabBar
        label={t('ui.tab.label')}
        active={active?.key}
        tabs={tabs.map(({ key, label }) => ({ key, label, to: `/surveys/${survey.id}/${key}?${filters(params)}` }))}
      />
      <Suspense fallback={<Loading />}>{active?.body}</Suspense>
    </Page>
  );
}

// filters keeps wave, unit and location when one turns from one tab to another.
function filters(params: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of ['wave', 'unit', 'location']) {
    const value = params.get(name);
    if (value) kept.set(name, value);
  }
  return kept.toString();
}
