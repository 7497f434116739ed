import type { Duty } from "../entities.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rate } from "./rate.ts";
import { daysLate, STANDINGS, type Standing, standingOf } from "./standing.ts";

/** Duties of one agency, or of all, counted. */
export type DutyCounts = Readonly<Record<Standing, number>> & {
  /** On time, late, overdue and pending. */
  readonly due: number;
  /** On time and late. */
  readonly done: number;
  /** Those on time among those that are done or overdue. */
  readonly onTimeRate: Rate;
  /** With an extension that was granted. */
  readonly extended: number;
  /** Calendar days, of those late and overdue. */
  readonly daysLate: number;
  readonly longestDaysLate: number;
};

export function countDuties(duties: readonly Duty[], on: IsoDate): DutyCounts {
  const tally = Object.fromEntries(Object.keys(STANDINGS).map((one) => [one, 0])) as Record<Standing, number>;
  for (const duty of duties) tally[standingOf(duty, on)]++;
  const days = duties.map((duty) => daysLate(duty, on));
  const done = tally.onTime + tally.late;
  return {
    ...tally,
    due: done + tally.overdue + tally.pending,
    done,
    onTimeRate: { numerator: tally.onTime, denominator: done + tally.overdue },
    extended: duties.filter(({ extension }) => extension?.grantedBy !== undefined).length,
    daysLate: days.reduce((sum, one) => sum + one, 0),
    longestDaysLate: days.reduce((most, one) => Math.max(most, one), 0),
  };
}
