import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from 'antd';
import type { Benchmark, BenchmarkGap } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { useLineName } from './lines';
import { Scroll } from '../../parts/Scroll';

// GapTable ranks the indicators by weight times distance to the target: what to work on first.
export function GapTable({ data }: { data: Benchmark }) {
  const { t } = useTranslation();
  const { text, number } = useFormat();
  const lineName = useLineName();
  const [all, setAll] = useState(false);
  const rivals = data.lines.filter((l) => l.kind === 'competitor');
  const category = (code: string) => text(data.categories.find((c) => c.code === code)?.label);
  const rows = all ? data.gaps : data.gaps.filter((g) => (g.priority ?? 0) > 0).slice(0, 15);
  const maximum = Math.max(0.01, ...data.gaps.map((g) => g.priority ?? 0));
  return (
    <Panel
      title={t('ui.assessment.gaps')}
      note={t('ui.assessment.gaps_note')}
      flush
      extra={
        <Segmented
          size="small"
          aria-label={t('ui.assessment.gaps')}
          value={all ? 'all' : 'top'}
          onChange={(v) => setAll(v === 'all')}
          options={[
            { value: 'top', label: t('ui.assessment.gaps_top') },
            { value: 'all', label: t('ui.assessment.gaps_all') },
          ]}
        />
      }
    >
      <Scroll label={t('ui.assessment.gaps')}>
        <table className="plain dense gaps">
          <thead>
            <tr>
              <th scope="col" className="num">
                {t('ui.rank')}
              </th>
              <th scope="col">{t('ui.assessment.indicator')}</th>
              <th scope="col" className="num">
                {t('ui.weight')}
              </th>
              <th scope="col" className="num">
                {t('ui.line.current')}
              </th>
              <th scope="col" className="num">
                {t('ui.line.target')}
              </th>
              <th scope="col" className="num">
                {t('ui.assessment.target_gap')}
              </th>
              <th scope="col" className="num">
                {t('ui.assessment.best_gap')}
              </th>
              <th scope="col" className="num">
                {t('ui.assessment.average_gap')}
              </th>
              {rivals.map((r) => (
                <th key={r.id} scope="col" className="num">
                  {lineName(r)}
                </th>
              ))}
              <th scope="col">{t('ui.assessment.priority')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((gap) => (
              <tr key={gap.code}>
                <td className="num">{gap.rank || '—'}</td>
                <th scope="row">
                  {gap.key && <span title={t('ui.item.key')}>★ </span>}
                  {text(gap.label)} <span className="note">{category(gap.category)}</span>
                </th>
                <td className="num">{number(gap.weight)}</td>
                <td className="num strong">{score(gap.current, number)}</td>
                <td className="num">{score(gap.target, number)}</td>
                <Gap value={gap.target_gap} />
                <Gap value={gap.industry_gap} />
                <Gap value={gap.average_gap} />
                {rivals.map((r) => (
                  <Gap key={r.id} value={rivalGap(gap, r.id)} />
                ))}
                <td>
                  {gap.priority === null ? (
                    '—'
                  ) : (
                    <span className="meter labelled">
                      <span style={{ width: `${(100 * gap.priority) / maximum}%` }} />
                      <b className="num">{number(gap.priority, 1)}</b>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

const rivalGap = (gap: BenchmarkGap, line: string) => gap.competitors.find((c) => c.line_id === line)?.gap ?? null;

const score = (v: number | null, write: (v: number, decimals?: number) => string) =>
  v === null ? '—' : write(v, v % 1 ? 1 : 0);

// Gap is another line minus the current one: above zero the company is behind.
function Gap({ value }: { value: number | null }) {
  const { number } = useFormat();
  if (value === null) return <td className="num faint">—</td>;
  const tone = value > 0 ? 'bad' : value < 0 ? 'good' : 'even';
  const mark = value > 0 ? '▼' : value < 0 ? '▲' : '●';
  return (
    <td className="num">
      <span className={`change ${tone}`}>
        {mark} {number(Math.abs(value), value % 1 ? 1 : 0)}
      </span>
    </td>
  );
}
