import { type CalendarTable, dateInRange } from "./calendar-table.ts";
import { toDayNumber } from "./dates.ts";
import { dayOf, hasTime, type Instant } from "./instants.ts";
import { HALVES_PART_AT, type Moment, readMoment } from "./office-hours.ts";

/** How many halves of working days there are up to and including the one in which something happened. */
export function halvesUpTo(table: CalendarTable, { day, half }: Moment): number {
  const halves = 2 * table.workedUpTo(day);
  return half === 0 && table.isWorked(day) ? halves - 1 : halves;
}

/** The half in which something ended: at 14:00 sharp that is the morning. A day alone counts whole. */
function endMoment(done: Instant): Moment {
  const atNoon = hasTime(done) && done.slice(11, done.indexOf("+")) === HALVES_PART_AT;
  return atNoon ? { day: toDayNumber(dayOf(done)), half: 0 } : readMoment(done);
}

/** Halves of working days up to and including the one in which something ended. */
export const halvesUntil = (table: CalendarTable, done: Instant): number =>
  halvesUpTo(table, endMoment(done));

/** Halves of working days from an event, its own half not counted, to the one in which something ended. */
export const halvesBetween = (table: CalendarTable, from: Instant, done: Instant): number =>
  halvesUntil(table, done) - halvesUpTo(table, readMoment(from));

/** An instant within the half of a working day after the one that ends then. */
export function inNextHalf(table: CalendarTable, end: Instant): Instant {
  const { day, half } = endMoment(end);
  if (half === 0) return `${dayOf(end)}T16:30+08:00`;
  return `${dateInRange(table.workingDay(table.workedUpTo(day) + 1))}T10:30+08:00`;
}
