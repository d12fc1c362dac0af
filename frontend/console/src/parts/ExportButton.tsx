import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Modal, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportFile, useExport, useStartExport } from '../api/exports';
import { useCan } from '../api/me';
import type { ExportRequest } from '../api/types';
import { useFormat } from './format';
import { ErrorState } from './states';

interface Props {
  label: string;
  input: Omit<ExportRequest, 'lang'>;
  type?: 'primary' | 'default';
}

// ExportButton asks for the workbook's language, starts the job and waits for its file.
export function ExportButton({ label, input, type = 'default' }: Props) {
  const { t } = useTranslation();
  const can = useCan();
  const start = useStartExport();
  const [open, setOpen] = useState(false);
  if (!can('result.export')) return null;
  const begin = (lang: ExportRequest['lang']) => {
    setOpen(true);
    start.mutate({ ...input, lang });
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'zh', label: t('ui.export.in_zh') },
            { key: 'en', label: t('ui.export.in_en') },
          ],
          onClick: ({ key }) => begin(key === 'en' ? 'en' : 'zh'),
        }}
      >
        <Button type={type} icon={<DownloadOutlined aria-hidden />}>
          {label}
        </Button>
      </Dropdown>
      <Modal open={open} title={label} onCancel={() => setOpen(false)} footer={null} destroyOnHidden>
        {start.error && <ErrorState error={start.error} />}
        {!start.error && <ExportProgress id={start.data?.id ?? ''} />}
      </Modal>
    </>
  );
}

export function ExportProgress({ id }: { id: string }) {
  const { t } = useTranslation();
  const { bytes } = useFormat();
  const job = useExport(id);
  if (job.error) return <ErrorState error={job.error} retry={() => void job.refetch()} />;
  const state = job.data?.state ?? 'queued';
  if (state === 'failed' || state === 'dead')
    return <ErrorState error={new Error(job.data?.error_key ? t(job.data.error_key) : t('ui.export.failed'))} />;
  const done = state === 'done';
  return (
    <div className="export" aria-live="polite">
      <Progress percent={done ? 100 : (job.data?.progress ?? 0)} status={done ? 'success' : 'active'} />
      <p>{done ? (job.data?.file?.name ?? t('ui.export.done')) : t('ui.export.working')}</p>
      {done && (
        <Button type="primary" icon={<DownloadOutlined aria-hidden />} href={exportFile(id)} download>
          {t('ui.export.save')} {job.data?.file ? `(${bytes(job.data.file.bytes)})` : ''}
        </Button>
      )}
    </div>
  );
}
