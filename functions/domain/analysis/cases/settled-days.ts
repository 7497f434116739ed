import { calendarTable } from "../../calendar/calendars.ts";
import { toDayNumber } from "../../calendar/dates.ts";
import { rollFixed } from "../../calendar/working-days.ts";
import type { Ruleset } from "../../ruleset/ruleset.ts";
import type { IsoDate } from "../../schema/primitives.ts";
import type { RuleVersion } from "../../schema/rule.ts";

/** A limit of some years ends behind the last notice unless it begins that much earlier. */
const YEARS = 4;
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

/** The days of a version in the latest years of which the notices are out, each from its first working day. */
export function settledDays(
  { effectiveFrom, effectiveTo = `${LAST_YEAR}-12-31` }: RuleVersion,
  { calendars, settings: { calendar } }: Ruleset,
): { from: IsoDate; to: IsoDate }[] {
  const table = calendarTable(calendars, calendar);
  const found: { from: IsoDate; to: IsoDate }[] = [];
  for (let year = LAST_YEAR; year >= FIRST_YEAR && found.length < YEARS; year--) {
    const [first, last] = [`${year}-01-01`, `${year}-12-31`];
    if (table.hasUnknown(toDayNumber(first), toDayNumber(last))) continue;
    const start = effectiveFrom > first ? effectiveFrom : first;
    const to = effectiveTo < last ? effectiveTo : last;
    if (start > to) continue;
    const { dueOn: worked } = rollFixed(calendars, calendar, start, "next");
    found.push({ from: worked <= to ? worked : start, to });
  }
  return found;
}
