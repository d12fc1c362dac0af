import { expect, it } from 'vitest';
import type { Figure } from '../api/types';
import { axisOf } from './measures';

const figure = (value: number | null, low?: number, high?: number): Figure => ({
  value,
  n: 10,
  base: 10,
  method: 'index',
  status: value === null ? 'not_available' : 'ok',
  interval: low === undefined || high === undefined ? undefined : { low, high, method: 't' },
});

it('covers every interval, to the next ten', () => {
  expect(axisOf([figure(81, 73.2, 88.1), figure(92)], [0, 100])).toEqual([70, 100]);
});

it('stays on the scale of the measure', () => {
  expect(axisOf([figure(-97, -120, -80)], [-100, 100])).toEqual([-100, -80]);
});

it('is the whole scale when nothing can be drawn, or everything lies on one point', () => {
  expect(axisOf([figure(null), undefined], [0, 100])).toEqual([0, 100]);
  expect(axisOf([figure(50)], [0, 100])).toEqual([0, 100]);
});
