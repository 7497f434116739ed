import type { Duty } from "../entities.ts";
import { nextMailingDay } from "../notice/mailing-day.ts";
import { cadenceOpenings } from "../period/cadence.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Change, DutyImpact } from "./case-impact.ts";
import { changedDuties } from "./duty-changes.ts";
import { mailOf, stepLines } from "./next-mail.ts";

/** Duties of periods that each of the rulesets would open by the next mailing day. */
export type PeriodOpenings = { readonly before: readonly Duty[]; readonly after: readonly Duty[] };

const NONE: ReadonlySet<string> = new Set();

/**
 * Duties of periods that the new rules would open by the next mailing day and the old ones would not. What is open already
 * stays open, whatever becomes of its rule: a period is judged by the law in force when it began.
 */
export function periodImpact({ before, after }: PeriodOpenings, { from, to, on }: Change): DutyImpact {
  const known = new Set(before.map(({ id }) => id));
  const opened = after.filter(({ id }) => !known.has(id));
  const mail = (duties: readonly Duty[], ruleset: Ruleset) =>
    mailOf(stepLines(duties, ruleset, nextMailingDay(ruleset, on), NONE));
  return {
    duties: changedDuties([], opened),
    mail: { before: mail(before, from), after: mail(after, to) },
    told: [],
  };
}

/** Where nothing is stored: what the rules open of themselves. */
export function allOpenings({ from, to, on }: Change): PeriodOpenings {
  const opened = (ruleset: Ruleset) =>
    cadenceOpenings(ruleset, nextMailingDay(ruleset, on)).flatMap(({ duties }) => duties);
  return { before: opened(from), after: opened(to) };
}
