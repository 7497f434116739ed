import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, hasTime, timeText, toInstant } from "../../../functions/domain/calendar/instants.ts";
import { type DueMoment, isTooLate } from "../../../functions/domain/calendar/office-hours.ts";

describe("an instant of a record", () => {
  it.each<[string, unknown, string | undefined]>([
    ["with the offset of Beijing is kept", "2026-09-28T10:30+08:00", "2026-09-28T10:30+08:00"],
    ["without an offset is of Beijing", "2026-09-28T10:30", "2026-09-28T10:30+08:00"],
    ["may have a space for the T", "2026-09-28 10:30", "2026-09-28T10:30+08:00"],
    ["in UTC is put into Beijing time", "2026-09-28T02:30Z", "2026-09-28T10:30+08:00"],
    ["may lie on another day in Beijing", "2026-09-28T20:00Z", "2026-09-29T04:00+08:00"],
    ["keeps seconds that say something", "2026-09-28T14:00:30+08:00", "2026-09-28T14:00:30+08:00"],
    [
      "drops seconds that say nothing, and parts of a second",
      "2026-09-28 14:00:00.9",
      "2026-09-28T14:00+08:00",
    ],
    ["may be known by its day alone", "2026-09-28", "2026-09-28"],
    ["must lie on a day that there is", "2026-02-30 10:30", undefined],
    ["must lie within the day", "2026-09-28 24:00", undefined],
    ["may not leave the calendar by its offset", "2199-12-31T23:00Z", undefined],
    ["is no text with more behind it", "2026-09-28 10:30 上午", undefined],
    ["is not written in full-width digits", "２０２６-09-28 10:30", undefined],
    ["is no number", 20260928, undefined],
    ["is no list", ["2026-09-28"], undefined],
  ])("%s", (_name, written, kept) => {
    expect(toInstant(written)).toBe(kept);
  });

  const moment = fc.date({ min: new Date("1901-01-01"), max: new Date("2199-01-01"), noInvalidDate: true });
  const minute = moment.map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));
  const kept = (date: Date) => toInstant(date.toISOString()) ?? "";

  it("is the same moment, written so that text order is time order", () => {
    fc.assert(
      fc.property(minute, minute, (one, other) => {
        expect(Date.parse(kept(one))).toBe(one.getTime());
        expect(kept(one) < kept(other)).toBe(one < other);
        expect(toInstant(kept(one))).toBe(kept(one));
      }),
    );
  });

  it("says its hour, where it is known", () => {
    expect(["2026-09-28T14:00+08:00", "2026-09-28T09:05+08:00", "2026-09-28"].map(timeText)).toEqual([
      "14时",
      "9时5分",
      "",
    ]);
  });
});

describe("what was done", () => {
  const until14: DueMoment = { dueOn: "2026-09-28", dueAt: "2026-09-28T06:00:00.000Z" };
  it.each<[string, string, DueMoment, boolean]>([
    ["at the last minute is in time", "2026-09-28T14:00+08:00", until14, false],
    ["a minute later is too late", "2026-09-28T14:01+08:00", until14, true],
    ["half a minute later is too late", "2026-09-28T14:00:30+08:00", until14, true],
    ["the day before, late in the evening, is in time", "2026-09-27T23:59+08:00", until14, false],
    ["on that day, nobody knows when, is in time", "2026-09-28", until14, false],
    ["on the day after is too late", "2026-09-29", until14, true],
    [
      "in the evening is in time where the day counts",
      "2026-09-28T23:59+08:00",
      { dueOn: "2026-09-28" },
      false,
    ],
    [
      "in the evening of a day to which the limit was extended is in time",
      "2026-10-15T23:59+08:00",
      { ...until14, dueOn: "2026-10-15" },
      false,
    ],
  ])("%s", (_name, done, limit, late) => {
    expect(isTooLate(done, limit)).toBe(late);
  });

  it("earlier is not too late where what came later was in time", () => {
    const day = fc.constantFrom("2026-09-27", "2026-09-28", "2026-09-29");
    const time = fc.constantFrom("T09:00+08:00", "T14:00+08:00", "T14:01+08:00", "T20:00+08:00");
    fc.assert(
      fc.property(day, time, day, time, (a, at, b, bt) => {
        const [earlier, later] = [a + at, b + bt].sort() as [string, string];
        if (!isTooLate(later, until14)) expect(isTooLate(earlier, until14)).toBe(false);
        expect(hasTime(earlier) && dayOf(earlier) <= dayOf(later)).toBe(true);
      }),
    );
  });
});
