import { requirePermission } from "../domain/access/permissions.ts";
import { acknowledge } from "../domain/duty/acknowledge.ts";
import type { Caller, Duty } from "../domain/entities.ts";
import { wording } from "../domain/personal/wording.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { loadDuty, requireOpen } from "./load-duty.ts";
import { saveDuty } from "./save-duty.ts";

export type Acknowledge = {
  id: string;
  until: IsoDate;
  reason?: string;
  caller: Caller;
  on: IsoDate;
  ruleset: Ruleset;
};

export async function acknowledgeDuty({
  id,
  until,
  reason,
  caller,
  on,
  ruleset,
}: Acknowledge): Promise<Duty> {
  const { duty, stored } = await loadDuty(id, caller);
  requirePermission(caller, "duty:acknowledge", duty.agency);
  requireOpen(duty);
  const acknowledged = acknowledge(duty, { until, by: caller.name, on }, ruleset);
  const said = `${reason === undefined ? "已知悉，正在办理" : wording(stored.record, { ruleset, on })(reason)}（至 ${until}）`;
  return saveDuty(acknowledged, stored, { what: "acknowledged", reason: said, caller, on, ruleset });
}
