import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGroups, type ResultFilter } from '../../../api/results';
import type { CrossRow, CrossTable, NumberResult } from '../../../api/types';
import { FigureText, LowMark, LowNote } from '../../../parts/FigureText';
import { useFormat } from '../../../parts/format';
import { measureKeys } from '../../../parts/measures';
import { Panel } from '../../../parts/Panel';
import { Loaded } from '../../../parts/states';
import { Scroll } from '../../../parts/Scroll';

// Groups breaks results down by the items marked as groups. It reads single answers, so it is asked for on demand.
export function Groups({ survey, filter }: { survey: string; filter: ResultFilter }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(false);
  const groups = useGroups(survey, filter, on);
  return (
    <section aria-label={t('ui.result.groups')} className="stack">
      <div className="row between">
        <h2 className="section-title">{t('ui.result.groups')}</h2>
        {!on && <Button onClick={() => setOn(true)}>{t('ui.result.groups_show')}</Button>}
      </div>
      {on && (
        <Loaded of={groups}>
          {(data) => (
            <>
              {data.tables.map((table) => (
                <Cross key={table.group.code + table.outcome.code} table={table} />
              ))}
              {data.numbers.length > 0 && <Numbers rows={data.numbers} />}
            </>
          )}
        </Loaded>
      )}
    </section>
  );
}

function Cross({ table }: { table: CrossTable }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const figures = table.total.figures;
  return (
    <Panel title={`${text(table.group.label)} × ${text(table.outcome.label)}`} note={t('ui.result.groups_note')} flush>
      <Scroll label={`${text(table.group.label)} × ${text(table.outcome.label)}`}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{text(table.group.label)}</th>
              {table.columns.map((c) => (
                <th key={c.code} scope="col" className="num">
                  {text(c.label) || c.code}
                </th>
              ))}
              <th scope="col" className="num">
                n
              </th>
              {figures.map((f) => (
                <th key={f.measure} scope="col" className="num">
                  {t(measureKeys[f.measure] ?? 'ui.measure.mean')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <Row key={row.code} row={row} columns={table.columns.length} name={text(row.label) || row.code} />
            ))}
          </tbody>
          <tfoot>
            <Row row={table.total} columns={table.columns.length} name={t('ui.total')} />
          </tfoot>
        </table>
      </Scroll>
      <LowNote figures={table.rows.flatMap((row) => [row.cells[0]?.share, row.figures[0]?.figure])} />
    </Panel>
  );
}

function Row({ row, columns, name }: { row: CrossRow; columns: number; name: string }) {
  const { t } = useTranslation();
  const { number, figure } = useFormat();
  return (
    <tr>
      <th scope="row">
        {name} <LowMark figure={row.cells[0]?.share ?? row.figures[0]?.figure} />
      </th>
      {row.suppressed ? (
        <td colSpan={columns} className="faint">
          {t('figure.suppressed')}
        </td>
      ) : (
        row.cells.map((cell, i) => (
          <td key={i} className="num">
            {number(cell.count)} <span className="faint">{figure(cell.share, 'percent')}</span>
          </td>
        ))
      )}
      <td className="num">{number(row.n)}</td>
      {row.figures.map((f) => (
        <td key={f.measure} className="num">
          <FigureText figure={f.figure} unit={f.unit} />
        </td>
      ))}
    </tr>
  );
}

function Numbers({ rows }: { rows: NumberResult[] }) {
  const { t } = useTranslation();
  const { text, number, figure } = useFormat();
  const columns = ['mean', 'low', 'q1', 'median', 'q3', 'high'] as const;
  const heads = [
    'ui.measure.mean',
    'ui.quantile.low',
    'ui.quantile.q1',
    'ui.quantile.median',
    'ui.quantile.q3',
    'ui.quantile.high',
  ];
  return (
    <Panel title={t('ui.result.numbers')} flush>
      <Scroll label={t('ui.result.numbers')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('ui.item.label')}</th>
              <th scope="col" className="num">
                n
              </th>
              {heads.map((key) => (
                <th key={key} scope="col" className="num">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code}>
                <th scope="row">
                  {text(row.label)} <span className="note">{text(row.unit)}</span> <LowMark figure={row.mean} />
                </th>
                <td className="num">{number(row.mean.n)}</td>
                {columns.map((c) => (
                  <td key={c} className="num">
                    {figure(row[c], 'number')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
