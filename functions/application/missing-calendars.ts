import { currentRuleset } from "../adapters/rulesets.ts";
import { missingYears } from "../domain/calendar/missing.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

/** Of the calendar by which the installation counts. */
export async function missingCalendars(on: IsoDate): Promise<number[]> {
  const { calendars, settings } = await currentRuleset();
  return missingYears(calendars, settings.calendar, on);
}
