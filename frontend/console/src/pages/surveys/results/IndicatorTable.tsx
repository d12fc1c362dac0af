import { useTranslation } from 'react-i18next';
import type { IndicatorRow } from '../../../api/types';
import { FigureText, LowMark, LowNote } from '../../../parts/FigureText';
import { useFormat } from '../../../parts/format';
import { Panel } from '../../../parts/Panel';
import { Change } from '../../../parts/Tile';
import { Scroll } from '../../../parts/Scroll';

// IndicatorTable is the weighted tree behind the overall score, parents before children.
export function IndicatorTable({ rows }: { rows: IndicatorRow[] }) {
  const { t } = useTranslation();
  const { text, number, figure, interval } = useFormat();
  return (
    <Panel title={t('ui.result.indicators')} note={t('ui.result.indicators_note')} flush>
      <Scroll label={t('ui.result.indicators')}>
        <table className="plain tree">
          <thead>
            <tr>
              <th scope="col">{t('ui.result.indicator')}</th>
              <th scope="col" className="num">
                {t('ui.weight')}
              </th>
              <th scope="col" className="num">
                {t('ui.score')}
              </th>
              <th scope="col">
                <span className="unseen">{t('ui.result.bar')}</span>
              </th>
              <th scope="col" className="num">
                {t('ui.figure.change')}
              </th>
              <th scope="col" className="num">
                {t('ui.figure.target')}
              </th>
              <th scope="col" className="num">
                {t('ui.measure.t2b')}
              </th>
              <th scope="col" className="num">
                n
              </th>
              <th scope="col" className="num">
                {t('ui.figure.interval')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code || 'total'} className={`level-${row.level}`}>
                <th scope="row">
                  {row.code === '' ? t('ui.measure.index') : text(row.label)} <LowMark figure={row.score.current} />
                </th>
                <td className="num">{row.code === '' ? '' : `${number(row.weight, row.weight % 1 ? 1 : 0)}%`}</td>
                <td className="num strong">{figure(row.score.current, 'score')}</td>
                <td className="meter-cell" aria-hidden="true">
                  <span className="meter">
                    <span style={{ width: `${row.score.current.value ?? 0}%` }} />
                    {row.score.target && <i style={{ left: `${row.score.target.value}%` }} />}
                  </span>
                </td>
                <td className="num">
                  {row.score.change ? (
                    <Change change={row.score.change} unit="score" against={t('ui.figure.change')} />
                  ) : (
                    '—'
                  )}
                </td>
                <td className="num">{row.score.target ? number(row.score.target.value, 1) : '—'}</td>
                <td className="num">{row.t2b ? <FigureText figure={row.t2b} unit="percent" /> : '—'}</td>
                <td className="num">{number(row.score.current.n)}</td>
                <td className="num faint">{interval(row.score.current.interval, 'score')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <LowNote figures={rows.map((row) => row.score.current)} />
    </Panel>
  );
}
