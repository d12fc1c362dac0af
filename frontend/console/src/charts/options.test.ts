import { describe, expect, it } from 'vitest';
import { ink } from '../theme';
import { init } from './library';
import { niceAxis, trendOption, type ChartOption } from './options';
import { radarOption } from './radar';

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

  it('stays within the scale and gives a single value room', () => {
    expect(niceAxis(100, 100, [-100, 100])).toEqual([95, 100, 1]);
    expect(niceAxis(0, 0, [0, 100])).toEqual([0, 2.5, 0.5]);
    expect(niceAxis(-100, 100, [-100, 100])).toEqual([-100, 100, 50]);
  });
});

it('leaves gaps where a wave has no figure instead of drawing 0', () => {
  const option = trendOption({
    name: 'NPS',
    band: '95%',
    range: [-100, 100],
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
  const both = { name: 'x', colour: '#000000', hidden: false, values: [1, null] };
  const option = radarOption(
    ['a', 'b'],
    [
      { ...both, key: '1', kind: 'current' },
      { ...both, key: '2', kind: 'target' },
      { ...both, key: '3', kind: 'competitor', hidden: true },
    ],
    5,
  );
  const series = option.series as { lineStyle: { type: string }; data: unknown[] }[];
  expect(series.map((s) => s.lineStyle.type)).toEqual(['solid', 'dashed', 'dotted']);
  expect(series[2]?.data).toEqual([]);
});

// drawn renders an option and returns the outlines in a colour, each as the points of its unbroken pieces.
function drawn(option: ChartOption, colour: string, width = 400, height = 400): [x: number, y: number][][] {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ ...option, animation: false });
  const svg = chart.renderToSVGString();
  chart.dispose();
  const [, outline = ''] =
    new RegExp(`<path d="(M[^"]*)"[^>]*(?:stroke|fill)="${colour}"[^>]*stroke-linejoin`).exec(svg) ?? [];
  return outline
    .split('M')
    .filter(Boolean)
    .map((piece) =>
      piece
        .replace('Z', '')
        .split('L')
        .map((at) => at.split(' ').map(Number) as [number, number]),
    );
}

const axes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const line = { key: '1', name: 'x', kind: 'current', colour: '#0b5cad', hidden: false };

it('breaks the radar where nothing was assessed instead of drawing 0', () => {
  const one = radarOption(axes, [{ ...line, values: [4, null, null, null, null, null, null, null] }], 5);
  const distances = drawn(one, line.colour)
    .flat()
    .map(([x, y]) => Math.hypot(x - 200, y - 200));
  expect(distances.length).toBeGreaterThan(0);
  for (const d of distances) expect(d).toBeCloseTo((4 / 5) * 108, 0);

  const gap = radarOption(axes, [{ ...line, values: [2, 2, null, 2, 2, 2, 2, 2] }], 5);
  expect(drawn(gap, line.colour).map((piece) => piece.length)).toEqual([2, 6]);
});

it('goes clockwise from the top, as the radar of the workbook does', () => {
  const [ring = []] = drawn(radarOption(axes, [{ ...line, values: [5, 5, 5, 5, 5, 5, 5, 5] }], 5), line.colour);
  expect(ring[0]?.[1]).toBeLessThan(100); // the first axis is at the top
  expect(ring[1]?.[0]).toBeGreaterThan(250); // the second to its right
  expect(ring.at(-1)).toEqual(ring[0]);
});

it('draws the band around the line, also below 0', () => {
  const option = trendOption({
    name: 'NPS',
    band: '95%',
    range: [-100, 100],
    write: String,
    points: [
      { label: '1', value: -8, low: -14, high: -2 },
      { label: '2', value: 2, low: -5, high: 9 },
    ],
  });
  const [series] = drawn(option, ink.brand, 700, 260);
  const [lower, width] = (option.series as { data: number[] }[]).map((s) => s.data);
  expect(series?.length).toBe(2);
  expect([lower, width]).toEqual([
    [-14, -5],
    [12, 14],
  ]);
});
