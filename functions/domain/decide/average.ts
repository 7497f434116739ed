import { calendarTable } from "../calendar/calendars.ts";
import { toDayNumber } from "../calendar/dates.ts";
import { halvesBetween } from "../calendar/halves.ts";
import { dayOf } from "../calendar/instants.ts";
import type { Figure, Outcome } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { AtMostAverage } from "../schema/period-effects.ts";
import type { Count, Counting } from "./count.ts";

type Average = Pick<Figure, "averageWorkingDays" | "provisional"> & {
  readonly outcome: Outcome;
  readonly missing: readonly string[];
};

/**
 * How many working days the records in the numerator took on average, in halves. One that may yet be among them, or
 * does not say from when to when, leaves it open: nobody knows how long it took.
 */
export function judgeAverage(
  count: Count,
  { subjects }: Counting,
  { from, to, workingDays }: AtMostAverage,
  { calendars, settings }: Ruleset,
): Average {
  const table = calendarTable(calendars, settings.calendar);
  const missing = new Set(count.numerator.open > 0 ? count.missing : []);
  let [halves, timed, provisional] = [0, 0, false];
  for (const [i, { facts }] of subjects.entries()) {
    if (count.records[i]?.counted !== "numerator") continue;
    const [start, end] = [facts[from], facts[to]];
    if (typeof start !== "string") missing.add(from);
    if (typeof end !== "string") missing.add(to);
    if (typeof start !== "string" || typeof end !== "string") continue;
    timed++;
    halves += Math.max(0, halvesBetween(table, start, end));
    const days = [start, end].map((instant) => toDayNumber(dayOf(instant))).sort((a, b) => a - b);
    provisional ||= table.hasUnknown(...(days as [number, number]));
  }
  const tooLong = halves > 2 * workingDays * timed;
  return {
    outcome: missing.size > 0 ? "undetermined" : tooLong ? "applies" : "does-not-apply",
    missing: [...missing],
    ...(timed > 0 && { averageWorkingDays: Number((halves / 2 / timed).toFixed(2)) }),
    ...(provisional && { provisional }),
  };
}
