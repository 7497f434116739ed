import { expect, it } from "vitest";
import { compileCalendars } from "../../../functions/domain/calendar/calendars.ts";
import { missingYears } from "../../../functions/domain/calendar/missing.ts";
import type { CalendarYear } from "../../../functions/domain/schema/folder.ts";

const year = (number: number, status: "published" | "unknown"): CalendarYear => ({
  year: number,
  status,
  off: [],
  work: [],
});
const calendars = compileCalendars(
  new Map([
    [
      "cn",
      [year(2025, "published"), year(2026, "published"), year(2027, "unknown"), year(2028, "published")],
    ],
    ["cn-xj", [year(2025, "published"), year(2026, "unknown")]],
  ]),
);

it.each([
  ["nothing while the year that runs is known", "cn", "2026-01-01", []],
  ["nothing of the next year while its notice may still come", "cn", "2026-12-16", []],
  ["the next year once its notice is overdue", "cn", "2026-12-17", [2027]],
  ["nothing where the next year is known", "cn", "2025-12-31", []],
  ["a year that has begun", "cn", "2027-01-01", [2027]],
  ["a year of which no file says anything", "cn", "2029-06-01", [2029]],
  ["a region's year that has begun", "cn-xj", "2026-03-01", [2026]],
  ["no region's next year, whose notice comes later", "cn-xj", "2025-12-20", []],
])("missing: %s", (_, calendar, on, expected) => {
  expect(missingYears(calendars, calendar, on)).toEqual(expected);
});
