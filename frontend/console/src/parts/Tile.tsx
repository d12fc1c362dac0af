import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Change as ChangeModel, Figure } from '../api/types';
import { LowBase } from './FigureText';
import { useFormat, type Unit } from './format';
import { arrow } from './Tone';

interface Props {
  label: string;
  figure: Figure | undefined | null;
  unit: Unit;
  to?: string;
  suffix?: string;
  change?: ChangeModel | null;
  against?: string;
  target?: number | null;
  n?: string;
  children?: ReactNode;
}

// Tile is one headline figure with everything needed to defend it: n, interval, change, target.
export function Tile({ label, figure, unit, to, suffix, change, against, target, n, children }: Props) {
  const { t } = useTranslation();
  const { figure: write, interval, number, value } = useFormat();
  const body = (
    <>
      <div className="tile-label">
        {label} <LowBase figure={figure} />
      </div>
      <div className="tile-value">
        {write(figure, unit)}
        {suffix && figure?.value !== null && <small>{suffix}</small>}
        {change && <Change change={change} against={against ?? ''} unit={unit} />}
      </div>
      <div className="tile-base">
        {figure && figure.value !== null ? (
          <>
            {n ?? `n = ${number(figure.n)}`}
            {figure.interval && (
              <>
                {' · '}
                {t('ui.figure.interval')} {interval(figure.interval, unit)}
              </>
            )}
          </>
        ) : (
          t(figure?.reason || 'figure.not_available')
        )}
        {target !== undefined && target !== null && (
          <>
            {' · '}
            {t('ui.figure.target')} {value(target, unit)}
          </>
        )}
      </div>
      {children}
    </>
  );
  return to ? (
    <Link to={to} className="tile panel linked">
      {body}
    </Link>
  ) : (
    <div className="tile panel">{body}</div>
  );
}

interface ChangeProps {
  change: ChangeModel;
  against: string;
  unit: Unit;
}

// Change says by its arrow whether a figure rose or fell, and by its colour whether that is good; it has a colour only
// when the change is more than chance.
export function Change({ change, against, unit }: ChangeProps) {
  const { t } = useTranslation();
  const { value: write } = useFormat();
  const size = write(Math.abs(change.value), unit === 'percent' ? 'score' : unit).replace('+', '');
  const sure = t(change.direction === 0 ? 'ui.figure.not_significant' : 'ui.figure.significant');
  return (
    <span className={`change ${change.tone || 'even'}`} title={`${against} · ${sure}`}>
      {arrow(change.value)} {size}
    </span>
  );
}
