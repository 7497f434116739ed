import { now } from "../adapters/clock.ts";
import { both, commitChange } from "../adapters/store/history.ts";
import type { Case } from "../adapters/store/records.ts";
import { dutyChange, measureChange } from "../adapters/store/sealed.ts";
import type { Caller, Duty } from "../domain/entities.ts";
import { cancelledDrafts } from "../domain/measure/act.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

/** What a person did to a duty of a case. */
type Act = {
  what: string;
  reason: string;
  caller: Caller;
  on: IsoDate;
  /** Where its rules decided whether it may be done. */
  ruleset?: Ruleset;
};

/** The duty with its history entry; drafts of measures end with it. */
export async function saveDuty(
  duty: Duty,
  { measures, chain }: Pick<Case, "measures" | "chain">,
  { what, reason, caller, on, ruleset }: Act,
): Promise<Duty> {
  const by = { at: now().toISOString(), by: caller.name };
  const cancelled = cancelledDrafts(measures, [duty], { on, by: by.by });
  const change = both([
    dutyChange(duty, { ...by, what, reason, ...(ruleset && { ruleset: ruleset.hash }) }),
    ...cancelled.map((one) => measureChange(one, by)),
  ]);
  await commitChange(change, chain);
  return duty;
}
