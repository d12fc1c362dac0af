import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Checklist, CriticalFinding } from '../../api/types';
import { LowMark, LowNote } from '../../parts/FigureText';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Scroll } from '../../parts/Scroll';

// ItemTable lists the checks by what they cost: points lost of the points that could be earned.
export function ItemTable({ data }: { data: Checklist }) {
  const { t } = useTranslation();
  const { text, number, figure } = useFormat();
  const [order, setOrder] = useState<'loss' | 'list'>('loss');
  const section = (code: string) => text(data.sections.find((s) => s.code === code)?.label);
  const scored = data.items.filter((i) => i.points > 0);
  const rows =
    order === 'list'
      ? scored
      : scored
          .filter((i) => i.loss_rank > 0)
          .sort((a, b) => a.loss_rank - b.loss_rank)
          .slice(0, 15);
  return (
    <Panel
      title={t('ui.visit.items')}
      note={t('ui.visit.items_note')}
      flush
      extra={
        <Segmented
          size="small"
          aria-label={t('ui.visit.items')}
          value={order}
          onChange={setOrder}
          options={[
            { value: 'loss', label: t('ui.visit.by_loss') },
            { value: 'list', label: t('ui.visit.by_list') },
          ]}
        />
      }
    >
      <Scroll label={t('ui.visit.items')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('ui.item.label')}</th>
              <th scope="col" className="num">
                {t('ui.weight')}
              </th>
              <th scope="col">{t('ui.visit.loss')}</th>
              <th scope="col" className="num">
                {t('ui.visit.rate')}
              </th>
              <th scope="col" className="num">
                {t('option.yes')}
              </th>
              <th scope="col" className="num">
                {t('ui.visit.part')}
              </th>
              <th scope="col" className="num">
                {t('option.no')}
              </th>
              <th scope="col" className="num">
                {t('option.na')}
              </th>
              <th scope="col" className="num">
                {t('ui.visit.losing')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((i) => (
              <tr key={i.code}>
                <th scope="row">
                  {text(i.label)} {i.critical && <span className="chip bad">{t('ui.item.critical')}</span>}{' '}
                  {i.benchmark && <span className="chip">{t('ui.item.benchmark')}</span>}
                  <span className="note">{section(i.section)}</span>
                </th>
                <td className="num">{number(i.weight)}</td>
                <td>
                  <span className="meter labelled loss">
                    <span style={{ width: `${i.loss.value ?? 0}%` }} />
                    <b className="num">{figure(i.loss, 'percent')}</b>
                  </span>
                  <LowMark figure={i.loss} />
                </td>
                <td className="num">{figure(i.rate, 'percent')}</td>
                <td className="num">{number(i.yes)}</td>
                <td className="num">{number(i.part)}</td>
                <td className="num">{number(i.no)}</td>
                <td className="num">{number(i.na)}</td>
                <td className="num">{number(i.losing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <LowNote figures={rows.map((i) => i.loss)} />
    </Panel>
  );
}

export function CriticalList({ rows }: { rows: CriticalFinding[] }) {
  const { t } = useTranslation();
  const { text, day } = useFormat();
  return (
    <Panel title={t('ui.visit.critical_list')} flush>
      <ul className="versions">
        {rows.map((row) => (
          <li key={row.visit_id + row.item}>
            <Link to={`/visits/${row.visit_id}`} className="strong">
              {text(row.location.name)}
            </Link>{' '}
            <span className="note num">{day(row.day)}</span>
            <div>{text(row.label)}</div>
            {row.note && <p className="words">{row.note}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
