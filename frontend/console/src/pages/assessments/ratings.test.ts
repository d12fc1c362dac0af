import { expect, it } from 'vitest';
import type { Rating } from '../../api/types';
import { assessedOf, cellsOf, changed } from './ratings';

const rating = (line_id: string, item: string, score: number | null, evidence = '', consensus = true): Rating => ({
  line_id,
  item,
  score,
  evidence,
  consensus,
  informant_id: '',
  level: '',
  updated_at: '2026-11-01T00:00:00Z',
});

const cells = cellsOf([
  rating('now', 'i01', 0, 'seen'),
  rating('now', 'i02', null),
  rating('goal', 'i01', 4),
  rating('now', 'i02', 5, 'an informant', false),
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
