import { reviseCase } from "../duty/revise-case.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { AuditedCase, Finding } from "./finding.ts";

/** Duties that the rules ask for on the day and that are not stored, and open ones that the rules do not ask for. */
export async function auditDuties(found: AuditedCase, ruleset: Ruleset, on: IsoDate): Promise<Finding[]> {
  if (!found.record) return [];
  const { changes } = await reviseCase(found.record, found, { ruleset, on, by: "audit" });
  return changes.flatMap(({ kind, duty }): Finding[] => {
    const place = { agency: duty.agency, what: duty.id };
    if (kind === "withdrawn") return [{ kind: "surplus-duty", ...place }];
    const stored = found.duties.some(({ id }) => id === duty.id);
    return kind === "reopened" || !stored ? [{ kind: "missing-duty", ...place }] : [];
  });
}
