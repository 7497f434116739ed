import { type Case, loadCase } from "../adapters/store/records.ts";
import { visibleDuty } from "../domain/access/visible.ts";
import { parseDutyId } from "../domain/duty/duty-id.ts";
import type { Caller, Duty } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";

export type DutyInCase = { duty: Duty; stored: Case };

/** A duty with everything around it, if the caller may see it. */
export async function loadDuty(id: string, caller: Caller): Promise<DutyInCase> {
  const stored = await loadCase(parseDutyId(id).subject);
  const duty = visibleDuty(
    caller,
    stored.duties.find((one) => one.id === id),
    id,
  );
  return { duty, stored };
}

const STATUS_NAMES = { open: "办理中", discharged: "已办结", waived: "已豁免", withdrawn: "已撤回" } as const;

export function requireOpen(duty: Duty): void {
  if (duty.status === "open") return;
  throw new YifaError(
    "conflict",
    "duty-not-open",
    `应办事项“${duty.id}”${STATUS_NAMES[duty.status]}，不能再次办理`,
  );
}
