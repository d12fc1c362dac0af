import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checklist } from '../../api/types';
import { Chart } from '../../charts/Chart';
import { ChartPanel } from '../../charts/ChartPanel';
import { trendOption } from '../../charts/options';
import { LowMark } from '../../parts/FigureText';
import { useFormat } from '../../parts/format';
import { rangeOf } from '../../parts/measures';

export function VisitTrend({ data }: { data: Pick<Checklist, 'trend'> }) {
  const { t } = useTranslation();
  const { text, value, figure, interval, number } = useFormat();
  const name = t('ui.visit.own_score');
  const band = t('ui.figure.interval');
  const option = useMemo(() => {
    const goal = data.trend.at(-1)?.target;
    return trendOption({
      name,
      band,
      points: data.trend.map((p) => ({
        label: text(p.wave.name),
        value: p.score.value,
        low: p.score.interval?.low ?? null,
        high: p.score.interval?.high ?? null,
      })),
      target: goal ? { value: goal.value, label: t('ui.figure.target') } : null,
      range: rangeOf('score'),
      write: (v) => value(v, 'score'),
    });
  }, [data.trend, name, band, text, value, t]);
  const rivals = data.trend.at(-1)?.rivals ?? [];
  return (
    <ChartPanel
      title={t('ui.visit.trend')}
      note={t('ui.result.trend_note')}
      chart={
        <Chart
          option={option}
          height={260}
          label={`${name}: ${data.trend.map((p) => `${text(p.wave.name)} ${figure(p.score, 'score')}`).join('; ')}`}
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
                {t('ui.visit.pass_rate')}
              </th>
              {rivals.map((r) => (
                <th key={r.brand.id} scope="col" className="num">
                  {text(r.brand.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.trend.map((p) => (
              <tr key={p.wave.id}>
                <th scope="row">
                  {text(p.wave.name)} <LowMark figure={p.score} />
                </th>
                <td className="num">{figure(p.score, 'score')}</td>
                <td className="num">{interval(p.score.interval, 'score')}</td>
                <td className="num">{number(p.score.n)}</td>
                <td className="num">{figure(p.pass_rate, 'percent')}</td>
                {rivals.map((r) => (
                  <td key={r.brand.id} className="num">
                    {figure(p.rivals.find((one) => one.brand.id === r.brand.id)?.figure, 'score')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
