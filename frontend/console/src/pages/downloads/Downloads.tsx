import { DownloadOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { exportFile, useExports } from '../../api/exports';
import type { ExportRequest, Job } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Gate, Loaded, Nothing } from '../../parts/states';

const reports: Record<ExportRequest['report'], string> = {
  responses: 'ui.export.responses',
  satisfaction: 'ui.export.satisfaction',
  checklist: 'ui.export.checklist',
  benchmark: 'ui.export.benchmark',
};

export default function Downloads() {
  const { t } = useTranslation();
  const jobs = useExports();
  return (
    <Page title={t('ui.nav.downloads')} note={t('ui.export.list_note')}>
      <Gate verb="result.export">
        <Loaded of={jobs}>
          {(rows) => (
            <Panel flush>
              {rows.length === 0 ? (
                <Nothing text={t('ui.export.none')} />
              ) : (
                <ul className="versions">
                  {rows.map((job) => (
                    <Row key={job.id} job={job} />
                  ))}
                </ul>
              )}
            </Panel>
          )}
        </Loaded>
      </Gate>
    </Page>
  );
}

function Row({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { time, bytes } = useFormat();
  const expired = job.expires_at !== null && new Date(job.expires_at) < new Date();
  return (
    <li className="row between">
      <div>
        <b>{job.file?.name ?? t(reports[job.request.report])}</b>
        <p className="note num">
          {t(reports[job.request.report])} · {time(job.created_at)}
          {job.file ? ` · ${bytes(job.file.bytes)}` : ''}
          {job.expires_at && job.state === 'done' && !expired
            ? ` · ${t('ui.export.until', { Time: time(job.expires_at) })}`
            : ''}
        </p>
      </div>
      <JobState job={job} expired={expired} />
    </li>
  );
}

function JobState({ job, expired }: { job: Job; expired: boolean }) {
  const { t } = useTranslation();
  if (job.state === 'done' && expired) return <span className="chip watch">▲ {t('ui.export.expired')}</span>;
  if (job.state === 'done')
    return (
      <Button icon={<DownloadOutlined aria-hidden />} href={exportFile(job.id)} download>
        {t('ui.export.save')}
      </Button>
    );
  if (job.state === 'failed' || job.state === 'dead')
    return <span className="chip bad">▼ {job.error_key ? t(job.error_key) : t('ui.export.failed')}</span>;
  return <Progress percent={job.progress} style={{ width: 160 }} aria-label={t('ui.export.working')} />;
}
