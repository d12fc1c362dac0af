import type { Rating, RatingInput } from '../../api/types';

// Cells of the editor by line and item. A cell without a score is not assessed, which is not 0.
export type Cells = ReadonlyMap<string, RatingInput>;

export const cellKey = (line: string, item: string) => `${line}/${item}`;

// cellsOf takes the consensus; what single informants said stands beside it and is not edited here.
export function cellsOf(ratings: Rating[]): Cells {
  return new Map(
    ratings
      .filter((r) => r.consensus)
      .map(({ line_id, item, score, evidence }) => [cellKey(line_id, item), { line_id, item, score, evidence }]),
  );
}

// changed returns the cell as it is after a change.
export function changed(cells: Cells, line: string, item: string, change: Partial<RatingInput>): RatingInput {
  const before = cells.get(cellKey(line, item)) ?? { line_id: line, item, score: null, evidence: '' };
  return { ...before, ...change };
}

// assessedOf counts the items of a list that have a score on a line.
export function assessedOf(cells: Cells, line: string, items: string[]): number {
  return items.filter((item) => (cells.get(cellKey(line, item))?.score ?? null) !== null).length;
}
