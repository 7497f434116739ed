import * as z from "zod";
import { dueDate } from "../../domain/calendar/due-date.ts";
import { identifier, roll, text, unit } from "../../domain/schema/primitives.ts";
import { parseQuery } from "./parse.ts";
import { type Call, route } from "./route.ts";

const query = z.strictObject({
  after: text.max(40),
  count: z
    .string()
    .regex(/^\d{1,4}(\.[05])?$/, { error: "应为数，例如 7 或 6.5" })
    .transform(Number),
  unit,
  calendar: identifier.optional(),
  roll: roll.optional(),
});

async function due({ event, ruleset }: Call) {
  const { calendar = ruleset.settings.calendar, roll: chosen, ...rest } = parseQuery(event, query);
  return {
    body: dueDate(ruleset.calendars, {
      ...rest,
      calendar,
      ...(chosen === undefined ? {} : { roll: chosen }),
    }),
  };
}

export const dueRoutes = [route("GET", "/v1/due", "due", due)];
