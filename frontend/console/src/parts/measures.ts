import type { Figure } from '../api/types';

// The names of a survey's measures, by the words the API uses.
export const measureKeys: Record<string, string> = {
  index: 'ui.measure.index',
  t2b: 'ui.measure.t2b',
  nps: 'ui.measure.nps',
  ces: 'ui.measure.ces',
  mean: 'ui.measure.mean',
  detractors: 'ui.nps.detractors',
  passives: 'ui.nps.passives',
  promoters: 'ui.nps.promoters',
  ces_mean: 'ui.measure.ces_mean',
  ces_top3: 'ui.measure.ces_top3',
  ces_index: 'ui.measure.ces_index',
};

// rangeOf gives the axis on which figures of a unit are compared.
export function rangeOf(unit: string): [low: number, high: number] {
  if (unit === 'nps') return [-100, 100];
  if (unit === 'scale') return [1, 7];
  return [0, 100];
}

// axisOf gives the part of that axis on which some figures and their intervals lie, to the next ten, so that
// differences can be seen. The page prints the ends.
export function axisOf(figures: (Figure | undefined)[], [low, high]: [number, number]): [low: number, high: number] {
  const values = figures.flatMap((f) =>
    f?.value === undefined || f.value === null
      ? []
      : [f.value, f.interval?.low ?? f.value, f.interval?.high ?? f.value],
  );
  if (values.length === 0) return [low, high];
  const from = Math.max(low, Math.floor(Math.min(...values) / 10) * 10);
  const to = Math.min(high, Math.ceil(Math.max(...values) / 10) * 10);
  return from < to ? [from, to] : [low, high];
}
