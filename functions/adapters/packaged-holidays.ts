import chineseDays from "chinese-days";
import packaged from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { addDays } from "../domain/calendar/dates.ts";
import type { StatutoryDay } from "../domain/calendar/statutory.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

/** The lunar year 1900 began here, on the first day that the package knows of. */
const FIRST_NEW_YEAR = "1900-01-31";
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/**
 * The day on which a lunar month and day (not of a leap month) falls, from the package's table of month lengths: what it
 * answers for dates changes with the time zone of the host.
 */
export function lunarDay(year: number, month: number, day: number): IsoDate {
  let days = day - 1;
  for (let y = 1900; y < year; y++)
    days += sum(MONTHS.map((m) => chineseDays.monthDays(y, m))) + leap(y).days;
  for (let m = 1; m < month; m++) days += chineseDays.monthDays(year, m);
  const { leapMonth, days: leapDays } = leap(year);
  if (leapMonth !== undefined && leapMonth < month) days += leapDays;
  return addDays(FIRST_NEW_YEAR, days);
}

/** The arrangement of a year as packaged, its days in December before included; nothing where it has none yet. */
export function packagedYear(year: number): { off: StatutoryDay[]; work: StatutoryDay[] } | undefined {
  if (!Object.hasOwn(packaged.holidays, `${year}-10-01`)) return undefined;
  return { off: daysOf(packaged.holidays, year), work: daysOf(packaged.workdays, year) };
}

function daysOf(days: Readonly<Record<string, string>>, year: number): StatutoryDay[] {
  return Object.entries(days)
    .map(([date, names]) => ({ date, name: nameOf(names) }))
    .filter(({ date, name }) => noticeYear(date, name) === year)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** `Tomb-sweeping Day,清明,1` */
function nameOf(names: string): string {
  const name = names.split(",")[1] ?? "";
  return name.length === 2 && name !== "元旦" && !name.endsWith("节") ? `${name}节` : name;
}

/** Days around New Year in December are ruled on by the notice for the year after. */
function noticeYear(date: IsoDate, name: string): number {
  return Number(date.slice(0, 4)) + (name === "元旦" && date.slice(5, 7) === "12" ? 1 : 0);
}

const leap = (year: number) => chineseDays.getYearLeapMonth(year);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
