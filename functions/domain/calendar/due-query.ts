import * as z from "zod";
import { YifaError } from "../errors.ts";
import { type DueQuery, isCount } from "./due-date.ts";
import { isMoment } from "./office-hours.ts";

const AFTER = "after 应为日期 YYYY-MM-DD，计半个工作日时可为时刻，例如 2026-09-28 或 2026-09-28T11:00+08:00";
const COUNT = "count 应为 1 至 3660 的整数，工作日可计半日，例如 7 或 6.5";
const UNIT = "unit 应为 working-day、day、month、year 之一，例如 working-day";
const CALENDAR = "calendar 应为工作日历名，例如 cn-xj";
const ROLL = "roll 应为 none、next、previous 之一，例如 next";
const QUERY = '应为对象，例如 {"after":"2026-09-28","count":7,"unit":"working-day"}';

const dueQuery = z
  .strictObject(
    {
      after: z.string({ error: AFTER }).refine(isMoment, { error: AFTER }),
      count: z.number({ error: COUNT }),
      unit: z.enum(["working-day", "day", "month", "year"], { error: UNIT }),
      calendar: z.string({ error: CALENDAR }).min(1, { error: CALENDAR }).optional(),
      roll: z.enum(["none", "next", "previous"], { error: ROLL }).optional(),
    },
    { error: (issue) => (issue.code === "unrecognized_keys" ? unknownKeys(issue.keys) : QUERY) },
  )
  .refine(({ count, unit }) => isCount(count, unit), {
    error: COUNT,
    path: ["count"],
  });

/** Checks one question for a due date; `defaultCalendar` counts where it names none. */
export function readDueQuery(value: unknown, defaultCalendar: string): DueQuery {
  const result = dueQuery.safeParse(value);
  if (!result.success) throw refusal(result.error.issues[0] as z.core.$ZodIssue, value);
  const { after, count, unit, calendar = defaultCalendar, roll } = result.data;
  return roll ? { after, count, unit, calendar, roll } : { after, count, unit, calendar };
}

function refusal(issue: z.core.$ZodIssue, value: unknown): YifaError {
  const path = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : issue.path;
  const pointer = path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  const found = path.length === 1 ? (value as Record<string, unknown>)[String(path[0])] : value;
  const shown =
    found === undefined
      ? "未填写"
      : `“${(typeof found === "string" ? found : JSON.stringify(found)).slice(0, 60)}”不可用`;
  const message = issue.code === "unrecognized_keys" ? issue.message : `${shown}：${issue.message}`;
  return new YifaError(
    "invalid",
    issue.code === "unrecognized_keys" ? "unknown-field" : "bad-query",
    message,
    { pointer },
  );
}

function unknownKeys(keys: readonly string[]): string {
  return `不认识“${keys.join("、")}”，可用：after、count、unit、calendar、roll，例如 {"after":"2026-09-28","count":7,"unit":"working-day"}`;
}
