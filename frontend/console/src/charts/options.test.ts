import { describe, expect, it } from 'vitest';
import { niceAxis, radarOption, trendOption } from './options';

describe('niceAxis', () => {
  it('has ends on its own steps, around all values', () => {
    for (const [low, high] of [
      [43.5, 52],
      [-8, 11],
      [80.1, 80.2],
      [0, 100],
    ] as const) {
      const [floor, ceiling, step] = niceAxis(low, high);
      expect(floor).toBeLessThan(low);
      expect(ceiling).toBeGreaterThan(high);
      expect(Math.abs(Math.round(floor / step) * step - floor)).toBeLessThan(1e-9);
      expect((ceiling - floor) / step).toBeLessThanOrEqual(8);
    }
  });
});

it('leaves gaps where a wave has no figure instead of drawing 0', () => {
  const option = trendOption({
    name: 'NPS',
    band: '95%',
    points: [
      { label: '1', value: 40, low: 36, high: 44 },
      { label: '2', value: null, low: null, high: null },
    ],
    write: String,
  });
  const series = option.series as { data: unknown[] }[];
  expect(series.map((s) => s.data[1])).toEqual(['-', '-', '-']);
});

it('draws current solid, target dashed, the others dotted, and no hidden line', () => {
  const line = { name: 'x', colour: '#000000', hidden: false, values: [1, null] };
  const option = radarOption(
    ['a', 'b'],
    [
      { ...line, key: '1', kind: 'current' },
      { ...line, key: '2', kind: 'target' },
      { ...line, key: '3', kind: 'competitor', hidden: true },
    ],
    5,
  );
  const series = option.series as { lineStyle: { type: string }; data: { value: unknown[] }[] }[];
  expect(series.map((s) => s.lineStyle.type)).toEqual(['solid', 'dashed', 'dotted']);
  expect(series[0]?.data[0]?.value).toEqual([1, '-']);
  expect(series[2]?.data).toEqual([]);
});
