// Times of day are written 15:04 and compare as strings. Old browsers show a text field for them.
import type { ModelItem } from '../model';

/** Reads what the server reads (Go: timeType.tidy): 9:30, full-width digits and colon, seconds of zero. */
export function tidyTime(text: string): string {
  const plain = text
    .replace(/[０-９：]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/^(\d):/, '0$1:')
    .replace(/^(.{5}):00$/, '$1');
  return isTime(plain) ? plain : text;
}

const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Names what is wrong with a time; undefined when nothing is. */
export function timeProblem(item: ModelItem, time: string): string | undefined {
  if (!isTime(time)) return 'time';
  return time < (item.first ?? '') || time > (item.last ?? '23:59') ? 'time_range' : undefined;
}
