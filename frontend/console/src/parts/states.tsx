import { Alert, Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/client';
import { useCan } from '../api/me';

export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="panel" role="status" aria-label={t('ui.loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

// ErrorState shows what the server said, in its own translated words, and the number under which it is in the log.
export function ErrorState({ error, retry }: { error: Error; retry?: () => void }) {
  const { t } = useTranslation();
  if (error instanceof Problem && error.status === 403) return <NoPermission />;
  if (error instanceof Problem && error.status === 404)
    return <Notice title={t('ui.error.not_found')} text={error.message} />;
  return (
    <Alert
      type="error"
      showIcon
      title={error.message}
      description={
        <>
          <FieldList error={error} />
          {error instanceof Problem && error.requestId && (
            <span className="note">
              {t('ui.error.request')} <code>{error.requestId}</code>
            </span>
          )}
        </>
      }
      action={
        retry && (
          <Button size="small" onClick={retry}>
            {t('ui.error.retry')}
          </Button>
        )
      }
    />
  );
}

function FieldList({ error }: { error: Error }) {
  if (!(error instanceof Problem) || error.fields.length === 0) return null;
  return (
    <ul className="problems">
      {error.fields.map((f, i) => (
        <li key={i}>
          {f.location && <code>{f.location}</code>} {f.message}
        </li>
      ))}
    </ul>
  );
}

// Notice fills a place where there is nothing to show, and says why.
export function Notice({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="panel notice">
      <h2>{title}</h2>
      {text && text !== title && <p className="note">{text}</p>}
      {children}
    </div>
  );
}

export function NoPermission() {
  const { t } = useTranslation();
  return <Notice title={t('ui.error.forbidden')} text={t('ui.error.forbidden_hint')} />;
}

export function Nothing({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text} className="nothing">
      {children}
    </Empty>
  );
}

// Gate lets its content through only for those who hold the verb.
export function Gate({ verb, children }: { verb: string; children: ReactNode }) {
  const can = useCan();
  return can(verb) ? <>{children}</> : <NoPermission />;
}

export interface Asked<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

// Loaded shows the four states of something asked for: on its way, refused, empty, there.
export function Loaded<T>({ of, children, rows }: { of: Asked<T>; children: (data: T) => ReactNode; rows?: number }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <ErrorState error={of.error} retry={() => void of.refetch()} />;
  return <Loading rows={rows} />;
}
