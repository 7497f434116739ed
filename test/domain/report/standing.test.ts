import { describe, expect, it } from "vitest";
import type { Duty } from "../../../functions/domain/entities.ts";
import { daysLate, type Standing, standingOf } from "../../../functions/domain/report/standing.ts";
import { done, duty } from "./duties.ts";

const inTime = done("2026-09-28");
const byHours = { ...inTime, closed: { ...(inTime.closed as NonNullable<Duty["closed"]>), late: true } };

describe("a duty due on 28 September stands", () => {
  const cases: [string, Duty, string, Standing, number][] = [
    ["on time when done on that day", done("2026-09-28"), "2026-10-15", "onTime", 0],
    ["late when done the day after", done("2026-09-29"), "2026-10-15", "late", 1],
    ["late by hours when done after the last half of that day", byHours, "2026-10-15", "late", 0],
    ["as not yet due on that day", duty(), "2026-09-28", "pending", 0],
    ["overdue the day after", duty(), "2026-09-29", "overdue", 1],
    ["overdue by calendar days, holidays included", duty(), "2026-10-15", "overdue", 17],
    [
      "overdue where it was done only after the day asked about",
      done("2026-10-20"),
      "2026-10-15",
      "overdue",
      17,
    ],
    [
      "on time though its date was provisional",
      done("2026-09-28", { provisional: true }),
      "2026-10-15",
      "onTime",
      0,
    ],
    [
      "as provisional while it is open and its date is",
      duty({ provisional: true }),
      "2026-10-15",
      "provisional",
      0,
    ],
    ["as history, however late", duty({ historical: true }), "2026-10-15", "historical", 0],
    ["as history, done or not", done("2026-09-29", { historical: true }), "2026-10-15", "historical", 0],
    ["as waived, history or not", duty({ status: "waived", historical: true }), "2026-10-15", "waived", 0],
    ["as withdrawn", duty({ status: "withdrawn" }), "2026-10-15", "withdrawn", 0],
  ];
  it.each(cases)("%s", (_name, one, on, standing, days) => {
    expect(standingOf(one, on)).toBe(standing);
    expect(daysLate(one, on)).toBe(days);
  });
});
