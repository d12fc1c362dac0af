import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Checklist, Competitors } from '../../api/types';
import { LowMark, LowNote } from '../../parts/FigureText';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';

interface Props {
  data: Checklist;
  competitors: Competitors;
}

// OwnAndRivals draws the visit scores of all brands on one axis, over the items that all of them can be compared on.
export function OwnAndRivals({ data, competitors }: Props) {
  const { t } = useTranslation();
  const { text, figure, number, interval } = useFormat();
  const brands = [competitors.own, ...competitors.rivals];
  return (
    <Panel
      title={t('ui.overview.rivals')}
      note={t('ui.visit.rivals_note', { count: competitors.items.length })}
      extra={<Link to={`/visits?wave=${data.header.wave.id}`}>{t('ui.open')}</Link>}
    >
      <table className="bars rivals">
        <caption>{t('ui.overview.rivals')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ui.brand')}</th>
            <th scope="col" aria-hidden="true" />
            <th scope="col">{t('ui.score')}</th>
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {brands.map((b, i) => (
            <tr key={b.brand.id}>
              <th scope="row">
                {i === 0 ? '● ' : '○ '}
                {text(b.brand.name)} <LowMark figure={b.common} />
              </th>
              <td className="bar-cell" aria-hidden="true">
                <span className={`bar ${i === 0 ? 'brand' : 'rival'}`} style={{ width: `${b.common.value ?? 0}%` }} />
              </td>
              <td className="num">
                <b>{figure(b.common, 'score')}</b>
                {b.common.interval && <span className="note">{interval(b.common.interval, 'score')}</span>}
              </td>
              <td className="num">{number(b.visits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LowNote figures={brands.map((b) => b.common)} />
      {competitors.gap_to_best !== null && (
        <p className="note">
          {t(competitors.gap_to_best < 0 ? 'ui.overview.behind' : 'ui.overview.ahead', {
            Points: number(Math.abs(competitors.gap_to_best), 1),
          })}
        </p>
      )}
    </Panel>
  );
}
