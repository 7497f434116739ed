import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { auditDuties } from "./duties.ts";
import type { AuditedCase, Finding } from "./finding.ts";
import { auditGaps } from "./gaps.ts";
import { auditLines } from "./lines.ts";
import { auditSteps, type LastSweep } from "./steps.ts";

export type AuditContext = {
  readonly ruleset: Ruleset;
  readonly on: IsoDate;
  /** Absent where no sweep completed a mailing day of late; the alarm on the heartbeat tells of that. */
  readonly lastSweep?: LastSweep;
};

/** One case against the rules, its history and the sweep that went over it. Reads no index and no ledger of mail. */
export async function auditCase(
  found: AuditedCase,
  { ruleset, on, lastSweep }: AuditContext,
): Promise<Finding[]> {
  return [
    ...auditLines(found),
    ...(lastSweep ? auditSteps(found, ruleset, lastSweep) : []),
    ...(await auditDuties(found, ruleset, on)),
    ...auditGaps(found.duties, ruleset.directory, on),
  ];
}
