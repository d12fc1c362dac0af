import { describe, expect, it } from 'vitest';
import { textIn, writeDay, writeFigure, writeInterval, writeValue } from './format';

describe('figures', () => {
  it('writes NPS with a sign and without a percent sign', () => {
    expect(writeValue(42.04, 'nps', 'zh')).toBe('+42.0');
    expect(writeValue(-3.26, 'nps', 'en')).toBe('−3.3');
    expect(writeValue(-0.04, 'nps', 'en')).toBe('0.0');
  });

  it('writes shares with one decimal and a percent sign', () => {
    expect(writeValue(87.44, 'percent', 'zh')).toBe('87.4%');
  });

  it('writes a dash for what is not available, never 0', () => {
    expect(writeFigure({ value: null, n: 0, base: 0, method: 'nps', status: 'not_available' }, 'nps', 'zh')).toBe('—');
    expect(writeFigure(undefined, 'percent', 'zh')).toBe('—');
    expect(writeFigure({ value: 0, n: 4, base: 4, method: 'nps', status: 'ok' }, 'nps', 'zh')).toBe('0.0');
  });

  it('writes intervals in the unit of the figure', () => {
    expect(writeInterval({ low: 85.61, high: 89.1, method: 'wilson' }, 'percent', 'en')).toBe('85.6 – 89.1%');
    expect(writeInterval({ low: -4, high: 11.25, method: 'adjusted-wald' }, 'nps', 'zh')).toBe('−4.0 – +11.3');
    expect(writeInterval(null, 'nps', 'zh')).toBe('—');
  });
});

it('writes days for tables and for prose', () => {
  expect(writeDay(20261118, 'zh')).toBe('2026-11-18');
  expect(writeDay(20261108, 'zh', true)).toBe('2026 年 11 月 8 日');
  expect(writeDay(20261118, 'en', true)).toBe('18 Nov 2026');
  expect(writeDay(0, 'en')).toBe('—');
});

it('falls back to another language rather than to nothing', () => {
  expect(textIn({ zh: '门店', en: '' }, 'en')).toBe('门店');
  expect(textIn({ fr: 'magasin' }, 'zh')).toBe('magasin');
  expect(textIn(undefined, 'zh')).toBe('');
});
