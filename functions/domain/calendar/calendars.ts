import { YifaError } from "../errors.ts";
import type { CalendarYear } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { CalendarTable, type DayRuling } from "./calendar-table.ts";
import { toDayNumber } from "./dates.ts";
import { solarStatutoryDays } from "./statutory.ts";

/** The working calendars of a ruleset by id (`cn`, `cn-xj`), compiled. */
export type Calendars = ReadonlyMap<string, CalendarTable>;

/** The year files by region (`cn`, `cn-xj`). */
export type CalendarFiles = ReadonlyMap<string, readonly CalendarYear[]>;

/** The region whose calendar all others lie over. */
export const NATIONAL = "cn";
/** Stands for the number of a notice that nobody has seen. */
export const UNVERIFIED = "未核实";
const STATUTORY_SOURCE = "全国年节及纪念日放假办法";

/** Compiles the year files by region; every region but `cn` lies over the national calendar. */
export function compileCalendars(files: CalendarFiles): Calendars {
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

/** The years among these days whose notice is not published or not known. */
export function unknownYears(calendars: Calendars, calendarId: string, dates: readonly IsoDate[]): number[] {
  const table = calendarTable(calendars, calendarId);
  const unknown = dates.filter((date) => table.hasUnknown(toDayNumber(date), toDayNumber(date)));
  return [...new Set(unknown.map((date) => Number(date.slice(0, 4))))].sort((a, b) => a - b);
}

const isPublished = (year: CalendarYear): boolean => year.status === "published";

const publishedYears = (years: readonly CalendarYear[]): ReadonlySet<number> =>
  new Set(years.filter(isPublished).map((year) => year.year));

function statutoryRulings(published: ReadonlySet<number>): [number, DayRuling][] {
  const rulings: [number, DayRuling][] = [];
  for (let year = 1900; year <= 2199; year++) {
    if (published.has(year)) continue;
    for (const { date, name } of solarStatutoryDays(year))
      rulings.push([toDayNumber(date), { working: false, name, source: STATUTORY_SOURCE }]);
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
  return [...rulings(year, year.cancelNationalWork ?? [], false), ...noticeDays(year)];
}

const noticeDays = (year: CalendarYear): [number, DayRuling][] => [
  ...rulings(year, year.off, false),
  ...rulings(year, year.work, true),
];

function rulings(year: CalendarYear, days: CalendarYear["off"], working: boolean): [number, DayRuling][] {
  return days.map((day) => [toDayNumber(day.date), { working, name: day.name, source: sourceOf(year, day) }]);
}

/** The notice that says so: where the year was changed in its course, the one that changed this day. */
function sourceOf(
  { year, notice, changes }: CalendarYear,
  { changedOn }: CalendarYear["off"][number],
): string {
  const said = changes?.find(({ date }) => date === changedOn) ?? notice;
  if (!said) return `${year}年节假日安排`;
  return said.number === UNVERIFIED ? `${said.title}（文号${UNVERIFIED}）` : said.number;
}
