import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCalendarFiles } from "../../../functions/adapters/calendar-folder.ts";
import { compileCalendars } from "../../../functions/domain/calendar/calendars.ts";
import { addDays, fromDayNumber, toDayNumber } from "../../../functions/domain/calendar/dates.ts";
import { type DueQuery, dueDateOnly } from "../../../functions/domain/calendar/due-date.ts";
import { addWorkingDays } from "../../../functions/domain/calendar/working-days.ts";
import type { CalendarYear } from "../../../functions/domain/schema/folder.ts";
import { calendars } from "./rules-calendars.ts";

const files = readCalendarFiles("rules");
const daysBetween = (from: string, to: string) =>
  fc.integer({ min: toDayNumber(from), max: toDayNumber(to) }).map(fromDayNumber);
const date = daysBetween("2003-06-01", "2028-06-30");
const calendar = fc.constantFrom("cn", "cn-xj");
const whole = fc.integer({ min: 1, max: 120 });
const half = fc.integer({ min: 1, max: 120 }).map((n) => n / 2);
const time = fc.constantFrom("", "T09:00+08:00", "T15:00+08:00", "T23:59+08:00");
const due = (query: DueQuery, among = calendars) => dueDateOnly(among, query);

describe("counting working days", () => {
  it("back from the due date as many as were counted reaches the event, or the working day before it", () => {
    fc.assert(
      fc.property(date, whole, calendar, (after, n, id) => {
        const { dueOn } = due({ after, count: n, unit: "working-day", calendar: id });
        expect(addWorkingDays(calendars, id, dueOn, -n)).toBe(addWorkingDays(calendars, id, after, 0));
      }),
    );
  });

  it("in two parts ends where it ends in one", () => {
    fc.assert(
      fc.property(date, whole, whole, calendar, (after, a, b, id) => {
        const query = { unit: "working-day", calendar: id } as const;
        const first = due({ ...query, after, count: a }).dueOn;
        const parts = due({ ...query, after: first, count: b }).dueOn;
        expect(parts).toBe(due({ ...query, after, count: a + b }).dueOn);
      }),
    );
  });

  it("never ends earlier for an event an hour, a half or days later", () => {
    fc.assert(
      fc.property(date, time, date, time, half, calendar, (a, at, b, bt, n, id) => {
        const [earlier, later] = [a + at, b + bt].sort() as [string, string];
        const of = (after: string) => due({ after, count: n, unit: "working-day", calendar: id });
        // A date without a time counts as the whole of its day, so an hour of that day is not after it.
        fc.pre(earlier.slice(0, 10) < later.slice(0, 10) || earlier.length > 10);
        const [first, second] = [of(earlier), of(later)];
        expect(second.dueOn >= first.dueOn).toBe(true);
        if (first.dueAt && second.dueAt) expect(second.dueAt >= first.dueAt).toBe(true);
      }),
    );
  });
});

describe("counting days", () => {
  it("in two parts ends where it ends in one, as long as nothing rolls", () => {
    fc.assert(
      fc.property(date, whole, whole, calendar, (after, a, b, id) => {
        const query = { unit: "day", roll: "none", calendar: id } as const;
        const first = due({ ...query, after, count: a }).dueOn;
        expect(due({ ...query, after: first, count: b }).dueOn).toBe(addDays(after, a + b));
      }),
    );
  });
});

describe("one more day off", () => {
  it("makes no date earlier, in whichever unit, unless it is planned for the working day before", () => {
    const unit = fc.constantFrom("working-day", "day", "month", "year");
    const roll = fc.constantFrom("none", "next");
    fc.assert(
      fc.property(
        daysBetween("2024-01-01", "2026-06-30"),
        time,
        fc.integer({ min: 1, max: 60 }),
        unit,
        roll,
        daysBetween("2024-01-01", "2026-12-31"),
        fc.constantFrom("cn", "cn-xj"),
        calendar,
        (after, at, n, u, r, off, where, id) => {
          const count = u === "year" ? 1 : n;
          const query = { after: after + at, count, unit: u, roll: r, calendar: id };
          const [before, now] = [due(query), due(query, withDayOff(where, off))];
          expect(now.dueOn >= before.dueOn).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** The shipped calendars with one more day off, by the national notice or the region's. */
function withDayOff(region: string, date: string) {
  const without = (days: CalendarYear["off"]) => days.filter((day) => day.date !== date);
  const years: CalendarYear[] = (files.get(region) ?? []).map((one) => {
    const off = one.year === Number(date.slice(0, 4)) ? [{ date, name: "多放一天" }] : [];
    return { ...one, off: [...without(one.off), ...off], work: without(one.work) };
  });
  return compileCalendars(new Map(files).set(region, years));
}
