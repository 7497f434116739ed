/** Prints every worked example, to be run under different time zones. */
import { todayInShanghai } from "../../../functions/domain/calendar/dates.ts";
import { dueDate } from "../../../functions/domain/calendar/due-date.ts";
import { calendars } from "./rules-calendars.ts";
import { WORKED_EXAMPLES } from "./worked-examples.ts";

const answers = WORKED_EXAMPLES.flatMap(({ decided }) =>
  ["cn", "cn-xj"].flatMap((calendar) => [
    ...[7, 20].map((count) => dueDate(calendars, { after: decided, count, unit: "working-day", calendar })),
    dueDate(calendars, { after: `${decided}T13:30`, count: 6.5, unit: "working-day", calendar }),
    dueDate(calendars, { after: decided, count: 1, unit: "month", calendar }),
  ]),
);
const today = todayInShanghai(new Date("2026-11-22T16:30:00Z"));
process.stdout.write(JSON.stringify({ today, answers }));
