import { describe, expect, test } from "vitest";
import { readCalendarFiles } from "../../../functions/adapters/calendar-folder.ts";
import { compileCalendars } from "../../../functions/domain/calendar/calendars.ts";
import { dueDate, dueDateOnly } from "../../../functions/domain/calendar/due-date.ts";
import type { CalendarYear } from "../../../functions/domain/schema/folder.ts";
import { calendars } from "./rules-calendars.ts";

const files = readCalendarFiles("rules");

describe("民法典 201: the day of the event is not counted, whatever day it is", () => {
  test.each([
    ["2026-02-17", 3, "2026-02-26", "an event on the first day of the Spring Festival"],
    ["2026-02-14", 3, "2026-02-26", "on a make-up Saturday: it is a working day, and is not counted"],
    ["2026-02-15", 3, "2026-02-26", "on a Sunday before the holiday"],
    ["2026-05-26", 1, "2026-05-27", "on a working day before a working day"],
    ["2025-12-31", 1, "2026-01-04", "on New Year's Eve: the first working day is a make-up Sunday"],
  ])("%s + %d working days is %s: %s", (after, count, dueOn, _why) => {
    expect(dueDateOnly(calendars, { after, count, unit: "working-day", calendar: "cn" }).dueOn).toBe(dueOn);
  });
});

describe("民法典 202: months and years end on the corresponding day, else on the last of the month", () => {
  test.each([
    ["2024-02-29", 1, "year", "2025-02-28", "29 February a year later"],
    ["2024-02-29", 2, "year", "2026-02-28", "and two years later"],
    ["2024-02-29", 4, "year", "2028-02-29", "and in the next leap year"],
    ["2024-02-29", 12, "month", "2025-02-28", "twelve months are a year"],
    ["2023-02-28", 1, "year", "2024-02-28", "28 February stays the 28th in a leap year"],
    ["2026-01-29", 1, "month", "2026-02-28", "29 January"],
    ["2026-01-30", 1, "month", "2026-02-28", "30 January"],
    ["2026-01-31", 1, "month", "2026-02-28", "31 January"],
    ["2026-02-28", 1, "month", "2026-03-28", "the end of February is not the end of March"],
    ["2026-03-31", 1, "month", "2026-04-30", "31 March"],
    ["2026-05-31", 3, "month", "2026-08-31", "from a month of 31 days to another"],
    ["2026-11-30", 3, "month", "2027-02-28", "over the year end into February"],
    ["1999-12-31", 2, "month", "2000-02-29", "into the leap year 2000"],
    ["2099-12-31", 2, "month", "2100-02-28", "2100 is none"],
  ] as const)("%s + %d %s is %s: %s", (after, count, unit, dueOn, _why) => {
    expect(dueDateOnly(calendars, { after, count, unit, roll: "none", calendar: "cn" }).dueOn).toBe(dueOn);
  });
});

describe("民法典 203: a last day that is off gives way to the first working day after", () => {
  test.each([
    ["2026-09-01", 1, "month", "2026-10-08", "1 October: after National Day"],
    ["2026-01-16", 1, "month", "2026-02-24", "16 February: after the Spring Festival"],
    ["2025-10-11", 3, "month", "2026-01-12", "Sunday 11 January"],
    ["2025-10-04", 3, "month", "2026-01-04", "4 January is a Sunday, and worked"],
    ["2025-05-01", 1, "year", "2026-05-06", "Labour Day"],
    ["2026-04-23", 10, "day", "2026-05-06", "3 May"],
    ["2026-04-29", 10, "day", "2026-05-09", "9 May is a Saturday, and worked"],
  ] as const)("%s + %d %s is %s: %s", (after, count, unit, dueOn, _why) => {
    expect(dueDateOnly(calendars, { after, count, unit, calendar: "cn" })).toEqual({
      dueOn,
      provisional: false,
    });
  });

  test("the Sunday of 古尔邦节 gives way in Xinjiang alone", () => {
    const query = { after: "2026-04-27", count: 1, unit: "month" } as const;
    expect(dueDateOnly(calendars, { ...query, calendar: "cn" }).dueOn).toBe("2026-05-27");
    expect(dueDateOnly(calendars, { ...query, calendar: "cn-xj" }).dueOn).toBe("2026-06-01");
  });
});

