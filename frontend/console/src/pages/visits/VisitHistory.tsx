import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { actionKeys } from './actions';
import { VisitState } from './states';

export function VisitHistory({ visit }: { visit: VisitView }) {
  const { t } = useTranslation();
  const { time, number } = useFormat();
  if (visit.events.length + visit.revisions.length === 0) return null;
  return (
    <div className="two even">
      <Panel title={t('ui.visit.history')}>
        <ol className="history">
          {visit.events.map((event) => (
            <li key={event.id}>
              <b>{t(actionKeys[event.action] ?? 'ui.action.other')}</b> {event.to && <VisitState state={event.to} />}
              <span className="note num">{time(event.at)}</span>
              {event.reason && <p className="words">{event.reason}</p>}
            </li>
          ))}
        </ol>
      </Panel>
      {visit.revisions.length > 0 && (
        <Panel title={t('ui.visit.revisions')}>
          <ul className="plain-list">
            {visit.revisions.map((r) => (
              <li key={r.revision}>
                {t('ui.visit.revision', { Number: r.revision })}{' '}
                <b className="num">{r.score === null ? '—' : number(r.score, 2)}</b>{' '}
                {r.current && <span className="chip brand">● {t('ui.visit.revision_current')}</span>}
                {r.first_published && <span className="chip">{t('ui.visit.revision_first')}</span>}
                <span className="note num">{time(r.received_at)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
