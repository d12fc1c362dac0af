import { useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MeContext } from '../api/me';
import type { Day, Figure, Interval, Text } from '../api/types';
import { asLang, type Lang } from '../texts';

// The unit of a figure decides how it is written: NPS carries a sign and never a percent sign.
// A unit this build does not know is written as a plain number.
export type Unit = 'nps' | 'percent' | 'score' | 'scale' | 'number' | (string & {});

const digits: Record<string, number> = { nps: 1, percent: 1, score: 1, scale: 2, number: 2 };

export function textIn(text: Text | undefined, lang: string): string {
  if (!text) return '';
  return text[lang] || text.zh || text.en || Object.values(text).find((s) => s !== '') || '';
}

export function writeNumber(value: number, lang: Lang, decimals = 0): string {
  const tag = lang === 'zh' ? 'zh-CN' : 'en-GB';
  return new Intl.NumberFormat(tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

export function writeValue(value: number, unit: Unit, lang: Lang): string {
  // −0.04 would be written "−0.0"; a reader sees a sign where there is none.
  const rounded = Number(value.toFixed(digits[unit] ?? 2));
  const plain = writeNumber(Math.abs(rounded), lang, digits[unit] ?? 2);
  const sign = rounded < 0 ? '−' : unit === 'nps' && rounded > 0 ? '+' : '';
  return sign + plain + (unit === 'percent' ? '%' : '');
}

export function writeFigure(figure: Figure | undefined | null, unit: Unit, lang: Lang): string {
  if (figure?.value === undefined || figure.value === null) return '—';
  return writeValue(figure.value, unit, lang);
}

export function writeInterval(interval: Interval | undefined | null, unit: Unit, lang: Lang): string {
  if (!interval) return '—';
  const percent = unit === 'percent' ? '%' : '';
  const low = writeValue(interval.low, unit, lang).replace('%', '');
  return `${low} – ${writeValue(interval.high, unit, lang).replace('%', '')}${percent}`;
}

export function writeDay(day: Day | undefined, lang: Lang, long = false): string {
  if (!day) return '—';
  const [y, m, d] = [Math.floor(day / 10000), Math.floor(day / 100) % 100, day % 100];
  if (!long) return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  if (lang === 'zh') return `${y} 年 ${m} 月 ${d} 日`;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.UTC(y, m - 1, d));
}

export function writeTime(stamp: string | undefined | null, lang: Lang, zone?: string): string {
  if (!stamp) return '—';
  const parts = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone || undefined,
  }).formatToParts(new Date(stamp));
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

export function writeBytes(bytes: number, lang: Lang): string {
  if (bytes < 1024 * 1024) return `${writeNumber(Math.max(1, Math.round(bytes / 1024)), lang)} KB`;
  return `${writeNumber(bytes / 1024 / 1024, lang, 1)} MB`;
}

export const writeList = (words: string[], lang: Lang) => words.filter(Boolean).join(lang === 'zh' ? '、' : ', ');

export function useFormat() {
  const { i18n } = useTranslation();
  const lang = asLang(i18n.language);
  // Times are shown in the organisation's zone, wherever the reader sits.
  const zone = useContext(MeContext)?.organisation.zone;
  return useMemo(
    () => ({
      lang,
      text: (text: Text | undefined) => textIn(text, lang),
      number: (value: number, decimals = 0) => writeNumber(value, lang, decimals),
      value: (value: number, unit: Unit) => writeValue(value, unit, lang),
      figure: (figure: Figure | undefined | null, unit: Unit) => writeFigure(figure, unit, lang),
      interval: (interval: Interval | undefined | null, unit: Unit) => writeInterval(interval, unit, lang),
      day: (day: Day | undefined, long = false) => writeDay(day, lang, long),
      time: (stamp: string | undefined | null) => writeTime(stamp, lang, zone),
      bytes: (bytes: number) => writeBytes(bytes, lang),
      list: (words: string[]) => writeList(words, lang),
    }),
    [lang, zone],
  );
}
