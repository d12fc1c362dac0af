import { useTranslation } from 'react-i18next';
import type { Checklist, Competitors } from '../../api/types';
import { FigureText, LowMark, LowNote } from '../../parts/FigureText';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Scroll } from '../../parts/Scroll';
import { marks } from '../../parts/Tone';

// Rivals compares own places with competitors over the items that all of them were asked and answered.
export function Rivals({ data, competitors }: { data: Checklist; competitors: Competitors }) {
  const { t } = useTranslation();
  const { text, number } = useFormat();
  const brands = [competitors.own, ...competitors.rivals];
  return (
    <Panel title={t('ui.visit.rivals')} note={t('ui.visit.rivals_note', { count: competitors.items.length })} flush>
      <Scroll label={t('ui.visit.rivals')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('ui.visit.section')}</th>
              {brands.map((b, i) => (
                <th key={b.brand.id} scope="col" className="num">
                  {i === 0 ? '● ' : '○ '}
                  {text(b.brand.name)}
                </th>
              ))}
              <th scope="col" className="num">
                {t('ui.visit.gap_best')}
              </th>
            </tr>
          </thead>
          <tbody>
            {competitors.sections.map((s) => {
              const best = Math.max(...competitors.rivals.map((r) => s.rivals[r.brand.code] ?? -Infinity));
              return (
                <tr key={s.code}>
                  <th scope="row">
                    {text(s.label)} <span className="note">{t('ui.library.items', { count: s.items })}</span>
                  </th>
                  <td className="num strong">{number(s.own, 1)}</td>
                  {competitors.rivals.map((r) => (
                    <td key={r.brand.id} className="num">
                      {s.rivals[r.brand.code] === undefined ? '—' : number(s.rivals[r.brand.code] ?? 0, 1)}
                    </td>
                  ))}
                  <Gap value={Number.isFinite(best) ? s.own - best : null} />
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('ui.visit.common')}</th>
              {brands.map((b) => (
                <td key={b.brand.id} className="num strong">
                  <FigureText figure={b.common} unit="score" /> <LowMark figure={b.common} />
                </td>
              ))}
              <Gap value={competitors.gap_to_best} />
            </tr>
            <tr>
              <th scope="row">{t('ui.visit.n')}</th>
              {brands.map((b) => (
                <td key={b.brand.id} className="num">
                  {number(b.visits)}
                </td>
              ))}
              <td />
            </tr>
            {competitors.index !== null && (
              <tr>
                <th scope="row">{t('ui.visit.index')}</th>
                <td className="num">{number(competitors.index, 1)}</td>
                <td colSpan={brands.length} />
              </tr>
            )}
          </tfoot>
        </table>
      </Scroll>
      <LowNote figures={brands.map((b) => b.common)} />
      <RivalItems data={data} competitors={competitors} />
    </Panel>
  );
}

function RivalItems({ competitors }: { data: Checklist; competitors: Competitors }) {
  const { t } = useTranslation();
  const { text, number, list } = useFormat();
  const rows = [...competitors.items].sort((a, b) => a.gap - b.gap);
  return (
    <details className="more-rows">
      <summary>{t('ui.visit.rival_items')}</summary>
      <Scroll label={t('ui.visit.rival_items')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('ui.item.label')}</th>
              <th scope="col" className="num">
                {text(competitors.own.brand.name)}
              </th>
              {competitors.rivals.map((r) => (
                <th key={r.brand.id} scope="col" className="num">
                  {text(r.brand.name)}
                </th>
              ))}
              <th scope="col" className="num">
                {t('ui.visit.gap_best')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code}>
                <th scope="row">{text(row.label)}</th>
                <td className="num strong">
                  {number(row.own, 1)}%{' '}
                  <span className="note">n = {number(row.n[competitors.own.brand.code] ?? 0)}</span>
                </td>
                {competitors.rivals.map((r) => (
                  <td key={r.brand.id} className="num">
                    {row.rivals[r.brand.code] === undefined ? '—' : `${number(row.rivals[r.brand.code] ?? 0, 1)}%`}{' '}
                    <span className="note">n = {number(row.n[r.brand.code] ?? 0)}</span>
                  </td>
                ))}
                <Gap value={row.gap} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {competitors.left_out.length > 0 && (
        <p className="note">
          {t('ui.visit.left_out')} {list(competitors.left_out.map((i) => text(i.label)))}
        </p>
      )}
    </details>
  );
}

function Gap({ value }: { value: number | null }) {
  const { number } = useFormat();
  if (value === null) return <td className="num faint">—</td>;
  const tone = value > 0 ? 'good' : value < 0 ? 'bad' : 'even';
  return (
    <td className="num">
      <span className={`change ${tone}`}>
        {value > 0 ? `${marks.good} +` : value < 0 ? `${marks.bad} −` : '＝ '}
        {number(Math.abs(value), 1)}
      </span>
    </td>
  );
}
