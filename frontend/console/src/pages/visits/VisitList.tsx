import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BandCount, VisitSummary } from '../../api/types';
import { useVisits } from '../../api/visits';
import { Choose } from '../../parts/Choose';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Loaded, Nothing } from '../../parts/states';
import { Tone } from '../../parts/Tone';
import { useUrl } from '../../parts/useUrl';
import { asStanding, standing, standingKeys, VisitState } from './states';
import { Scroll } from '../../parts/Scroll';

interface Props {
  wave: string;
  bands: BandCount[] | undefined;
}

export function VisitList({ wave, bands }: Props) {
  const { t } = useTranslation();
  const [get, set] = useUrl();
  const visits = useVisits(wave, asStanding(get('state')));
  return (
    <div className="stack">
      <div className="filters">
        <Choose
          label={t('ui.state')}
          value={get('state')}
          all={t('ui.all')}
          onChange={(v) => set({ state: v })}
          options={Object.entries(standingKeys).map(([value, key]) => ({ value, label: t(key) }))}
        />
      </div>
      <Loaded of={visits}>
        {(rows) => (
          <Panel flush>
            {rows.length === 0 ? <Nothing text={t('ui.visit.none')} /> : <VisitTable rows={rows} bands={bands} />}
          </Panel>
        )}
      </Loaded>
    </div>
  );
}

function VisitTable({ rows, bands }: { rows: VisitSummary[]; bands: BandCount[] | undefined }) {
  const { t } = useTranslation();
  const { text, day, number } = useFormat();
  return (
    <Scroll label={t('ui.visit.list')}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('ui.location')}</th>
            <th scope="col">{t('ui.brand')}</th>
            <th scope="col">{t('ui.visit.window')}</th>
            <th scope="col">{t('ui.visit.visited')}</th>
            <th scope="col">{t('ui.state')}</th>
            <th scope="col" className="num">
              {t('ui.score')}
            </th>
            <th scope="col">{t('ui.visit.band')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const band = bands?.find((b) => b.code === row.band);
            return (
              <tr key={row.id}>
                <th scope="row">
                  <Link to={`/visits/${row.id}`} className="strong">
                    {text(row.location.name)}
                  </Link>
                  {row.unit && <span className="note">{text(row.unit.name)}</span>}
                </th>
                <td>
                  <span className={`chip ${row.own ? 'brand' : ''}`}>
                    {row.own ? '● ' : '○ '}
                    {text(row.brand.name)}
                  </span>
                </td>
                <td className="date">
                  {day(row.from_day)} – {day(row.to_day)}
                </td>
                <td className="date">{day(row.visited_day)}</td>
                <td>
                  <VisitState state={standing(row)} />
                </td>
                <td className="num strong">{row.score === null ? '—' : number(row.score, 1)}</td>
                <td>{band ? <Tone tone={band.tone}>{text(band.label)}</Tone> : row.band || '—'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
