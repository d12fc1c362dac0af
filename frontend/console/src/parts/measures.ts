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
