// Days are written 2006-01-02 and compare as strings. Old browsers show a text field for them.
import type { ModelItem } from '../model';

/** Names what is wrong with a day; undefined when nothing is. */
export function dateProblem(item: ModelItem, day: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) return 'date';
  return day < (item.first ?? '') || day > (item.last ?? '9999-12-31') ? 'date_range' : undefined;
}
