import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarTable } from "../../../functions/domain/calendar/calendars.ts";
import { fromDayNumber, toDayNumber } from "../../../functions/domain/calendar/dates.ts";
import { dueDateOnly } from "../../../functions/domain/calendar/due-date.ts";
import { halvesBetween, inNextHalf } from "../../../functions/domain/calendar/halves.ts";
import { toInstant } from "../../../functions/domain/calendar/instants.ts";
import { isTooLate } from "../../../functions/domain/calendar/office-hours.ts";
import { calendars } from "./rules-calendars.ts";

const table = calendarTable(calendars, "cn-xj");
const day = fc.integer({ min: toDayNumber("2022-01-01"), max: toDayNumber("2026-10-31") }).map(fromDayNumber);
const time = fc.constantFrom("", "T00:00", "T10:30", "T13:59", "T14:00", "T16:30", "T19:00");
const moment = fc.tuple(day, time).map((parts) => toInstant(parts.join("")) ?? "");
const instant = moment.filter((text) => text.length > 10);
const halves = fc.integer({ min: 1, max: 60 });
const due = (after: string, n: number) =>
  // A whole number of days counts days; half a day more keeps it a count of halves.
  dueDateOnly(calendars, { after, count: n + 0.5, unit: "working-day", calendar: "cn-xj" });

describe("half days", () => {
  it("up to the end of a limit are as many as the limit counts", () => {
    fc.assert(
      fc.property(moment, halves, (after, n) => {
        const end = toInstant(due(after, n).dueAt) ?? "";
        expect(halvesBetween(table, after, end)).toBe(2 * n + 1);
      }),
    );
  });

  it("are never more for what was in time, and never fewer for what was not", () => {
    fc.assert(
      fc.property(moment, halves, instant, (after, n, done) => {
        const late = isTooLate(done, due(after, n));
        const between = halvesBetween(table, after, done);
        // In the evening and on days off no further half goes by.
        if (!late) expect(between).toBeLessThanOrEqual(2 * n + 1);
        else expect(between).toBeGreaterThanOrEqual(2 * n + 1);
      }),
    );
  });

  it("of two limits in a row are as many as of one", () => {
    fc.assert(
      fc.property(moment, halves, halves, (after, a, b) => {
        const first = toInstant(due(after, a).dueAt) ?? "";
        // From within the half in which the first one ends.
        const within = first.replace("T14:00", "T13:59");
        const both = dueDateOnly(calendars, {
          after,
          count: a + b + 1,
          unit: "working-day",
          calendar: "cn-xj",
        });
        expect(due(within, b).dueOn).toBe(both.dueOn);
      }),
    );
  });

  it("after the end of one are the next: its instant is too late, and the first that is", () => {
    fc.assert(
      fc.property(moment, halves, (after, n) => {
        const limit = due(after, n);
        const next = inNextHalf(table, toInstant(limit.dueAt) ?? "");
        expect(isTooLate(next, limit)).toBe(true);
        expect(halvesBetween(table, after, next)).toBe(2 * n + 2);
      }),
    );
  });
});
