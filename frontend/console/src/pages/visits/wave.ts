import { useChecklist } from '../../api/visits';
import { useCan } from '../../api/me';
import type { Programme, Wave } from '../../api/types';
import { today } from '../../parts/day';

// visitWaves returns the waves of checklists, latest first.
export function visitWaves(programmes: Programme[], waves: Wave[]): Wave[] {
  const ours = new Set(programmes.filter((p) => p.kind === 'checklist').map((p) => p.id));
  return waves
    .filter((w) => ours.has(w.programme_id))
    .sort((a, b) => b.from_day - a.from_day || b.position - a.position);
}

// useShownWave is the chosen wave, else the latest with published visits, else the latest that has begun.
export function useShownWave(waves: Wave[], chosen: string): string {
  const can = useCan();
  const begun = waves.find((w) => w.from_day <= today()) ?? waves[0];
  const latest = useChecklist(chosen || !can('result.read') ? '' : (begun?.id ?? ''));
  if (chosen) return chosen;
  const filled = latest.data?.trend.filter((p) => p.visits > 0).at(-1);
  return filled?.wave.id ?? begun?.id ?? '';
}
