import type { CalendarYear } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { type CalendarFiles, calendarTable, compileCalendars, NATIONAL } from "./calendars.ts";
import { fromDayNumber, toDayNumber, weekdayOfDay } from "./dates.ts";

/** A day that a notice or the law rules on, whatever its weekday. */
type RuledDay = {
  readonly date: IsoDate;
  readonly working: boolean;
  readonly name: string;
  readonly source: string;
};
type Notice = NonNullable<CalendarYear["notice"]> & { readonly calendar: string };

/** A year of a calendar as it counts: the overlay over the national notice over the week. */
export type YearView = {
  readonly calendar: string;
  readonly year: number;
  /** `unknown` also where the year has no file. */
  readonly status: CalendarYear["status"];
  /** The notices of the year itself, the national ones first, each with those that changed it. */
  readonly notices: readonly Notice[];
  readonly days: readonly RuledDay[];
  /** Where the year is not known, as far as the weekdays tell. */
  readonly workingDays: number;
};

export function yearView(files: CalendarFiles, calendar: string, year: number): YearView {
  const table = calendarTable(compileCalendars(files), calendar);
  const [first, last] = [toDayNumber(`${year}-01-01`), toDayNumber(`${year}-12-31`)];
  const days: RuledDay[] = [];
  let workingDays = 0;
  for (let day = first; day <= last; day++) {
    if (table.isWorked(day)) workingDays++;
    const ruling = table.rulingOn(day);
    if (ruling && (!ruling.working || weekdayOfDay(day) > 5))
      days.push({ date: fromDayNumber(day), ...ruling });
  }
  const regions = [...new Set([NATIONAL, calendar])];
  return {
    calendar,
    year,
    status: table.hasUnknown(first, last) ? "unknown" : "published",
    notices: regions.flatMap((region) => noticesOf(files, region, year)),
    days,
    workingDays,
  };
}

function noticesOf(files: CalendarFiles, region: string, year: number): Notice[] {
  const own = files.get(region)?.find((one) => one.year === year);
  const said = [...(own?.notice ? [own.notice] : []), ...(own?.changes ?? [])];
  return said.map(({ number, date, title, source }) => ({
    calendar: region,
    number,
    ...(date === undefined ? {} : { date }),
    title,
    ...(source === undefined ? {} : { source }),
  }));
}
