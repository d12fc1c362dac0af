import { useTranslation } from 'react-i18next';
import type { Checklist } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Nothing } from '../../parts/states';
import { Tile } from '../../parts/Tile';
import { Tone } from '../../parts/Tone';
import { HeatTable } from '../surveys/results/HeatTable';
import { Rivals } from './Rivals';
import { CriticalList, ItemTable } from './ItemTable';
import { VisitLeague } from './VisitLeague';
import { VisitTrend } from './VisitTrend';

export function WaveResults({ data }: { data: Checklist }) {
  const { t } = useTranslation();
  if (data.summary.own.valid + data.summary.rivals.valid === 0)
    return (
      <Panel>
        <Nothing text={t('ui.visit.no_published')} />
      </Panel>
    );
  return (
    <div className="stack">
      <Head data={data} />
      <div className="two even">
        <VisitTrend data={data} />
        <Bands data={data} />
      </div>
      {data.competitors && <Rivals data={data} competitors={data.competitors} />}
      <VisitLeague data={data} />
      {data.heat_map.rows.length > 0 && <HeatTable data={data.heat_map} title={t('ui.visit.heat')} />}
      <ItemTable data={data} />
      {data.critical.length > 0 && <CriticalList rows={data.critical} />}
    </div>
  );
}

function Head({ data }: { data: Checklist }) {
  const { t } = useTranslation();
  const { number, text, day, time } = useFormat();
  const { own, rivals, score, pass_rate: passRate } = data.summary;
  const before = data.header.previous_wave;
  const against = before ? t('ui.figure.against', { Name: text(before.name) }) : '';
  return (
    <>
      <p className="standing">
        <span>
          {t('ui.visit.counts', {
            Planned: number(own.planned + rivals.planned),
            Done: number(own.done + rivals.done),
            Valid: number(own.valid + rivals.valid),
          })}
        </span>
        {data.header.first_day > 0 && (
          <span className="num">
            {day(data.header.first_day)} – {day(data.header.last_day)}
          </span>
        )}
        <span>
          {t('ui.result.as_of')} <span className="num">{time(data.header.as_of)}</span>
        </span>
      </p>
      <div className="tiles narrow">
        <Tile
          label={t('ui.visit.own_score')}
          figure={score.current}
          unit="score"
          change={score.change}
          against={against}
          target={score.target?.value}
          n={t('ui.visit.n_locations', { count: score.current.n })}
        />
        <Tile
          label={t('ui.visit.pass_rate')}
          figure={passRate.current}
          unit="percent"
          change={passRate.change}
          against={against}
          target={passRate.target?.value}
          n={t('ui.visit.n_visits', { count: passRate.current.n })}
        />
        {data.competitors?.rivals.map((r) => (
          <Tile
            key={r.brand.id}
            label={`${text(r.brand.name)} · ${t('ui.brand.competitor')}`}
            figure={r.total}
            unit="score"
            n={t('ui.visit.n_visits', { count: r.visits })}
          />
        ))}
        <div className="tile panel">
          <div className="tile-label">{t('ui.visit.criticals')}</div>
          <div className="tile-value">{number(data.summary.critical_count)}</div>
          <div className="tile-base">
            {t('ui.visit.critical_base', { Items: number(data.summary.critical_items), Visits: number(own.valid) })}
          </div>
        </div>
      </div>
    </>
  );
}

function Bands({ data }: { data: Checklist }) {
  const { t } = useTranslation();
  const { text, number, figure } = useFormat();
  const most = Math.max(1, ...data.bands.map((b) => b.count));
  return (
    <Panel title={t('ui.visit.bands')} note={`n = ${number(data.summary.own.valid)}`}>
      <table className="bars">
        <caption>{t('ui.visit.bands')}</caption>
        <tbody>
          {data.bands.map((b) => (
            <tr key={b.code}>
              <th scope="row">
                <Tone tone={b.tone}>{text(b.label)}</Tone> <span className="faint num">≥ {number(b.min)}</span>
              </th>
              <td className="bar-cell" aria-hidden="true">
                <span className="bar brand" style={{ width: `${(100 * b.count) / most}%` }} />
              </td>
              <td className="num">{number(b.count)}</td>
              <td className="num">{figure(b.share, 'percent')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
