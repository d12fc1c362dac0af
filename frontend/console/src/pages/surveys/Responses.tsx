import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useById, useLocations } from '../../api/places';
import { useWaves } from '../../api/programmes';
import { useResponses } from '../../api/responses';
import { useCan } from '../../api/me';
import type { InstrumentDetail, Response } from '../../api/types';
import { Choose } from '../../parts/Choose';
import { ExportButton } from '../../parts/ExportButton';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Loaded, Nothing } from '../../parts/states';
import { useUrl } from '../../parts/useUrl';
import { ResponseView } from './ResponseView';
import { Scroll } from '../../parts/Scroll';

export const sourceKeys: Record<string, string> = {
  page: 'ui.source.page',
  api: 'ui.source.api',
  import: 'ui.source.import',
  test: 'ui.source.test',
};
export const responseStateKeys: Record<string, string> = {
  started: 'ui.response.started',
  partial: 'ui.response.partial',
  completed: 'ui.response.completed',
  screened_out: 'ui.response.screened_out',
  over_quota: 'ui.response.over_quota',
};

export default function Responses({ survey }: { survey: InstrumentDetail }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const [get, set] = useUrl();
  const waves = useWaves(can('instrument.read'));
  const locations = useLocations(can('place.read'));
  const filter = {
    wave_id: get('wave'),
    location_id: get('location'),
    valid: (get('valid') || undefined) as 'true' | 'false' | undefined,
  };
  const rows = useResponses(survey.id, filter);
  return (
    <div className="stack">
      <div className="row between">
        <div className="filters">
          {waves.data && waves.data.length > 0 && (
            <Choose
              label={t('ui.wave')}
              value={filter.wave_id}
              all={t('ui.all')}
              onChange={(v) => set({ wave: v })}
              options={waves.data.map((w) => ({ value: w.id, label: text(w.name) }))}
            />
          )}
          {locations.data && (
            <Choose
              label={t('ui.location')}
              value={filter.location_id}
              all={t('ui.all')}
              onChange={(v) => set({ location: v })}
              options={locations.data.map((l) => ({ value: l.id, label: text(l.name) }))}
            />
          )}
          <Choose
            label={t('ui.response.validity')}
            value={filter.valid ?? ''}
            all={t('ui.all')}
            width={110}
            onChange={(v) => set({ valid: v })}
            options={[
              { value: 'true', label: t('ui.response.valid') },
              { value: 'false', label: t('ui.response.invalid') },
            ]}
          />
        </div>
        <ExportButton
          label={t('ui.export.responses')}
          input={{
            report: 'responses',
            instrument_id: survey.id,
            wave_id: filter.wave_id || undefined,
            location_id: filter.location_id || undefined,
          }}
        />
      </div>
      <Loaded of={rows}>
        {(data) => {
          const all = data.pages.flatMap((p) => p.items);
          return (
            <Panel flush>
              {all.length === 0 ? (
                <Nothing text={t('ui.response.none')} />
              ) : (
                <ResponseTable rows={all} dayOnly={survey.mode === 'anonymous'} />
              )}
              {rows.hasNextPage && (
                <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()} className="more">
                  {t('ui.more')}
                </Button>
              )}
            </Panel>
          );
        }}
      </Loaded>
      <Drawer
        open={get('response') !== ''}
        onClose={() => set({ response: undefined })}
        size={560}
        title={t('ui.response.one')}
        destroyOnHidden
      >
        {get('response') !== '' && <ResponseView id={get('response')} survey={survey} />}
      </Drawer>
    </div>
  );
}

// An anonymous response keeps only its day, so no time of day is shown that was never stored.
function ResponseTable({ rows, dayOnly }: { rows: Response[]; dayOnly: boolean }) {
  const { t } = useTranslation();
  const { text, time, day, number } = useFormat();
  const [, set] = useUrl();
  const can = useCan();
  const places = useById(useLocations(can('place.read')).data);
  return (
    <Scroll label={t('ui.tab.responses')}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('ui.response.received')}</th>
            <th scope="col">{t('ui.location')}</th>
            <th scope="col">{t('ui.response.source')}</th>
            <th scope="col">{t('ui.language')}</th>
            <th scope="col">{t('ui.state')}</th>
            <th scope="col">{t('ui.response.validity')}</th>
            <th scope="col" className="num">
              {t('ui.response.duration')}
            </th>
            <th scope="col">
              <span className="unseen">{t('ui.open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="date">{dayOnly ? day(row.local_day) : time(row.received_at)}</td>
              <td>{text(places.get(row.location_id)?.name) || '—'}</td>
              <td>{t(sourceKeys[row.source] ?? 'ui.source.page')}</td>
              <td>{row.lang}</td>
              <td>{t(responseStateKeys[row.state] ?? 'ui.response.completed')}</td>
              <td>
                <Validity valid={row.valid} />
              </td>
              <td className="num">{row.duration_ms > 0 ? `${number(Math.round(row.duration_ms / 1000))} s` : '—'}</td>
              <td>
                <button type="button" className="link" onClick={() => set({ response: row.id })}>
                  {t('ui.open')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function Validity({ valid }: { valid: boolean }) {
  const { t } = useTranslation();
  return valid ? (
    <span className="chip good">● {t('ui.response.valid')}</span>
  ) : (
    <span className="chip bad">▼ {t('ui.response.invalid')}</span>
  );
}
