import { describe, expect, it } from 'vitest';
import { choiceProblem } from '../src/kinds/choice';
import { dateProblem } from '../src/kinds/date';
import { numberProblem, parseNumber } from '../src/kinds/number';
import { tidyTime, timeProblem } from '../src/kinds/time';
import type { ModelItem } from '../src/model';

const item = (more: Partial<ModelItem>): ModelItem => ({ code: 'x', type: 'number', is: 'number', ...more });

describe('numbers', () => {
  it.each([
    ['12', 12],
    ['-3.5', -3.5],
    ['.5', 0.5],
    ['７', 7],
    ['１２．５', 12.5],
    ['－4', -4],
  ])('reads %s', (text, want) => expect(parseNumber(text)).toBe(want));

  it.each(['', 'twelve', '1e3', '1,000', '--1', '1.2.3', '0x10', '+1', 'Infinity', '9'.repeat(25)])(
    'does not take %s for a number',
    (text) => expect(parseNumber(text)).toBeNaN(),
  );

  it('names the first thing that is wrong', () => {
    const limited = item({ min: 1, max: 31, decimals: 1 });
    expect(numberProblem(limited, NaN)).toBe('number');
    expect(numberProblem(limited, 0.9)).toBe('number_range');
    expect(numberProblem(limited, 31.1)).toBe('number_range');
    expect(numberProblem(limited, 1.25)).toBe('decimals');
    expect(numberProblem(limited, 1.2)).toBeUndefined();
    expect(numberProblem(item({}), 2.5)).toBe('decimals');
  });

  it('counts decimals as written, not as stored in binary', () => {
    for (const n of [0.1, 0.7, 1.15, 2.675, 19.99, 1.005])
      expect(numberProblem(item({ decimals: 3 }), n)).toBeUndefined();
  });
});

describe('choices', () => {
  const multi = item({ is: 'codes', type: 'multi', min_choices: 2, max_choices: 3 });
  it.each([
    [{ codes: ['a'] }, 'min_choices'],
    [{ codes: ['a', 'b'] }, undefined],
    [{ codes: ['a', 'b', 'c', 'd'] }, 'max_choices'],
    [{ codes: ['a', 'other'] }, 'other_text'],
    [{ codes: ['a', 'other'], text: 'my words' }, undefined],
    [{ codes: [] }, undefined],
  ])('judges %o', (answer, want) => expect(choiceProblem(multi, answer)).toBe(want));
});

describe('days', () => {
  const day = item({ is: 'text', type: 'date', first: '2020-01-01', last: '2026-12-31' });
  it.each([
    ['2026-11-24', undefined],
    ['2020-01-01', undefined],
    ['2019-12-31', 'date_range'],
    ['2027-01-01', 'date_range'],
    ['24.11.2026', 'date'],
    ['2026-13-01', 'date'],
  ])('judges %s', (text, want) => expect(dateProblem(day, text)).toBe(want));
});

describe('times', () => {
  const open = item({ is: 'text', type: 'time', first: '08:00', last: '20:30' });
  it.each([
    ['09:30', undefined],
    ['08:00', undefined],
    ['20:30', undefined],
    ['07:59', 'time_range'],
    ['20:31', 'time_range'],
    ['24:00', 'time'],
    ['9:30', 'time'],
  ])('judges %s', (text, want) => expect(timeProblem(open, text)).toBe(want));

  it.each([
    ['9:30', '09:30'],
    ['９：３０', '09:30'],
    ['９:30:00', '09:30'],
    ['09:30:15', '09:30:15'],
    ['24:00', '24:00'],
    ['noon', 'noon'],
  ])('reads %s as %s', (text, want) => expect(tidyTime(text)).toBe(want));
});
