import dayjs, { type Dayjs } from 'dayjs';
import type { Day } from '../api/types';

// A day of the API is the number yyyymmdd.
export const toDay = (at: Dayjs): Day => at.year() * 10000 + (at.month() + 1) * 100 + at.date();

export const fromDay = (day: Day): Dayjs | undefined =>
  day ? dayjs(new Date(Math.floor(day / 10000), (Math.floor(day / 100) % 100) - 1, day % 100)) : undefined;

export const today = (): Day => toDay(dayjs());
