import { describe, expect, it, test } from "vitest";
import { dueDate, dueDateOnly, fixedDate } from "../../../functions/domain/calendar/due-date.ts";
import { calendars } from "./rules-calendars.ts";
import { WORKED_EXAMPLES } from "./worked-examples.ts";

const isProvisional = (calendar: string, due: string) =>
  due >= "2027" || (calendar === "cn-xj" && due < "2022");

describe("working days after a decision", () => {
  for (const { decided, cn, xj, why } of WORKED_EXAMPLES) {
    for (const [calendar, dates] of [
      ["cn", cn],
      ["cn-xj", xj ?? cn],
    ] as const) {
      for (const [index, count] of [7, 20].entries()) {
        const dueOn = dates[index] as string;
        test(`${decided} + ${count} by ${calendar} is ${dueOn}: ${why}`, () => {
          const query = { after: decided, count, unit: "working-day", calendar } as const;
          const expected = { dueOn, provisional: isProvisional(calendar, dueOn) };
          expect(dueDateOnly(calendars, query)).toEqual(expected);
          expect(dueDate(calendars, query)).toMatchObject(expected);
        });
      }
    }
  }
});

describe("day, month and year periods", () => {
  test.each([
    ["2024-02-29", 2, "year", "none", "2026-02-28", "no corresponding day: the last of the month"],
    ["2024-02-29", 4, "year", "none", "2028-02-29", "the corresponding leap day"],
    ["2026-01-31", 1, "month", "none", "2026-02-28", "February has no 31st"],
    ["2024-01-31", 1, "month", "none", "2024-02-29", "February of a leap year"],
    ["2026-08-31", 1, "month", "next", "2026-09-30", "September has no 31st"],
    ["2025-12-15", 1, "month", "next", "2026-01-15", "across the year end"],
    ["2026-09-16", 15, "day", "next", "2026-10-08", "ends on National Day and rolls on"],
    ["2026-09-16", 15, "day", "previous", "2026-09-30", "rolls back to the eve"],
    ["2026-09-16", 15, "day", "none", "2026-10-01", "stays"],
    ["2026-01-29", 2, "day", "next", "2026-02-02", "ends on a Saturday"],
    ["2026-02-12", 2, "day", "next", "2026-02-14", "ends on a make-up Saturday"],
  ] as const)("%s + %d %s, roll %s, is %s: %s", (after, count, unit, roll, dueOn, _why) => {
    expect(dueDateOnly(calendars, { after, count, unit, roll, calendar: "cn" }).dueOn).toBe(dueOn);
  });

  it("rolls on by default", () => {
    const query = { after: "2026-09-16", count: 15, unit: "day", calendar: "cn" } as const;
    expect(dueDateOnly(calendars, query)).toEqual({ dueOn: "2026-10-08", provisional: false });
  });

  it("gives the number of the last day to the day that it rolls to", () => {
    const { counted, skipped } = dueDate(calendars, {
      after: "2026-01-29",
      count: 2,
      unit: "day",
      calendar: "cn",
    });
    expect(counted).toEqual([
      { date: "2026-01-30", n: 1 },
      { date: "2026-02-02", n: 2 },
    ]);
    expect(skipped.map((day) => day.reason)).toEqual(["星期六", "星期日"]);
  });

  test.each([
    ["2026-12-30", 2, "day", true, "rolls over days of a year without a notice"],
    ["2026-12-01", 60, "day", true, "ends in a year without a notice"],
    ["2026-12-01", 30, "day", false, "ends on the last day of a published year"],
  ] as const)("%s + %d %s is provisional: %s, as it %s", (after, count, unit, provisional, _why) => {
    expect(dueDateOnly(calendars, { after, count, unit, calendar: "cn" }).provisional).toBe(provisional);
  });

  it("refuses what lies beyond 2199", () => {
    for (const unit of ["working-day", "day", "month", "year"] as const) {
      const query = { after: "2199-12-30", count: 300, unit, calendar: "cn" };
      expect(() => dueDateOnly(calendars, query)).toThrow(/1900-01-01 至 2199-12-31/);
    }
  });

  test.each([
    [0, "working-day"],
    [-7, "working-day"],
    [6.3, "working-day"],
    [7.5, "day"],
    [3661, "day"],
    [Number.NaN, "day"],
  ] as const)("refuses a period of %d %s", (count, unit) => {
    const query = { after: "2026-09-28", count, unit, calendar: "cn" };
    expect(() => dueDateOnly(calendars, query)).toThrow(`期限“${count}”不可用：应为 1 至 3660 的整数`);
  });

  it("names the calendars there are when asked for another", () => {
    const query = { after: "2026-09-28", count: 7, unit: "day", calendar: "cn-bj" } as const;
    expect(() => dueDateOnly(calendars, query)).toThrow("没有工作日历“cn-bj”，可用：cn、cn-xj");
  });
});

