import type { IsoDate } from "../schema/primitives.ts";

/** Day numbers are whole days since 1970-01-01 of the civil calendar: no clock and no time zone in them. */

const DAYS_PER_ERA = 146_097;
const EPOCH_OFFSET = 719_468;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const WEEKDAYS = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"] as const;

const number = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
};

/** Years begin in March here, so that the leap day comes last (proleptic Gregorian, positive years). */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_OFFSET;
}

export function toDayNumber(date: IsoDate): number {
  return dayNumber(number(date, 0, 4), number(date, 5, 7), number(date, 8, 10));
}

export function fromDayNumber(day: number): IsoDate {
  const shifted = day + EPOCH_OFFSET;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return format(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

function format(year: number, month: number, day: number): IsoDate {
  return `${year}-${month < 10 ? "0" : ""}${month}-${day < 10 ? "0" : ""}${day}`;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** The corresponding day, or the last day of the month where there is none (民法典 202). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const index = number(date, 0, 4) * 12 + number(date, 5, 7) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const length = dayNumber(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - dayNumber(year, month, 1);
  return format(year, month, Math.min(number(date, 8, 10), length));
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOfDay(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: IsoDate): number {
  return weekdayOfDay(toDayNumber(date));
}

/** 星期一 … 星期日 */
export function weekdayName(date: IsoDate): string {
  return WEEKDAYS[weekdayOf(date) - 1] as string;
}

export function todayInShanghai(instant: Date): IsoDate {
  return fromDayNumber(Math.floor((instant.getTime() + SHANGHAI_OFFSET_MS) / DAY_MS));
}

/** `2026-11-23` → `11月23日` */
export function formatChineseDay(date: IsoDate): string {
  return `${number(date, 5, 7)}月${number(date, 8, 10)}日`;
}
