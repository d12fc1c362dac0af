import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Satisfaction, TrendPoint } from '../../../api/types';
import { Chart } from '../../../charts/Chart';
import { ChartPanel } from '../../../charts/ChartPanel';
import { trendOption } from '../../../charts/options';
import { LowMark } from '../../../parts/FigureText';
import { useFormat, type Unit } from '../../../parts/format';
import { measureKeys, rangeOf } from '../../../parts/measures';

// Trend draws one headline over the periods, with its interval as a band and its target as a line.
export function Trend({ data, compact }: { data: Pick<Satisfaction, 'tiles' | 'trend'>; compact?: boolean }) {
  const { t } = useTranslation();
  const { text, value, number } = useFormat();
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      data.tiles.findIndex((tile) => tile.measure === 'nps'),
    ),
  );
  const tile = data.tiles[at];
  const unit: Unit = tile?.unit ?? 'score';
  const name = t(measureKeys[tile?.measure ?? ''] ?? 'ui.measure.mean');
  const band = t('ui.figure.interval');
  const points = useMemo(
    () => data.trend.map((p) => ({ ...p, label: p.wave ? text(p.wave.name) : month(p.month) })),
    [data.trend, text],
  );
  const option = useMemo(() => {
    const goal = points.at(-1)?.targets[at];
    return trendOption({
      name,
      band,
      points: points.map((p) => {
        const f = p.figures[at]?.figure;
        return {
          label: p.label,
          value: f?.value ?? null,
          low: f?.interval?.low ?? null,
          high: f?.interval?.high ?? null,
        };
      }),
      target: goal ? { value: goal.value, label: t('ui.figure.target') } : null,
      range: rangeOf(unit),
      write: (v) => value(v, unit),
    });
  }, [points, at, name, band, unit, t, value]);

  return (
    <ChartPanel
      title={t('ui.result.trend')}
      note={t('ui.result.trend_note')}
      extra={
        <Select
          aria-label={t('ui.result.measure')}
          value={at}
          onChange={setAt}
          popupMatchSelectWidth={false}
          options={data.tiles.map((one, i) => ({ value: i, label: t(measureKeys[one.measure] ?? 'ui.measure.mean') }))}
        />
      }
      chart={
        <Chart
          option={option}
          height={compact ? 240 : 280}
          label={`${name}: ${points.map((p) => `${p.label} ${shown(p, at, unit, value)}`).join('; ')}`}
        />
      }
      table={
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('ui.wave')}</th>
              <th scope="col" className="num">
                {name}
              </th>
              <th scope="col" className="num">
                {band}
              </th>
              <th scope="col" className="num">
                n
              </th>
              <th scope="col" className="num">
                {t('ui.figure.target')}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map((p, i) => {
              const f = p.figures[at]?.figure;
              const goal = p.targets[at];
              return (
                <tr key={i}>
                  <th scope="row">
                    {p.label} <LowMark figure={f} />
                    {p.series_break && <span className="chip watch">{t('ui.result.break_short')}</span>}
                  </th>
                  <td className="num">{shown(p, at, unit, value)}</td>
                  <td className="num">
                    {f?.interval ? `${value(f.interval.low, unit)} – ${value(f.interval.high, unit)}` : '—'}
                  </td>
                  <td className="num">{f ? number(f.n) : '—'}</td>
                  <td className="num">{goal ? value(goal.value, unit) : '—'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      }
    />
  );
}

const month = (yyyymm = 0) => `${Math.floor(yyyymm / 100)}-${String(yyyymm % 100).padStart(2, '0')}`;

function shown(p: TrendPoint, at: number, unit: Unit, write: (v: number, u: Unit) => string): string {
  const v = p.figures[at]?.figure.value;
  return v === null || v === undefined ? '—' : write(v, unit);
}
