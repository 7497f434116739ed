import type { IsoDate } from "../schema/primitives.ts";
import { type Calendars, NATIONAL, unknownYears } from "./calendars.ts";

/** From 2005 to 2025 no national notice came out later than 16 December, so one that is missing now was overlooked. */
const NEXT_YEAR_KNOWN_FROM = "12-17";

/**
 * Years whose days should be known on that day and are not: by the calendar itself the year that runs, by the national
 * one in the second half of December also the next. Regions follow later.
 */
export function missingYears(calendars: Calendars, calendarId: string, on: IsoDate): number[] {
  const next = `${Number(on.slice(0, 4)) + 1}-01-01`;
  return [
    ...unknownYears(calendars, calendarId, [on]),
    ...(on.slice(5) >= NEXT_YEAR_KNOWN_FROM ? unknownYears(calendars, NATIONAL, [next]) : []),
  ];
}
