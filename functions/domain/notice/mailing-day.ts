import { isWorkingDay } from "../calendar/calendars.ts";
import { addDays } from "../calendar/dates.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** Whether mail goes out. Weekdays of a year without a notice do: a reminder too many is better than a year of silence. */
export function isMailingDay(ruleset: Ruleset, date: IsoDate): boolean {
  const working = isWorkingDay(ruleset.calendars, ruleset.settings.calendar, date);
  return working === "unknown" || working;
}

export function nextMailingDay(ruleset: Ruleset, date: IsoDate): IsoDate {
  let day = addDays(date, 1);
  // No series of days off is longer than this.
  for (let n = 0; n < 60 && !isMailingDay(ruleset, day); n++) day = addDays(day, 1);
  return day;
}
