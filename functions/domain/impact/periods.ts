import type { Duty } from "../entities.ts";
import { cadenceOpenings } from "../period/cadence.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Change, ChangedDuty } from "./case-impact.ts";

/**
 * Duties of periods that the new rules open on the day and the old ones do not. What is open already stays open,
 * whatever becomes of its rule: a period is judged by the law in force when it began.
 */
export function periodImpact({ from, to, on }: Change): ChangedDuty[] {
  const known = new Set(opened(from, on).map(({ id }) => id));
  return opened(to, on)
    .filter(({ id }) => !known.has(id))
    .map(({ id, agency, rule, dueOn }) => ({ kind: "opened", duty: id, agency, rule, after: dueOn }));
}

const opened = (ruleset: Ruleset, on: IsoDate): readonly Duty[] =>
  cadenceOpenings(ruleset, on).flatMap(({ duties }) => duties);
