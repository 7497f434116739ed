import type { CountedDay, Derivation, SkippedDay } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { IsoDate, Roll, Unit } from "../schema/primitives.ts";
import { type CalendarTable, dateInRange } from "./calendar-table.ts";
import { type Calendars, calendarTable } from "./calendars.ts";
import { addMonths, fromDayNumber, toDayNumber } from "./dates.ts";
import { halvesUpTo } from "./halves.ts";
import { hasTime } from "./instants.ts";
import { endOfHalf, type Moment, readMoment } from "./office-hours.ts";
import { rollDay } from "./working-days.ts";

export type DueQuery = {
  /** The day of the event, or its instant; the day is not counted (民法典 201), of halves the half is not. */
  readonly after: string;
  /** From 0.5; halves for working days only. */
  readonly count: number;
  readonly unit: Unit;
  readonly calendar: string;
  /** Default `next` (民法典 203). Working days need none. */
  readonly roll?: Roll;
};
/** What a due date is counted from, by whichever calendar. */
export type DueQuestion = Omit<DueQuery, "calendar"> | { readonly on: IsoDate; readonly roll?: Roll };
export type DueDay = Pick<Derivation, "dueOn" | "provisional" | "dueAt">;

/** `last` is the nominal last day, `due` the one after its roll; `half` only where halves are counted. */
type Count = { after: Moment; last: number; due: number; half?: number; provisional: boolean };

/** The due date alone, in constant time. */
export function dueDateOnly(calendars: Calendars, query: DueQuery): DueDay {
  return dueDay(count(calendarTable(calendars, query.calendar), query));
}

/** The due date with each day that was counted or skipped, and why. */
export function dueDate(calendars: Calendars, query: DueQuery): Derivation {
  const table = calendarTable(calendars, query.calendar);
  const counting = count(table, query);
  const days =
    query.unit === "working-day" ? workingDays(table, query, counting) : calendarDays(table, query, counting);
  const assumes = counting.half !== undefined && !hasTime(query.after);
  return {
    ...dueDay(counting),
    ...(assumes && { assumes: "whole-day" as const }),
    calendar: table.id,
    ...days,
  };
}

/** A date that the text names: the day itself is included and by default stays where it is. */
export function fixedDate(
  calendars: Calendars,
  query: { on: IsoDate; calendar: string; roll?: Roll },
): Derivation {
  const table = calendarTable(calendars, query.calendar);
  const last = toDayNumber(query.on);
  const { day: due, provisional } = rollDay(table, last, query.roll ?? "none");
  return {
    dueOn: dateInRange(due),
    provisional,
    calendar: table.id,
    counted: [],
    skipped: rolledOver(table, last, due),
  };
}

/** The due date of a duty, which keeps what it is counted from. */
export function derive(calendars: Calendars, calendar: string, from: DueQuestion): Derivation {
  const query = { ...from, calendar };
  return { ...("on" in query ? fixedDate(calendars, query) : dueDate(calendars, query)), from };
}

/** Whether two due dates are counted from the same, so that they only differ by the calendar. */
export function isSameQuestion(a: DueQuestion | undefined, b: DueQuestion | undefined): boolean {
  if (!a || !b || a.roll !== b.roll) return false;
  if ("on" in a || "on" in b) return "on" in a && "on" in b && a.on === b.on;
  return a.after === b.after && a.count === b.count && a.unit === b.unit;
}

/** Whole numbers up to 3,660; halves of working days too. */
export function isCount(count: number, unit: Unit): boolean {
  return count >= 0.5 && count <= 3660 && Number.isInteger(unit === "working-day" ? count * 2 : count);
}

function badCount(count: number): YifaError {
  const accepted = "应为 1 至 3660 的整数，工作日可计半日，例如 7 或 6.5";
  return new YifaError("invalid", "bad-count", `期限“${count}”不可用：${accepted}`, { pointer: "/count" });
}

function dueDay({ due, half, provisional }: Count): DueDay {
  const dueOn = dateInRange(due);
  return half === undefined ? { dueOn, provisional } : { dueOn, provisional, dueAt: endOfHalf(dueOn, half) };
}

function count(table: CalendarTable, query: DueQuery): Count {
  if (!isCount(query.count, query.unit)) throw badCount(query.count);
  const after = readMoment(query.after);
  if (query.unit !== "working-day") {
    const last = nominalLastDay(after.day, query);
    dateInRange(last);
    const { day: due, provisional } = rollDay(table, last, query.roll ?? "next");
    return { after, last, due, provisional };
  }
  if (!Number.isInteger(query.count)) return countHalves(table, after, query.count);
  const due = table.workingDay(table.workedUpTo(after.day) + query.count);
  return { after, last: due, due, provisional: table.hasUnknown(after.day + 1, due) };
}

function nominalLastDay(day: number, { count, unit }: DueQuery): number {
  if (unit === "day") return day + count;
  return toDayNumber(addMonths(fromDayNumber(day), unit === "year" ? count * 12 : count));
}

/** Halves are numbered over working days: the morning of the n-th is 2n−1, its afternoon 2n. */
function countHalves(table: CalendarTable, after: Moment, count: number): Count {
  const last = halvesUpTo(table, after) + count * 2;
  const due = table.workingDay(Math.ceil(last / 2));
  const first = after.half === 0 && table.isWorked(after.day) ? after.day : after.day + 1;
  return { after, last: due, due, half: (last + 1) % 2, provisional: table.hasUnknown(first, due) };
}

type Days = { counted: CountedDay[]; skipped: SkippedDay[] };

function workingDays(table: CalendarTable, query: DueQuery, { after, due, half }: Count): Days {
  const days: Days = { counted: [], skipped: [] };
  let n = 0;
  if (half !== undefined && after.half === 0 && table.isWorked(after.day)) {
    n = 0.5;
    days.counted.push({ date: fromDayNumber(after.day), n });
  }
  for (let day = after.day + 1; day <= due; day++) {
    if (table.isWorked(day)) {
      n = Math.min(n + 1, query.count);
      days.counted.push({ date: fromDayNumber(day), n });
    } else days.skipped.push(skippedDay(table, day));
  }
  return days;
}

/** All days count; a last day that is off hands its number to the day that it rolls to. */
function calendarDays(table: CalendarTable, query: DueQuery, { after, last, due }: Count): Days {
  const counted: CountedDay[] = [];
  if (query.unit === "day") {
    for (let n = 1; n < query.count && after.day + n < due; n++) {
      counted.push({ date: fromDayNumber(after.day + n), n });
    }
  }
  if (due > after.day) {
    const n = query.unit === "day" ? Math.min(query.count, due - after.day) : query.count;
    counted.push({ date: fromDayNumber(due), n });
  }
  return { counted, skipped: rolledOver(table, last, due) };
}

function rolledOver(table: CalendarTable, last: number, due: number): SkippedDay[] {
  const first = last <= due ? last : due + 1;
  const length = Math.abs(due - last);
  return Array.from({ length }, (_, i) => skippedDay(table, first + i));
}

function skippedDay(table: CalendarTable, day: number): SkippedDay {
  return { date: fromDayNumber(day), ...table.reasonOff(day) };
}
