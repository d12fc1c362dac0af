import { useTranslation } from 'react-i18next';
import { useLocations, useUnits } from '../../api/places';
import { type ResultFilter as Filter } from '../../api/results';
import type { WaveRef } from '../../api/types';
import { Choose } from '../../parts/Choose';
import { useFormat } from '../../parts/format';
import { useUrl } from '../../parts/useUrl';
import { useCan } from '../../api/me';

export function useResultFilter(): Filter {
  const [get] = useUrl();
  return { wave_id: get('wave'), unit_id: get('unit'), location_id: get('location') };
}

interface Props {
  waves: WaveRef[];
  wave: string; // the one shown, which may be the server's choice
  allWaves?: boolean;
}

export function ResultFilterBar({ waves, wave, allWaves }: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const [get, set] = useUrl();
  const units = useUnits(can('place.read'));
  const locations = useLocations(can('place.read'));
  const unit = get('unit');
  const here = (locations.data ?? []).filter((l) => !unit || within(unit, l.unit_id, units.data ?? []));
  return (
    <div className="filters">
      {waves.length > 0 && (
        <Choose
          label={t('ui.wave')}
          value={wave}
          all={allWaves ? t('ui.all') : undefined}
          onChange={(v) => set({ wave: v })}
          options={[...waves].reverse().map((w) => ({ value: w.id, label: text(w.name) }))}
        />
      )}
      {units.data && (
        <Choose
          label={t('ui.unit')}
          value={unit}
          all={t('ui.all')}
          onChange={(v) => set({ unit: v, location: undefined })}
          options={units.data.map((u) => ({ value: u.id, label: text(u.name) }))}
        />
      )}
      {locations.data && (
        <Choose
          label={t('ui.location')}
          value={get('location')}
          all={t('ui.all')}
          onChange={(v) => set({ location: v })}
          options={here.map((l) => ({ value: l.id, label: text(l.name) }))}
        />
      )}
    </div>
  );
}

// within tells whether a unit is the wanted one or lies below it.
function within(wanted: string, unit: string, units: { id: string; parent_id: string }[]): boolean {
  for (let at = unit, steps = 0; at && steps < 20; steps++) {
    if (at === wanted) return true;
    at = units.find((u) => u.id === at)?.parent_id ?? '';
  }
  return false;
}
