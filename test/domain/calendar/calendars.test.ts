import { readFileSync } from "node:fs";
import chineseDays from "chinese-days";
import { describe, expect, it, test } from "vitest";
import { lunarDay } from "../../../functions/adapters/packaged-holidays.ts";
import { compileCalendars, isWorkingDay } from "../../../functions/domain/calendar/calendars.ts";
import { addDays } from "../../../functions/domain/calendar/dates.ts";
import { dueDate, dueDateOnly } from "../../../functions/domain/calendar/due-date.ts";
import { statutoryCount, statutoryDays } from "../../../functions/domain/calendar/statutory.ts";
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

/** The notice for 2006 has people work on that Saturday (12月31日（星期六）上班); the package does not know it. */
const NOT_IN_PACKAGE = ["2005-12-31"];

const file = (of: number): CalendarYear =>
  calendarYear.parse(
    JSON.parse(readFileSync(new URL(`../../../rules/calendars/cn/${of}.json`, import.meta.url), "utf8")),
  );
const YEARS = Array.from({ length: 23 }, (_, i) => 2004 + i);

describe("the national calendar as shipped", () => {
  it("agrees with chinese-days on every day of 2004 to 2026, save one that its notice decides", () => {
    const differing: string[] = [];
    for (let date = "2004-01-01"; date <= "2026-12-31"; date = addDays(date, 1)) {
      if (isWorkingDay(calendars, "cn", date) !== chineseDays.isWorkday(date)) differing.push(date);
    }
    expect(differing).toEqual(NOT_IN_PACKAGE);
  });

  test.each(YEARS)("has everybody off on the statutory days of %d", (of) => {
    const days = statutoryDays(of, (month, day) => lunarDay(of, month, day));
    expect(days).toHaveLength(statutoryCount(of));
    for (const { date } of days) expect(isWorkingDay(calendars, "cn", date), date).toBe(false);
  });

  it("lists for 2027, whose notice is not out, just the statutory days", () => {
    expect(file(2027)).toMatchObject({ status: "unknown", work: [] });
    expect(file(2027).off).toEqual(statutoryDays(2027, (month, day) => lunarDay(2027, month, day)));
  });

  test.each([
    [2004, 10],
    [2007, 10],
    [2008, 11],
    [2013, 11],
    [2014, 11],
    [2024, 11],
    [2025, 13],
    [2026, 13],
  ])("knows that in %d the law gave %d days", (of, days) => {
    expect(statutoryCount(of)).toBe(days);
  });

  test.each([
    ["2015-09-03", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日", "国发明电〔2015〕1号"],
    ["2015-10-01", "国庆节", "国办发明电〔2014〕28号"],
    ["2019-05-02", "劳动节", "国办发明电〔2019〕3号"],
    ["2019-05-01", "劳动节", "国办发明电〔2018〕15号"],
    ["2020-01-31", "春节", "国办发明电〔2020〕1号"],
    ["2005-10-03", "国庆节", "国务院办公厅关于2005年部分节假日安排的通知（文号未核实）"],
  ])("%s is off for %s by %s", (date, reason, source) => {
    const query = { after: addDays(date, -1), count: 1, unit: "working-day", calendar: "cn" } as const;
    expect(dueDate(calendars, query).skipped[0]).toEqual({ date, reason, source });
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
    ["cn", "2005-12-31", true, "a make-up Saturday that only the notice knows"],
    ["cn", "2015-09-06", true, "a make-up Sunday by the notice of May"],
    ["cn", "2020-02-01", false, "a make-up Saturday that the notice of January cancelled"],
    ["cn-xj", "2004-06-01", "unknown", "an overlay that nobody has found"],
    ["cn", "2003-06-02", "unknown", "before the first file"],
    ["cn", "2003-05-02", false, "a public holiday of the law then in force"],
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
