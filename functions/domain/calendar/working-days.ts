import type { IsoDate, Roll } from "../schema/primitives.ts";
import { type CalendarTable, dateInRange } from "./calendar-table.ts";
import { type Calendars, calendarTable } from "./calendars.ts";
import { fromDayNumber, toDayNumber } from "./dates.ts";

/**
 * The working day `n` working days after `date` (before, if negative), counted from the last working day
 * on or before it: 0 is the date itself, or for a day off the working day to plan for.
 */
export function addWorkingDays(calendars: Calendars, calendarId: string, date: IsoDate, n: number): IsoDate {
  const table = calendarTable(calendars, calendarId);
  return fromDayNumber(table.workingDay(table.workedUpTo(toDayNumber(date)) + n));
}

/** Working days after `from` up to and including `to`. */
export function workingDaysBetween(
  calendars: Calendars,
  calendarId: string,
  from: IsoDate,
  to: IsoDate,
): number {
  const table = calendarTable(calendars, calendarId);
  return table.workedUpTo(toDayNumber(to)) - table.workedUpTo(toDayNumber(from));
}

/** A fixed date after its roll; `none` leaves it where the text put it. */
export function rollFixed(
  calendars: Calendars,
  calendarId: string,
  date: IsoDate,
  roll: Roll,
): { dueOn: IsoDate; provisional: boolean } {
  const day = toDayNumber(date);
  const rolled = rollDay(calendarTable(calendars, calendarId), day, roll);
  return { dueOn: dateInRange(rolled.day), provisional: rolled.provisional };
}

/** A roll needs to know of every day from the nominal one to the one that it ends on. */
export function rollDay(
  table: CalendarTable,
  day: number,
  roll: Roll,
): { day: number; provisional: boolean } {
  if (roll === "none") return { day, provisional: false };
  const worked = table.workedUpTo(day);
  const rolled = table.isWorked(day) ? day : table.workingDay(roll === "next" ? worked + 1 : worked);
  return { day: rolled, provisional: table.hasUnknown(Math.min(day, rolled), Math.max(day, rolled)) };
}
