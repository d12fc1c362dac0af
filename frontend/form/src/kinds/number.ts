// Numbers are typed into a plain text field, so that what is no number can be shown to whoever typed it.
import type { ModelItem } from '../model';

/** Reads what the server reads (Go: parseNumber): plain decimals, full-width digits too. NaN for anything else. */
export function parseNumber(text: string): number {
  const s = text
    .replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[．。]/g, '.')
    .replace(/[－−]/g, '-');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(s) && s.length <= 24 ? Number(s) : NaN;
}

/** Names what is wrong with a number; undefined when nothing is. */
export function numberProblem(item: ModelItem, n: number): string | undefined {
  if (Number.isNaN(n)) return 'number';
  if (n < (item.min ?? -Infinity) || n > (item.max ?? Infinity)) return 'number_range';
  const scale = 10 ** (item.decimals ?? 0);
  return Math.abs(Math.round(n * scale) / scale - n) > 1e-9 ? 'decimals' : undefined;
}
