import * as z from "zod";
import { dueDate } from "../../domain/calendar/due-date.ts";
import { key } from "../../domain/schema/choice.ts";
import { identifier, roll, text, unit } from "../../domain/schema/primitives.ts";
import { derivation } from "./answers/derivation.ts";
import { route } from "./route.ts";

const due = route({
  id: "computeDueDate",
  method: "GET",
  path: "/v1/due",
  tag: "indicators",
  summary: "计算期限届满日",
  description: "自次日起算，逐日列明计入和不计入的日子及其依据。",
  permission: "due",
  query: z.strictObject({
    after: key(text.max(40), "起算", "日期，或者北京时间的时刻", "2026-09-28", "2026-09-28T11:00+08:00"),
    count: key(
      z
        .string()
        .regex(/^\d{1,4}(\.[05])?$/, { error: "应为数，例如 7 或 6.5" })
        .transform(Number),
      "数量",
      "多少个单位；工作日可以是半日",
      "7",
    ),
    unit,
    calendar: key(identifier.exactOptional(), "工作日历", "不写即设定中的工作日历", "cn-xj"),
    roll: key(roll.exactOptional(), "遇休息日", "不写即顺延；按工作日计算的不会落在休息日"),
  }),
  answers: { 200: derivation },
  problems: { 422: ["bad-count", "bad-instant", "date-out-of-range", "unknown-calendar"] },
  answer: async ({ query, ruleset }) => ({
    body: dueDate(ruleset.calendars, { calendar: ruleset.settings.calendar, ...query }),
  }),
});

export const dueRoutes = [due];
