import { useTranslation } from 'react-i18next';
import type { ItemResult } from '../../../api/types';
import { Bars, type Bar } from '../../../parts/Bars';
import { LowBase } from '../../../parts/FigureText';
import { useFormat } from '../../../parts/format';
import { measureKeys } from '../../../parts/measures';
import { Panel } from '../../../parts/Panel';
import { typeKeys } from '../../instruments/DocumentView';

// Distributions shows, for every scale and choice item, how often each answer was given.
export function Distributions({ items }: { items: ItemResult[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <section aria-label={t('ui.result.items')}>
      <h2 className="section-title">{t('ui.result.items')}</h2>
      <div className="cards">
        {items.map((item) => (
          <Distribution key={item.code} item={item} />
        ))}
      </div>
    </section>
  );
}

function Distribution({ item }: { item: ItemResult }) {
  const { t } = useTranslation();
  const { text, number, figure, interval } = useFormat();
  const bars: Bar[] = item.counts.map((c) => ({
    key: c.code,
    label: scales.includes(item.type)
      ? `${c.code} ${text(c.label)}`
      : text(c.label) || (c.code === 'other' ? t('option.other') : c.code),
    count: c.count,
    share: c.share.value,
    tone: item.type === 'nps' ? npsTone(Number(c.code)) : 'brand',
  }));
  return (
    <Panel
      title={text(item.label)}
      note={
        <>
          <span className="chip">{t(typeKeys[item.type] ?? 'ui.item.text')}</span> n = {number(item.n)} /{' '}
          {number(item.base)}
        </>
      }
    >
      {item.figures.length > 0 && (
        <p className="readings">
          {item.figures.map((f) => (
            <span key={f.measure}>
              {t(measureKeys[f.measure] ?? 'ui.measure.mean')} <b className="num">{figure(f.figure, f.unit)}</b>{' '}
              {f.figure.interval && <span className="faint num">({interval(f.figure.interval, f.unit)})</span>}{' '}
              <LowBase figure={f.figure} />
            </span>
          ))}
        </p>
      )}
      {item.suppressed ? (
        <p className="note">{t('figure.suppressed')}</p>
      ) : (
        <Bars bars={bars} caption={text(item.label)} />
      )}
    </Panel>
  );
}

const scales = ['nps', 'csat', 'ces', 'rating'];

const npsTone = (score: number) => (score <= 6 ? 'detractor' : score <= 8 ? 'passive' : 'promoter');
