import fc from "fast-check";
import { expect, it, test } from "vitest";
import {
  addDays,
  addMonths,
  formatChineseDay,
  fromDayNumber,
  toDayNumber,
  todayInShanghai,
  weekdayName,
  weekdayOf,
} from "../../../functions/domain/calendar/dates.ts";

const dayNumber = fc.integer({ min: toDayNumber("1900-01-01"), max: toDayNumber("2199-12-31") });

it("numbers days as the proleptic Gregorian calendar does", () => {
  fc.assert(
    fc.property(dayNumber, (day) => {
      const date = new Date(day * 86_400_000);
      expect(fromDayNumber(day)).toBe(date.toISOString().slice(0, 10));
      expect(toDayNumber(fromDayNumber(day))).toBe(day);
      expect(weekdayOf(fromDayNumber(day))).toBe(date.getUTCDay() || 7);
    }),
  );
});

it("clamps months to their last day and never leaves the month", () => {
  fc.assert(
    fc.property(dayNumber, fc.integer({ min: -600, max: 600 }), (day, months) => {
      const from = fromDayNumber(day);
      const to = addMonths(from, months);
      const index = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
      expect(index(to) - index(from)).toBe(months);
      const clamped = to.slice(8) !== from.slice(8);
      if (clamped) expect(addDays(to, 1).slice(8)).toBe("01");
    }),
  );
});

test.each([
  ["2026-11-22T15:59:59Z", "2026-11-22"],
  ["2026-11-22T16:00:00Z", "2026-11-23"],
])("at %s it is %s in Shanghai", (instant, date) => {
  expect(todayInShanghai(new Date(instant))).toBe(date);
});

it("writes days in Chinese", () => {
  expect(formatChineseDay("2026-11-03")).toBe("11月3日");
  expect(weekdayName("2026-11-22")).toBe("星期日");
});
