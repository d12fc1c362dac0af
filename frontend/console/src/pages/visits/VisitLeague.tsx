import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checklist, LeagueRow } from '../../api/types';
import { LowMark, LowNote, Whisker } from '../../parts/FigureText';
import { useFormat } from '../../parts/format';
import { axisOf } from '../../parts/measures';
import { Panel } from '../../parts/Panel';
import { arrow, Tone } from '../../parts/Tone';
import { Scroll } from '../../parts/Scroll';

// VisitLeague ranks own locations or units by their visits. Visits are few by nature, so every row shows its n.
export function VisitLeague({ data }: { data: Checklist }) {
  const { t } = useTranslation();
  const [by, setBy] = useState<'league' | 'units'>('league');
  const rows = data[by];
  const axis = axisOf(
    rows.map((row) => row.score),
    [0, 100],
  );
  return (
    <Panel
      title={t('ui.visit.league')}
      note={t('ui.visit.league_note')}
      flush
      extra={
        <Segmented
          size="small"
          aria-label={t('ui.visit.league')}
          value={by}
          onChange={setBy}
          options={[
            { value: 'league', label: t('ui.location') },
            { value: 'units', label: t('ui.unit') },
          ]}
        />
      }
    >
      <Scroll label={t('ui.visit.league')}>
        <table className="plain league">
          <thead>
            <tr>
              <th scope="col" className="num">
                {t('ui.rank')}
              </th>
              <th scope="col">{by === 'league' ? t('ui.location') : t('ui.unit')}</th>
              <th scope="col" className="num">
                {t('ui.score')}
              </th>
              <th scope="col">
                {t('ui.figure.interval')}{' '}
                <span className="faint num">
                  {axis[0]} … {axis[1]}
                </span>
              </th>
              <th scope="col" className="num">
                n
              </th>
              <th scope="col">{t('ui.visit.band')}</th>
              <th scope="col" className="num">
                {t('ui.visit.previous')}
              </th>
              <th scope="col" className="num">
                {t('ui.visit.rank_change')}
              </th>
              <th scope="col" className="num">
                {t('ui.visit.criticals')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} data={data} axis={axis} indent={by === 'units' ? (row.level ?? 1) - 1 : 0} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <LowNote figures={rows.map((row) => row.score)} />
    </Panel>
  );
}

function Row({ row, data, axis, indent }: { row: LeagueRow; data: Checklist; axis: [number, number]; indent: number }) {
  const { t } = useTranslation();
  const { text, number, figure, interval } = useFormat();
  const band = data.header.scoring?.bands.find((b) => b.code === row.band);
  return (
    <tr>
      <td className="num">
        {row.rank || '—'}
        {row.tied > 0 && <span title={t('ui.visit.tied', { count: row.tied })}>=</span>}
      </td>
      <th scope="row" style={{ paddingLeft: 14 + 18 * indent }}>
        {text(row.name)} {row.unit && <span className="note">{text(row.unit.name)}</span>}{' '}
        <LowMark figure={row.score} />
      </th>
      <td className="num strong">{figure(row.score, 'score')}</td>
      <td>
        <Whisker figure={row.score} low={axis[0]} high={axis[1]} />
        {row.score.interval && <span className="note num">{interval(row.score.interval, 'score')}</span>}
      </td>
      <td className="num">{number(row.visits)}</td>
      <td>{band && <Tone tone={band.tone}>{text(band.label)}</Tone>}</td>
      <td className="num">{figure(row.previous, 'score')}</td>
      <td className="num">
        {row.rank_change === null ? (
          '—'
        ) : (
          <span className={`change ${row.rank_change > 0 ? 'good' : row.rank_change < 0 ? 'bad' : 'even'}`}>
            {arrow(row.rank_change)} {Math.abs(row.rank_change)}
          </span>
        )}
      </td>
      <td className="num">{number(row.criticals)}</td>
    </tr>
  );
}