describe("across years that nobody knows", () => {
  test.each([
    [
      "2026-12-31",
      1,
      "working-day",
      "cn",
      "2027-01-04",
      true,
      "1 January is off by law, the rest as it seems",
    ],
    ["2026-12-30", 1, "working-day", "cn", "2026-12-31", false, "the last day of a known year"],
    ["2026-12-20", 1, "month", "cn", "2027-01-20", true, "a Wednesday may be made a day off"],
    [
      "2026-02-04",
      1,
      "year",
      "cn",
      "2027-02-04",
      true,
      "whether people work on the day before the holiday is open",
    ],
    ["2026-02-05", 1, "year", "cn", "2027-02-09", true, "the Spring Festival is off by law"],
    ["2030-09-30", 1, "working-day", "cn", "2030-10-04", true, "three days of National Day without any file"],
    [
      "2003-04-30",
      1,
      "working-day",
      "cn",
      "2003-05-05",
      true,
      "before the first file: 1 to 3 May were off then",
    ],
    ["2020-12-31", 1, "working-day", "cn-xj", "2021-01-04", true, "an overlay that is known in part"],
    ["2021-12-31", 1, "working-day", "cn-xj", "2022-01-04", false, "from an unknown year into a known one"],
  ] as const)(
    "%s + %d %s by %s is %s, provisional: %s, as %s",
    (after, count, unit, calendar, dueOn, provisional, _why) => {
      expect(dueDateOnly(calendars, { after, count, unit, calendar })).toEqual({ dueOn, provisional });
    },
  );
});

describe("across a notice that was changed", () => {
  /** The calendars as they stood on the eve of the change. */
  const onTheEve = (year: number, work: CalendarYear["work"] = []) =>
    compileCalendars(
      new Map([
        ["cn", (files.get("cn") ?? []).map((one) => (one.year === year ? unchanged(one, work) : one))],
      ]),
    );
  const unchanged = ({ changes: _, ...one }: CalendarYear, work: CalendarYear["work"]): CalendarYear => ({
    ...one,
    off: one.off.filter(({ changedOn }) => changedOn === undefined),
    work: [...one.work.filter(({ changedOn }) => changedOn === undefined), ...work],
  });

  test.each([
    ["2019-04-25", 5, onTheEve(2019), "2019-05-03", "2019-05-05", "Labour Day of 2019 became four days"],
    [
      "2020-01-20",
      5,
      onTheEve(2020, [{ date: "2020-02-01", name: "春节调休上班" }]),
      "2020-02-01",
      "2020-02-04",
      "the Spring Festival of 2020 was made longer, and a make-up Saturday cancelled",
    ],
    ["2015-09-01", 3, onTheEve(2015), "2015-09-04", "2015-09-07", "3 September 2015 was given off"],
  ])("%s + %d", (after, count, eve, then, now, _why) => {
    const query = { after, count, unit: "working-day", calendar: "cn" } as const;
    expect(dueDateOnly(eve, query).dueOn).toBe(then);
    expect(dueDateOnly(calendars, query).dueOn).toBe(now);
  });

  test("the derivation names the notice that changed the day", () => {
    const query = { after: "2019-04-25", count: 5, unit: "working-day", calendar: "cn" } as const;
    expect(dueDate(calendars, query).skipped).toContainEqual({
      date: "2019-05-02",
      reason: "劳动节",
      source: "国办发明电〔2019〕3号",
    });
  });
});

describe("民法典 203 II: a period in halves ends at the close of the half, by the hours of the season", () => {
  test.each([
    ["2026-04-29T10:00+08:00", 0.5, "2026-04-29", "19:30", "still the hours of winter"],
    ["2026-04-30T15:00+08:00", 1, "2026-05-06", "24:00", "a whole day has no hour"],
    ["2026-04-30T15:00+08:00", 1.5, "2026-05-07", "14:00", "noon parts at 14:00 in both seasons"],
    ["2026-05-08T15:00+08:00", 0.5, "2026-05-09", "14:00", "the morning of a make-up Saturday"],
    ["2026-09-29T10:00+08:00", 1.5, "2026-09-30", "20:00", "the last day of the summer hours"],
    ["2026-09-30T15:00+08:00", 0.5, "2026-10-08", "14:00", "after National Day"],
    ["2026-10-08T10:00+08:00", 0.5, "2026-10-08", "19:30", "winter again"],
    [
      "2026-10-01T11:00+08:00",
      0.5,
      "2026-10-08",
      "14:00",
      "an event on a day off counts from the next morning",
    ],
  ])("%s + %d ends on %s at %s: %s", (after, count, dueOn, hour, _why) => {
    const found = dueDateOnly(calendars, { after, count, unit: "working-day", calendar: "cn" });
    const dueAt = hour === "24:00" ? undefined : new Date(`${dueOn}T${hour}:00+08:00`).toISOString();
    expect(found).toEqual({ dueOn, provisional: false, ...(dueAt && { dueAt }) });
  });
});
