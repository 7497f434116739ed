import { readFileSync } from "node:fs";
import chineseDays from "chinese-days";
import { describe, expect, it, test } from "vitest";
import { compileCalendars, isWorkingDay } from "../../../functions/domain/calendar/calendars.ts";
import { addDays, weekdayOf } from "../../../functions/domain/calendar/dates.ts";
import { dueDateOnly } from "../../../functions/domain/calendar/due-date.ts";
import { type CalendarYear, calendarYear } from "../../../functions/domain/schema/folder.ts";
import { calendars } from "./rules-calendars.ts";

const day = (date: string) => ({ date, name: "测试" });
const year = (more: Partial<CalendarYear>): CalendarYear => ({
  year: 2026,
  status: "published",
  off: [],
  work: [],
  ...more,
});

describe("the national calendar as shipped", () => {
  it("agrees with chinese-days on every day of 2018 to 2026", () => {
    const differing: string[] = [];
    for (let date = "2018-01-01"; date <= "2026-12-31"; date = addDays(date, 1)) {
      if (isWorkingDay(calendars, "cn", date) !== chineseDays.isWorkday(date)) differing.push(date);
    }
    expect(differing).toEqual([]);
  });

  test.each([
    [2018, 11],
    [2019, 11],
    /** The Spring Festival of 2020 was made longer: 31 January off, make-up Saturday 1 February cancelled. */
    [2020, 13],
    [2021, 11],
    [2022, 11],
    [2023, 11],
    [2024, 11],
    [2025, 13],
    [2026, 13],
  ])("gives by the notice for %d, make-up days deducted, %d days off", (of, statutory) => {
    const file = new URL(`../../../rules/calendars/cn/${of}.json`, import.meta.url);
    const { off, work } = calendarYear.parse(JSON.parse(readFileSync(file, "utf8")));
    expect(off.filter(({ date }) => weekdayOf(date) <= 5).length - work.length).toBe(statutory);
  });
});

describe("whether a day is worked", () => {
  test.each([
    ["cn", "2018-12-29", true, "a make-up Saturday of the next year's notice"],
    ["cn", "2018-12-31", false, "a Monday off by the next year's notice"],
    ["cn", "2022-12-31", false, "a Saturday"],
    ["cn", "2019-05-02", false, "Labour Day as changed in mid-year"],
    ["cn-xj", "2026-05-27", false, "古尔邦节"],
    ["cn", "2026-05-27", true, "no holiday outside the region"],
    ["cn-xj", "2026-02-14", true, "the national make-up day"],
    ["cn-xj", "2021-07-20", "unknown", "the overlay of 2021 is known only in part"],
    ["cn-xj", "2021-10-01", false, "off nationally"],
    ["cn", "2027-01-01", false, "off by decree"],
    ["cn", "2027-02-08", false, "Spring Festival by decree"],
    ["cn", "2027-01-04", "unknown", "no notice yet"],
    ["cn", "2027-01-09", false, "a weekend of an unknown year"],
    ["cn", "2031-10-02", false, "National Day of a year without a file"],
    ["cn", "2017-06-01", "unknown", "before the first file"],
  ] as const)("%s %s: %s, %s", (calendar, date, expected, _why) => {
    expect(isWorkingDay(calendars, calendar, date)).toBe(expected);
  });
});

describe("an overlay", () => {
  const compiled = compileCalendars(
    new Map([
      ["cn", [year({ off: [day("2026-10-01")], work: [day("2026-09-20"), day("2026-10-10")] })]],
      [
        "cn-xj",
        [
          year({
            off: [day("2026-05-27")],
            work: [day("2026-10-01"), day("2026-06-06")],
            cancelNationalWork: [day("2026-09-20")],
          }),
        ],
      ],
    ]),
  );

  test.each([
    ["2026-05-27", false, "adds days off"],
    ["2026-06-06", true, "adds make-up days"],
    ["2026-10-01", true, "beats the national notice"],
    ["2026-09-20", false, "cancels a national make-up day"],
    ["2026-10-10", true, "leaves the other make-up days"],
  ])("%s worked: %s, as it %s", (date, expected) => {
    expect(isWorkingDay(compiled, "cn-xj", date)).toBe(expected);
  });

  it("that is unknown gives the national date, provisional", () => {
    const query = { after: "2021-07-16", count: 7, unit: "working-day" } as const;
    const national = dueDateOnly(calendars, { ...query, calendar: "cn" });
    expect(national.provisional).toBe(false);
    expect(dueDateOnly(calendars, { ...query, calendar: "cn-xj" })).toEqual({
      ...national,
      provisional: true,
    });
  });

  it("that is known does not make an unknown national year known", () => {
    const files = new Map([
      ["cn", [year({ status: "unknown" })]],
      ["cn-xj", [year({})]],
    ]);
    const query = { after: "2026-03-02", count: 1, unit: "working-day", calendar: "cn-xj" } as const;
    expect(dueDateOnly(compileCalendars(files), query)).toEqual({ dueOn: "2026-03-03", provisional: true });
  });
});
