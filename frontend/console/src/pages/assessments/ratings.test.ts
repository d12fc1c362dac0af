import { expect, it } from 'vitest';
import { assessedOf, cellsOf, changed } from './ratings';

const cells = cellsOf([
  { line_id: 'now', item: 'i01', score: 0, evidence: 'seen', updated_at: '2026-11-01T00:00:00Z' },
  { line_id: 'now', item: 'i02', score: null, evidence: '', updated_at: '2026-11-01T00:00:00Z' },
  { line_id: 'goal', item: 'i01', score: 4, evidence: '', updated_at: '2026-11-01T00:00:00Z' },
]);

it('counts a score of 0 as assessed and a missing one as not', () => {
  expect(assessedOf(cells, 'now', ['i01', 'i02', 'i03'])).toBe(1);
});

it('keeps the evidence when the score changes, and the other way round', () => {
  expect(changed(cells, 'now', 'i01', { score: 3 })).toEqual({
    line_id: 'now',
    item: 'i01',
    score: 3,
    evidence: 'seen',
  });
  expect(changed(cells, 'now', 'i01', { evidence: 'new' }).score).toBe(0);
});

it('begins a new cell without a score', () => {
  expect(changed(cells, 'goal', 'i09', { evidence: 'note' })).toEqual({
    line_id: 'goal',
    item: 'i09',
    score: null,
    evidence: 'note',
  });
});
