import { isGranter } from "../domain/access/granter.ts";
import { requirePermission } from "../domain/access/permissions.ts";
import { versionOfDuty } from "../domain/duty/effect.ts";
import { askExtension, grantExtension } from "../domain/duty/extend.ts";
import type { Caller, Duty } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { wording } from "../domain/personal/wording.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { loadDuty, requireOpen } from "./load-duty.ts";
import { saveDuty } from "./save-duty.ts";

/** With `until` the agency asks; with `grant` the one whom the rule names grants what was asked. */
export type Extend = { id: string; reason: string; caller: Caller; on: IsoDate; ruleset: Ruleset } & (
  | { until: IsoDate }
  | { grant: true }
);

export async function extend(request: Extend): Promise<Duty> {
  const { id, caller, on, ruleset } = request;
  const permission = "grant" in request ? "duty:grant-extension" : "duty:ask-extension";
  requirePermission(caller, permission);
  const { duty, stored } = await loadDuty(id, caller);
  const reason = wording(stored.record, request)(request.reason);
  requirePermission(caller, permission, duty.agency);
  requireOpen(duty);
  const terms = versionOfDuty(ruleset, duty)?.duty?.extension;
  if (!terms) {
    throw new YifaError("invalid", "no-extension", `“${duty.title}”没有可以延期的规定，请按期办结`);
  }
  if (!("grant" in request)) {
    const asked = askExtension(duty, terms, { until: request.until, reason, by: caller.name, on }, ruleset);
    return saveDuty(asked, stored, { what: "extension-asked", reason, caller, on, ruleset });
  }
  if (!isGranter(caller, terms.by, duty, ruleset.directory)) {
    throw new YifaError(
      "forbidden",
      "not-the-granter",
      "延期应由规则指定的批准人批准，申请人不得批准自己的申请",
    );
  }
  const granted = grantExtension(duty, caller.name, ruleset);
  return saveDuty(granted, stored, { what: "extended", reason, caller, on, ruleset });
}
