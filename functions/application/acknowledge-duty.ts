import { requirePermission } from "../domain/access/permissions.ts";
import { acknowledge } from "../domain/duty/acknowledge.ts";
import type { Caller, Duty } from "../domain/entities.ts";
import { wording } from "../domain/personal/wording.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { type DutyInCase, loadDuty, requireOpen } from "./load-duty.ts";
import { saveDuty } from "./save-duty.ts";

type Act = { until: IsoDate; reason?: string; caller: Caller; on: IsoDate; ruleset: Ruleset };
export type Acknowledge = Act & { id: string };

export async function acknowledgeDuty({ id, ...act }: Acknowledge): Promise<Duty> {
  return acknowledgeLoaded(await loadDuty(id, act.caller), act);
}

/** The duty as it was read: whoever was faster has this fail. */
export async function acknowledgeLoaded(
  { duty, stored }: DutyInCase,
  { until, reason, caller, on, ruleset }: Act,
): Promise<Duty> {
  requirePermission(caller, "duty:acknowledge", duty.agency);
  requireOpen(duty);
  const acknowledged = acknowledge(duty, { until, by: caller.name, on }, ruleset);
  const said = `${reason === undefined ? "已知悉，正在办理" : wording(stored.record, { ruleset, on })(reason)}（至 ${until}）`;
  return saveDuty(acknowledged, stored, { what: "acknowledged", reason: said, caller, on, ruleset });
}
