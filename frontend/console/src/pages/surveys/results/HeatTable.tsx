import { useTranslation } from 'react-i18next';
import type { HeatMap, Figure } from '../../../api/types';
import { useFormat } from '../../../parts/format';
import { Panel } from '../../../parts/Panel';
import { Scroll } from '../../../parts/Scroll';

const steps = [
  { from: 0, step: 1, label: '< 70' },
  { from: 70, step: 2, label: '70 – 79' },
  { from: 80, step: 3, label: '80 – 89' },
  { from: 90, step: 4, label: '≥ 90' },
];

export function heatStep(value: number): number {
  return [...steps].reverse().find((s) => value >= s.from)?.step ?? 1;
}

interface Props {
  data: HeatMap;
  title?: string;
}

// HeatTable colours a table of scores in four steps; the number stands in every cell, so the colour only helps.
export function HeatTable({ data, title }: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  return (
    <Panel
      title={title ?? t('ui.result.heat')}
      note={
        <span className="heat-legend">
          {steps.map((s) => (
            <span key={s.step}>
              <i className={`heat-${s.step}`} aria-hidden="true" />
              {s.label}
            </span>
          ))}
        </span>
      }
      flush
    >
      <Scroll label={title ?? t('ui.result.heat')}>
        <table className="heat">
          <thead>
            <tr>
              <th scope="col">{t('ui.location')}</th>
              {data.columns.map((c) => (
                <th key={c.code} scope="col">
                  {text(c.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{text(row.name)}</th>
                {row.cells.map((cell, i) => (
                  <HeatCell key={i} figure={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

function HeatCell({ figure }: { figure: Figure }) {
  const { t } = useTranslation();
  const { figure: write, number } = useFormat();
  if (figure.value === null)
    return <td className="faint">{figure.status === 'suppressed' ? t('ui.figure.suppressed_short') : '—'}</td>;
  const low = figure.status === 'low_base';
  return (
    <td
      className={`heat-${heatStep(figure.value)} ${low ? 'low' : ''}`}
      title={`n = ${number(figure.n)}${low ? ` · ${t('figure.low_base')}` : ''}`}
    >
      {write(figure, 'score')}
      <small>n {number(figure.n)}</small>
    </td>
  );
}
