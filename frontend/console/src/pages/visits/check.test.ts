import { expect, it } from 'vitest';
import { checkPoints, checkTone } from './check';

const check = { counted: true, earned: 0, possible: 2, failed: false };

it('tells all points, some and none apart', () => {
  expect(checkTone({ ...check, earned: 2 })).toBe('good');
  expect(checkTone({ ...check, earned: 1 })).toBe('watch');
  expect(checkTone(check)).toBe('bad'); // an option worth 0 of 2 points, not marked as failing
  expect(checkTone({ ...check, counted: false })).toBeUndefined();
});

it('does not take a bonus that was not earned for a failure', () => {
  const bonus = { counted: false, earned: 0, possible: 0, failed: true, bonus: 2 };
  expect(checkTone(bonus)).toBeUndefined();
  expect(checkPoints(bonus)).toEqual({ sign: '+', earned: 0, most: 2 });
  expect(checkTone({ ...check, critical: { effect: 'fail_verdict' }, failed: true, earned: 2 })).toBe('bad');
  expect(checkPoints({ ...check, counted: false })).toBeUndefined();
});
