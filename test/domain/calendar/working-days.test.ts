import fc from "fast-check";
import { expect, it, test } from "vitest";
import { isWorkingDay } from "../../../functions/domain/calendar/calendars.ts";
import { addDays, fromDayNumber, toDayNumber } from "../../../functions/domain/calendar/dates.ts";
import { dueDate, dueDateOnly } from "../../../functions/domain/calendar/due-date.ts";
import {
  addWorkingDays,
  rollFixed,
  workingDaysBetween,
} from "../../../functions/domain/calendar/working-days.ts";
import { calendars } from "./rules-calendars.ts";

const date = fc
  .integer({ min: toDayNumber("2003-06-01"), max: toDayNumber("2028-06-30") })
  .map(fromDayNumber);
const calendar = fc.constantFrom("cn", "cn-xj");
const unit = fc.constantFrom("working-day", "day", "month", "year");
const roll = fc.constantFrom("none", "next", "previous");
const count = fc.integer({ min: 1, max: 400 });

it("finds exactly n working days after the event up to the due date, and ends on one", () => {
  fc.assert(
    fc.property(date, count, calendar, (after, n, id) => {
      const { dueOn } = dueDateOnly(calendars, { after, count: n, unit: "working-day", calendar: id });
      expect(workingDaysBetween(calendars, id, after, dueOn)).toBe(n);
      expect(isWorkingDay(calendars, id, dueOn)).not.toBe(false);
      expect(addWorkingDays(calendars, id, after, n)).toBe(dueOn);
    }),
  );
});

it("puts each day after the event up to the due date in exactly one list", () => {
  fc.assert(
    fc.property(date, fc.integer({ min: 1, max: 40 }), calendar, (after, n, id) => {
      const { dueOn, counted, skipped } = dueDate(calendars, {
        after,
        count: n,
        unit: "working-day",
        calendar: id,
      });
      const listed = [...counted, ...skipped].map((day) => day.date).sort();
      const expected = [];
      for (let day = addDays(after, 1); day <= dueOn; day = addDays(day, 1)) expected.push(day);
      expect(listed).toEqual(expected);
      expect(counted.map((day) => day.n)).toEqual(Array.from({ length: n }, (_, i) => i + 1));
    }),
  );
});

it("never gives an earlier date for a later event or a longer period", () => {
  fc.assert(
    fc.property(
      date,
      fc.nat(30),
      count,
      fc.nat(30),
      unit,
      roll,
      calendar,
      (after, later, n, longer, u, r, id) => {
        const due = (from: string, length: number) =>
          dueDateOnly(calendars, {
            after: from,
            count: u === "year" ? (length % 60) + 1 : length,
            unit: u,
            roll: r,
            calendar: id,
          }).dueOn;
        expect(due(addDays(after, later), n) >= due(after, n)).toBe(true);
        if (u !== "year") expect(due(after, n + longer) >= due(after, n)).toBe(true);
      },
    ),
  );
});

it("gives the same date with and without its derivation", () => {
  const half = fc.integer({ min: 1, max: 60 }).map((n) => n / 2);
  const time = fc.constantFrom("", "T09:00+08:00", "T15:00+08:00");
  fc.assert(
    fc.property(date, time, half, calendar, (day, at, n, id) => {
      const query = { after: day + at, count: n, unit: "working-day", calendar: id } as const;
      expect(dueDate(calendars, query)).toMatchObject(dueDateOnly(calendars, query));
      expect(dueDate(calendars, query).counted.at(-1)?.n).toBe(n);
    }),
  );
});

it("is never provisional where all notices are known, and always where the due date's year has none", () => {
  fc.assert(
    fc.property(date, count, calendar, (after, n, id) => {
      const { dueOn, provisional } = dueDateOnly(calendars, {
        after,
        count: n,
        unit: "working-day",
        calendar: id,
      });
      const first = id === "cn" ? "2004-01-01" : "2022-01-01";
      expect(provisional).toBe(dueOn > "2026-12-31" || addDays(after, 1) < first);
    }),
  );
});

test.each([
  ["2026-01-30", 0, "2026-01-30", "a working day is itself"],
  ["2026-01-31", 0, "2026-01-30", "a day off is planned for the working day before"],
  ["2026-01-31", -1, "2026-01-29", "one before that"],
  ["2026-01-31", 1, "2026-02-02", "the next working day"],
  ["2026-10-08", -1, "2026-09-30", "back across National Day"],
  ["2026-10-13", -3, "2026-10-09", "back across a make-up Saturday"],
])("%s and %d working days is %s: %s", (from, n, to) => {
  expect(addWorkingDays(calendars, "cn-xj", from, n)).toBe(to);
});

it("rolls a date to a working day, and leaves working days alone", () => {
  fc.assert(
    fc.property(date, calendar, (on, id) => {
      const next = rollFixed(calendars, id, on, "next").dueOn;
      const previous = rollFixed(calendars, id, on, "previous").dueOn;
      expect(rollFixed(calendars, id, on, "none")).toEqual({ dueOn: on, provisional: false });
      expect(previous <= on && on <= next).toBe(true);
      expect(workingDaysBetween(calendars, id, previous, next)).toBe(previous === next ? 0 : 1);
    }),
  );
});
