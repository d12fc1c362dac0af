import { useTranslation } from 'react-i18next';
import type { NPSShares } from '../api/types';
import { useFormat } from './format';

// NpsSplit shows the three shares behind an NPS: the same NPS can come from very different splits.
export function NpsSplit({ shares }: { shares: NPSShares }) {
  const { t } = useTranslation();
  const { figure } = useFormat();
  const parts = [
    { key: 'detractor', share: shares.detractors, label: t('ui.nps.detractors') },
    { key: 'passive', share: shares.passives, label: t('ui.nps.passives') },
    { key: 'promoter', share: shares.promoters, label: t('ui.nps.promoters') },
  ];
  if (shares.promoters.value === null) return null;
  // An empty part would leave its gap in the bar.
  const drawn = parts.filter((p) => (p.share.value ?? 0) > 0);
  return (
    <div className="split">
      <div className="split-bar" aria-hidden="true">
        {drawn.map((p) => (
          <span key={p.key} className={p.key} style={{ flexGrow: p.share.value ?? 0 }} />
        ))}
      </div>
      <ul>
        {parts.map((p) => (
          <li key={p.key}>
            <i className={p.key} aria-hidden="true" />
            {p.label} <b className="num">{figure(p.share, 'percent')}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
