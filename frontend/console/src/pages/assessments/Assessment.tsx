import { Popconfirm, Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useAssessment, useChangeAssessment } from '../../api/assessments';
import { useCanWhole } from '../../api/me';
import type { AssessmentDetail } from '../../api/types';
import { ExportButton } from '../../parts/ExportButton';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { ErrorState, Loading } from '../../parts/states';
import { TabBar } from '../../parts/TabBar';
import { AssessmentState } from './Assessments';
import { Editor } from './Editor';
import { PageLoaded } from '../../parts/PageLoaded';

const Benchmark = lazy(() => import('./Benchmark'));

export default function Assessment() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const assessment = useAssessment(id);
  return (
    <PageLoaded of={assessment} title={t('ui.nav.assessments')}>
      {(data) => <Detail key={data.id} assessment={data} />}
    </PageLoaded>
  );
}

function Detail({ assessment }: { assessment: AssessmentDetail }) {
  const { t } = useTranslation();
  const { text, day } = useFormat();
  const whole = useCanWhole();
  const { tab } = useParams();
  const change = useChangeAssessment(assessment.id);
  const open = assessment.state === 'open';
  const facts = [
    text(assessment.document.title),
    assessment.from_day ? `${day(assessment.from_day)} – ${day(assessment.to_day)}` : '',
    assessment.assessors,
  ].filter(Boolean);
  const tabs = [
    { key: 'results', label: t('ui.tab.results'), body: <Benchmark assessment={assessment} /> },
    { key: 'scores', label: t('ui.tab.scores'), body: <Editor assessment={assessment} /> },
  ];
  const active = tabs.find((one) => one.key === tab) ?? tabs[0];
  return (
    <Page
      title={text(assessment.name)}
      tags={<AssessmentState state={assessment.state} />}
      note={facts.join(' · ')}
      crumbs={[{ to: '/assessments', title: t('ui.nav.assessments') }]}
      actions={
        <>
          {whole('assessment.edit') && (
            <Popconfirm
              title={t(open ? 'ui.assessment.close_ask' : 'ui.assessment.reopen_ask')}
              okText={t(open ? 'ui.assessment.close' : 'ui.assessment.reopen')}
              cancelText={t('ui.cancel')}
              onConfirm={() => change.mutateAsync({ state: open ? 'closed' : 'open' }).catch(() => undefined)}
            >
              <Button loading={change.isPending}>{t(open ? 'ui.assessment.close' : 'ui.assessment.reopen')}</Button>
            </Popconfirm>
          )}
          <ExportButton
            type="primary"
            label={t('ui.export.benchmark')}
            input={{ report: 'benchmark', assessment_id: assessment.id }}
          />
        </>
      }
    >
      {change.error && <ErrorState error={change.error} />}
      <TabBar
        label={t('ui.tab.label')}
        active={active?.key}
        tabs={tabs.map(({ key, label }) => ({ key, label, to: `/assessments/${assessment.id}/${key}` }))}
      />
      <Suspense fallback={<Loading />}>{active?.body}</Suspense>
    </Page>
  );
}
