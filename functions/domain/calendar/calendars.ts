import { YifaError } from "../errors.ts";
import type { CalendarYear } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { CalendarTable, type DayRuling } from "./calendar-table.ts";
import { toDayNumber } from "./dates.ts";

/** The working calendars of a ruleset by id (`cn`, `cn-xj`), compiled. */
export type Calendars = ReadonlyMap<string, CalendarTable>;

/** The region whose calendar all others lie over. */
export const NATIONAL = "cn";
const UNVERIFIED = "未核实";
/** Public holidays on fixed days (全国年节及纪念日放假办法 2; 2 May since 2025): off also where no notice is known. */
const STATUTORY_SOURCE = "全国年节及纪念日放假办法";
const STATUTORY: readonly { monthDay: string; name: string; from: number }[] = [
  { monthDay: "01-01", name: "元旦", from: 1900 },
  { monthDay: "05-01", name: "劳动节", from: 1900 },
  { monthDay: "05-02", name: "劳动节", from: 2025 },
  { monthDay: "10-01", name: "国庆节", from: 1900 },
  { monthDay: "10-02", name: "国庆节", from: 1900 },
  { monthDay: "10-03", name: "国庆节", from: 2000 },
];

/** Compiles the year files by region; every region but `cn` lies over the national calendar. */
export function compileCalendars(files: ReadonlyMap<string, readonly CalendarYear[]>): Calendars {
  const national = files.get(NATIONAL) ?? [];
  const nationalYears = publishedYears(national);
  const nationalRulings = new Map([...statutoryRulings(nationalYears), ...national.flatMap(nationalDays)]);
  const tables = [new CalendarTable(NATIONAL, nationalRulings, (year) => nationalYears.has(year))];
  for (const [region, years] of files) {
    if (region === NATIONAL) continue;
    const known = publishedYears(years);
    const rulings = new Map([...nationalRulings, ...years.filter(isPublished).flatMap(overlayDays)]);
    tables.push(new CalendarTable(region, rulings, (year) => known.has(year) && nationalYears.has(year)));
  }
  return new Map(tables.map((table) => [table.id, table]));
}

export function calendarTable(calendars: Calendars, id: string): CalendarTable {
  const table = calendars.get(id);
  if (table) return table;
  throw new YifaError(
    "invalid",
    "unknown-calendar",
    `没有工作日历“${id}”，可用：${[...calendars.keys()].join("、")}，例如 ${NATIONAL}`,
    { pointer: "/calendar" },
  );
}

/** `"unknown"`: a weekday of a year whose notice is not published or not known. Weekends of such a year are off. */
export function isWorkingDay(calendars: Calendars, calendarId: string, date: IsoDate): boolean | "unknown" {
  const table = calendarTable(calendars, calendarId);
  const day = toDayNumber(date);
  return table.isUncertain(day) ? "unknown" : table.isWorked(day);
}

const isPublished = (year: CalendarYear): boolean => year.status === "published";

const publishedYears = (years: readonly CalendarYear[]): ReadonlySet<number> =>
  new Set(years.filter(isPublished).map((year) => year.year));

function statutoryRulings(published: ReadonlySet<number>): [number, DayRuling][] {
  const rulings: [number, DayRuling][] = [];
  for (let year = 1900; year <= 2199; year++) {
    if (published.has(year)) continue;
    for (const { monthDay, name, from } of STATUTORY) {
      if (year < from) continue;
      rulings.push([toDayNumber(`${year}-${monthDay}`), { working: false, name, source: STATUTORY_SOURCE }]);
    }
  }
  return rulings;
}

/** The `off` of an unpublished national year are public holidays by decree, so they hold without a notice. */
function nationalDays(year: CalendarYear): [number, DayRuling][] {
  if (isPublished(year)) return noticeDays(year);
  return year.off.map(({ date, name }) => [
    toDayNumber(date),
    { working: false, name, source: STATUTORY_SOURCE },
  ]);
}

function overlayDays(year: CalendarYear): [number, DayRuling][] {
  const cancelled = (year.cancelNationalWork ?? []).map(({ date, name }): [number, DayRuling] => [
    toDayNumber(date),
    { working: false, name, source: sourceOf(year) },
  ]);
  return [...cancelled, ...noticeDays(year)];
}

function noticeDays(year: CalendarYear): [number, DayRuling][] {
  const source = sourceOf(year);
  const rulings = (days: CalendarYear["off"], working: boolean) =>
    days.map(({ date, name }): [number, DayRuling] => [toDayNumber(date), { working, name, source }]);
  return [...rulings(year.off, false), ...rulings(year.work, true)];
}

function sourceOf({ year, notice }: CalendarYear): string {
  if (!notice) return `${year}年节假日安排`;
  return notice.number === UNVERIFIED ? `${notice.title}（文号${UNVERIFIED}）` : notice.number;
}
