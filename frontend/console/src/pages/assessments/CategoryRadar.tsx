import { Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Benchmark } from '../../api/types';
import { Chart } from '../../charts/Chart';
import { radarOption } from '../../charts/radar';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { chartColours } from '../../theme';
import { useLineName } from './lines';
import { Scroll } from '../../parts/Scroll';

const MAX_AXES = 8;

// CategoryRadar draws the chosen lines over the categories, with the table of the same figures beside it.
export function CategoryRadar({ data }: { data: Benchmark }) {
  const { t } = useTranslation();
  const { text, figure } = useFormat();
  const lineName = useLineName();
  const assessed = data.lines.filter((l) => l.all.mean.value !== null);
  const [shown, setShown] = useState<string[]>(() =>
    assessed.filter((l, i) => l.kind !== 'industry_average' && i < 4).map((l) => l.id),
  );
  const axes = data.categories.slice(0, MAX_AXES);
  const option = useMemo(
    () =>
      radarOption(
        axes.map((c) => text(c.label)),
        data.lines.map((line, i) => ({
          key: line.id,
          name: lineName(line),
          kind: line.kind,
          colour: chartColours[i % chartColours.length] ?? chartColours[0],
          hidden: !shown.includes(line.id),
          values: axes.map((c) => c.scores[i]?.score.value ?? null),
        })),
        5,
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- lineName and axes follow from data and the language
    [data, shown, text],
  );
  return (
    <Panel title={t('ui.assessment.radar')} note={t('ui.assessment.radar_note')}>
      <div className="radar">
        <div>
          <Checkbox.Group
            className="lines"
            aria-label={t('ui.assessment.lines')}
            value={shown}
            onChange={setShown}
            options={data.lines.map((line, i) => ({
              value: line.id,
              disabled: line.all.mean.value === null,
              label: (
                <>
                  <i
                    className={`stroke ${line.kind}`}
                    style={{ color: chartColours[i % chartColours.length] }}
                    aria-hidden="true"
                  />
                  {lineName(line)}
                </>
              ),
            }))}
          />
          <Chart option={option} height={380} label={t('ui.assessment.radar')} />
        </div>
        <Scroll label={t('ui.assessment.radar')}>
          <table className="plain dense">
            <thead>
              <tr>
                <th scope="col">{t('ui.assessment.category')}</th>
                <th scope="col" className="num">
                  {t('ui.weight')}
                </th>
                {data.lines.map((line) => (
                  <th key={line.id} scope="col" className="num">
                    {lineName(line)}
                  </th>
                ))}
                <th scope="col" className="num">
                  {t('ui.assessment.coverage')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.categories.map((c) => (
                <tr key={c.code}>
                  <th scope="row">
                    {text(c.label)}{' '}
                    {c.provisional && <span className="chip watch">{t('ui.assessment.provisional')}</span>}
                  </th>
                  <td className="num">{c.share.toFixed(0)}%</td>
                  {c.scores.map((s, i) => (
                    <td key={s.line_id} className={`num ${i === 0 ? 'strong' : ''}`}>
                      {figure(s.score, 'scale')}
                    </td>
                  ))}
                  <td className="num">{c.coverage.toFixed(0)}%</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('ui.assessment.mean')}</th>
                <td />
                {data.lines.map((line) => (
                  <td key={line.id} className="num">
                    {figure(line.all.mean, 'scale')}
                  </td>
                ))}
                <td className="num">{data.summary.all.coverage.toFixed(0)}%</td>
              </tr>
            </tfoot>
          </table>
        </Scroll>
      </div>
    </Panel>
  );
}
