import { awaitedOn } from "../duty/ladder.ts";
import type { Duty } from "../entities.ts";
import { type Gap, stepAddressees } from "../notice/recipients.ts";
import type { Directory } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Finding } from "./finding.ts";

/** Roles and offices that a step still to come has nobody for, each once; who is away is looked at on the day of the step. */
export function auditGaps(duties: readonly Duty[], directory: Directory, on: IsoDate): Finding[] {
  const gaps = new Map<string, Gap>();
  for (const duty of duties) {
    if (awaitedOn(duty) === undefined) continue;
    for (const step of duty.steps.slice(duty.nextStep))
      for (const { gap } of stepAddressees(step, duty, directory, step.on > on ? step.on : on))
        if (gap) gaps.set(`${gap.agency}:${gap.role}`, gap);
  }
  return [...gaps].map(([what, gap]) => ({ kind: "gap", agency: gap.agency, what, gap }));
}
