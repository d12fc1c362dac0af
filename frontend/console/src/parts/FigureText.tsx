import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Figure } from '../api/types';
import { useFormat, type Unit } from './format';

// LowBase marks a number that stands on too few answers to be relied on.
export function LowBase({ figure }: { figure: Figure | undefined | null }) {
  const { t } = useTranslation();
  if (figure?.status === 'low_base')
    return (
      <span className="chip watch" title={t('figure.low_base')}>
        {t('ui.figure.low_base_short')}
      </span>
    );
  if (figure?.status === 'suppressed') return <span className="chip">{t('figure.suppressed')}</span>;
  return null;
}

type Maybe = Figure | undefined | null;

// LowMark is the same warning where there is room for one sign only; LowNote below the table says what it means.
export function LowMark({ figure }: { figure: Maybe }) {
  const { t } = useTranslation();
  if (figure?.status !== 'low_base') return null;
  return (
    <abbr className="low-mark" title={t('figure.low_base')}>
      †
    </abbr>
  );
}

export function LowNote({ figures }: { figures: Maybe[] }) {
  const { t } = useTranslation();
  if (!figures.some((f) => f?.status === 'low_base')) return null;
  return <p className="low-note">† {t('ui.figure.low_base_note')}</p>;
}

// FigureText is a number in a table cell: the value, and on demand what it stands on.
export function FigureText({ figure, unit }: { figure: Figure | undefined | null; unit: Unit }) {
  const { t } = useTranslation();
  const { figure: write, interval, number } = useFormat();
  if (!figure || figure.value === null)
    return (
      <span
        className="num faint"
        title={figure?.status === 'suppressed' ? t('figure.suppressed') : t('figure.not_available')}
      >
        —
      </span>
    );
  const base = `n = ${number(figure.n)}`;
  const range = figure.interval ? ` · ${t('ui.figure.interval')} ${interval(figure.interval, unit)}` : '';
  return (
    <Tooltip title={base + range + (figure.status === 'low_base' ? ` · ${t('figure.low_base')}` : '')}>
      <span className={`num ${figure.status === 'low_base' ? 'faint' : ''}`}>{write(figure, unit)}</span>
    </Tooltip>
  );
}

// Whisker draws a value with its interval on a fixed axis, so that rows of a league can be compared by eye.
export function Whisker({ figure, low, high }: { figure: Figure; low: number; high: number }) {
  if (figure.value === null) return null;
  const x = (v: number) => 4 + (112 * (Math.min(high, Math.max(low, v)) - low)) / (high - low);
  const at = x(figure.value);
  return (
    <svg className="whisker" viewBox="0 0 120 18" width="120" height="18" aria-hidden="true">
      <line x1="4" x2="116" y1="9" y2="9" stroke="#dce2ea" />
      {low < 0 && <line x1={x(0)} x2={x(0)} y1="3" y2="15" stroke="#b3bcc8" />}
      {figure.interval && (
        <line
          x1={x(figure.interval.low)}
          x2={x(figure.interval.high)}
          y1="9"
          y2="9"
          stroke="#0b5cad"
          strokeWidth="5"
          opacity="0.28"
        />
      )}
      <circle
        cx={at}
        cy="9"
        r="4.2"
        fill={figure.status === 'low_base' ? '#ffffff' : '#0b5cad'}
        stroke="#0b5cad"
        strokeWidth="1.6"
      />
    </svg>
  );
}
