import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from 'antd';
import type { Benchmark, BenchmarkGap } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { useLineName } from './lines';
import { Nothing } from '../../parts/states';
import { Scroll } from '../../parts/Scroll';
import { marks } from '../../parts/Tone';

// GapTable ranks the indicators by weight times distance to the target: what to work on first.
export function GapTable({ data }: { data: Benchmark }) {
  const { t } = useTranslation();
  const { text, number } = useFormat();
  const lineName = useLineName();
  const [all, setAll] = useState(false);
  const rivals = data.lines.filter((l) => l.kind === 'competitor');
  const has = (kind: string) => data.lines.some((l) => l.kind === kind);
  const [target, best, average] = [has('target'), has('industry_best'), has('industry_average')];
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
      {rows.length === 0 ? (
        <Nothing text={t(why(data))} />
      ) : (
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
                {target && (
                  <th scope="col" className="num">
                    {t('ui.line.target')}
                  </th>
                )}
                {target && (
                  <th scope="col" className="num">
                    {t('ui.assessment.target_gap')}
                  </th>
                )}
                {best && (
                  <th scope="col" className="num">
                    {t('ui.assessment.best_gap')}
                  </th>
                )}
                {average && (
                  <th scope="col" className="num">
                    {t('ui.assessment.average_gap')}
                  </th>
                )}
                {rivals.map((r) => (
                  <th key={r.id} scope="col" className="num">
                    {lineName(r)}
                  </th>
                ))}
                {target && <th scope="col">{t('ui.assessment.priority')}</th>}
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
                  {target && <td className="num">{score(gap.target, number)}</td>}
                  {target && <Gap value={gap.target_gap} judged />}
                  {best && <Gap value={gap.industry_gap} />}
                  {average && <Gap value={gap.average_gap} />}
                  {rivals.map((r) => (
                    <Gap key={r.id} value={rivalGap(gap, r.id)} />
                  ))}
                  {target && (
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
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}

const rivalGap = (gap: BenchmarkGap, line: string) => gap.competitors.find((c) => c.line_id === line)?.gap ?? null;

const score = (v: number | null, write: (v: number, decimals?: number) => string) =>
  v === null ? '—' : write(v, v % 1 ? 1 : 0);

// why says what is missing when there is nothing to rank.
function why(data: Benchmark): string {
  if (data.gaps.every((g) => g.current === null)) return 'ui.assessment.gaps_no_current';
  return data.gaps.some((g) => g.priority !== null) ? 'ui.assessment.gaps_reached' : 'ui.assessment.gaps_no_target';
}

// FAR is the gap to the target from which an indicator is marked bad; the workbook has the same.
const FAR = 1;

// Gap is another line minus the current one: above zero the company is behind. Only the gap to the target is judged.
function Gap({ value, judged }: { value: number | null; judged?: boolean }) {
  const { number } = useFormat();
  if (value === null) return <td className="num faint">—</td>;
  const size = `${value > 0 ? '+' : value < 0 ? '−' : ''}${number(Math.abs(value), value % 1 ? 1 : 0)}`;
  if (!judged) return <td className="num">{size}</td>;
  const tone = value <= 0 ? 'good' : value < FAR ? 'watch' : 'bad';
  return (
    <td className="num">
      <span className={`change ${tone}`}>
        {marks[tone]} {size}
      </span>
    </td>
  );
}