describe("fixed dates", () => {
  test.each([
    ["2022-01-31", "2022-01-30"],
    ["2025-01-31", "2025-01-27"],
    ["2025-03-31", "2025-03-28"],
    ["2026-01-31", "2026-01-30"],
  ])("%s is met by %s, the last working day before", (on, dueOn) => {
    expect(fixedDate(calendars, { on, calendar: "cn-xj", roll: "previous" }).dueOn).toBe(dueOn);
    expect(fixedDate(calendars, { on, calendar: "cn-xj" })).toMatchObject({ dueOn: on, skipped: [] });
  });

  it("skips the days off after the due date when it rolls back", () => {
    const { skipped } = fixedDate(calendars, { on: "2025-01-31", calendar: "cn", roll: "previous" });
    expect(skipped.map((day) => day.date)).toEqual(["2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"]);
  });
});

describe("halves of working days", () => {
  test.each([
    ["2026-03-02T11:00+08:00", "2026-03-10", "19:30", "an event in the morning: counting from the afternoon"],
    ["2026-03-02T13:59:59+08:00", "2026-03-10", "19:30", "the last second of the morning"],
    ["2026-03-02T14:00+08:00", "2026-03-11", "14:00", "the afternoon begins at 14:00"],
    ["2026-03-02T23:00+08:00", "2026-03-11", "14:00", "after hours is still the afternoon"],
    ["2026-03-02", "2026-03-11", "14:00", "a date without a time counts from the next day"],
    ["2026-03-02T05:59:00Z", "2026-03-10", "19:30", "13:59 in Beijing"],
    ["2026-03-01T16:00:00Z", "2026-03-10", "19:30", "midnight in Beijing is the next day"],
    ["2026-02-28T11:00", "2026-03-09", "19:30", "a make-up Saturday, Beijing time without an offset"],
    ["2026-03-01T11:00+08:00", "2026-03-10", "14:00", "a Sunday: from Monday morning"],
    ["2026-06-24T11:00+08:00", "2026-07-02", "20:00", "office hours of the summer"],
  ])("%s + 6.5 ends on %s at %s: %s", (after, dueOn, time) => {
    const due = dueDateOnly(calendars, { after, count: 6.5, unit: "working-day", calendar: "cn-xj" });
    const dueAt = new Date(`${dueOn}T${time}:00+08:00`).toISOString();
    expect(due).toEqual({ dueOn, dueAt, provisional: false });
  });

  it("counts up to 6.5, beginning with a half where the event was in the morning", () => {
    const query = { count: 6.5, unit: "working-day", calendar: "cn" } as const;
    const morning = dueDate(calendars, { ...query, after: "2026-03-02T11:00+08:00" });
    expect(morning.counted.map((day) => day.n)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]);
    const afternoon = dueDate(calendars, { ...query, after: "2026-03-02T15:00+08:00" });
    expect(afternoon.counted.map((day) => day.n)).toEqual([1, 2, 3, 4, 5, 6, 6.5]);
  });

  it("may end in the half after the event's", () => {
    const query = { count: 0.5, unit: "working-day", calendar: "cn" } as const;
    const due = dueDate(calendars, { ...query, after: "2026-03-02T11:00+08:00" });
    expect(due).toMatchObject({ dueOn: "2026-03-02", counted: [{ date: "2026-03-02", n: 0.5 }] });
  });
});

describe("the days behind a due date", () => {
  it("say why each was skipped and by which notice", () => {
    const query = { after: "2026-09-28", count: 7, unit: "working-day", calendar: "cn-xj" } as const;
    const { dueOn, counted, skipped } = dueDate(calendars, query);
    expect(dueOn).toBe("2026-10-13");
    expect(counted).toHaveLength(7);
    expect(counted.at(-1)).toEqual({ date: dueOn, n: 7 });
    expect(skipped).toContainEqual({ date: "2026-10-01", reason: "国庆节", source: "国办发明电〔2025〕7号" });
    expect(skipped.at(-1)).toMatchObject({ date: "2026-10-11", reason: "星期日" });
  });

  it("name the region's own holiday", () => {
    const query = { after: "2025-06-03", count: 7, unit: "working-day", calendar: "cn-xj" } as const;
    const regional = dueDate(calendars, query).skipped.filter((day) => day.reason === "古尔邦节");
    expect(regional.map((day) => day.date)).toEqual(["2025-06-06", "2025-06-09", "2025-06-10"]);
    expect(regional[0]?.source).toContain("新疆维吾尔自治区2025年");
  });

  it("keep 1 January off where no notice is out", () => {
    const query = { after: "2026-12-10", count: 20, unit: "working-day", calendar: "cn" } as const;
    expect(dueDate(calendars, query).skipped).toContainEqual({
      date: "2027-01-01",
      reason: "元旦",
      source: "全国年节及纪念日放假办法",
    });
  });
});
