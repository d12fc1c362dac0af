import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RankRow, Satisfaction } from '../../../api/types';
import { FigureText, LowMark, LowNote, Whisker } from '../../../parts/FigureText';
import { useFormat } from '../../../parts/format';
import { axisOf, measureKeys, rangeOf } from '../../../parts/measures';
import { Panel } from '../../../parts/Panel';
import { Change } from '../../../parts/Tile';
import { useUrl } from '../../../parts/useUrl';
import { Scroll } from '../../../parts/Scroll';

// League compares locations or units by the first headline. What stands on too few answers is shown and not ranked.
export function League({ data }: { data: Satisfaction }) {
  const { t } = useTranslation();
  const [by, setBy] = useState<'locations' | 'units'>('locations');
  return (
    <Panel
      title={t('ui.result.league')}
      note={t('ui.result.league_note', { Name: t(measureKeys[data.ranked_by] ?? 'ui.measure.mean') })}
      flush
      extra={
        <Segmented
          size="small"
          aria-label={t('ui.result.league')}
          value={by}
          onChange={setBy}
          options={[
            { value: 'locations', label: t('ui.location') },
            { value: 'units', label: t('ui.unit') },
          ]}
        />
      }
    >
      <Scroll label={t('ui.result.league')}>
        <LeagueTable rows={data[by]} by={by} data={data} />
      </Scroll>
      <LowNote figures={data[by].flatMap((row) => row.figures.map((f) => f.figure))} />
    </Panel>
  );
}

function LeagueTable({ rows, by, data }: { rows: RankRow[]; by: 'locations' | 'units'; data: Satisfaction }) {
  const { t } = useTranslation();
  const { text, number, figure, interval } = useFormat();
  const [, set] = useUrl();
  const lead = Math.max(
    0,
    data.tiles.findIndex((tile) => tile.measure === data.ranked_by),
  );
  const unit = data.tiles[lead]?.unit ?? 'score';
  const [low, high] = axisOf(
    rows.map((row) => row.figures[lead]?.figure),
    rangeOf(unit),
  );
  const others = data.tiles.map((tile, i) => ({ tile, i })).filter(({ i }) => i !== lead);
  return (
    <table className="plain league">
      <thead>
        <tr>
          <th scope="col" className="num">
            {t('ui.rank')}
          </th>
          <th scope="col">{by === 'locations' ? t('ui.location') : t('ui.unit')}</th>
          <th scope="col" className="num">
            {t(measureKeys[data.ranked_by] ?? 'ui.measure.mean')}
          </th>
          <th scope="col">
            {t('ui.figure.interval')}{' '}
            <span className="faint num">
              {low} … {high}
            </span>
          </th>
          <th scope="col" className="num">
            n
          </th>
          <th scope="col" className="num">
            {t('ui.figure.change')}
          </th>
          {others.map(({ tile }) => (
            <th key={tile.measure} scope="col" className="num">
              {t(measureKeys[tile.measure] ?? 'ui.measure.mean')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const f = row.figures[lead]?.figure;
          return (
            <tr key={row.id}>
              <td className="num">{row.rank > 0 ? row.rank : <span title={row.reason && t(row.reason)}>—</span>}</td>
              <th scope="row" style={{ paddingLeft: by === 'units' ? 14 + 18 * ((row.level ?? 1) - 1) : undefined }}>
                <button
                  type="button"
                  className="link"
                  onClick={() => set(by === 'locations' ? { location: row.id } : { unit: row.id, location: undefined })}
                >
                  {text(row.name)}
                </button>
                {by === 'locations' && row.parent && <span className="note">{text(row.parent.name)}</span>}
                <LowMark figure={f} />
              </th>
              <td className="num strong">{figure(f, unit)}</td>
              <td>
                {f && <Whisker figure={f} low={low} high={high} />}
                <span className="note num">{interval(f?.interval, unit)}</span>
              </td>
              <td className="num">{number(f?.n ?? 0)}</td>
              <td className="num">
                {row.change ? <Change change={row.change} unit={unit} against={t('ui.figure.change')} /> : '—'}
              </td>
              {others.map(({ tile, i }) => (
                <td key={tile.measure} className="num">
                  <FigureText figure={row.figures[i]?.figure} unit={tile.unit} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
