import type { Duty } from "../entities.ts";
import { planDuty } from "../notice/sweep.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { type AuditedCase, type Finding, historyOf } from "./finding.ts";

/** The last sweep that completed a mailing day; `since` is the instant at which it began, ISO in UTC. */
export type LastSweep = { readonly day: IsoDate; readonly since: string };

/** How far the index that a sweep reads may be behind. */
const LAG_MS = 60_000;

/** Duties whose step that sweep would have taken, had it met them: they were as they are now before it began. */
export function auditSteps(found: AuditedCase, ruleset: Ruleset, { day, since }: LastSweep): Finding[] {
  const known = new Set(found.lines.map(({ key }) => key));
  const before = Date.parse(since) - LAG_MS;
  const wasAsNow = (duty: Duty) => historyOf(duty, found.history).every(({ at }) => Date.parse(at) < before);
  return found.duties
    .filter((duty) => wasAsNow(duty) && planDuty(duty, { ruleset, on: day, known }).after !== undefined)
    .map(({ id, agency }) => ({ kind: "untaken-step", agency, what: id }));
}
