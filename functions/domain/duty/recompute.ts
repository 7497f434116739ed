import { derive } from "../calendar/due-date.ts";
import { timeText, toInstant } from "../calendar/instants.ts";
import type { Duty } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { redate } from "./ladder.ts";

/** `duty` is the duty after the change, its version one higher; it was due on `dueBefore`. */
export type Moved = { readonly duty: Duty; readonly dueBefore: IsoDate; readonly reason: string };

/**
 * An open duty by the calendars as they are now, counted from the same as before: neither its facts nor its rule are
 * looked at. Nothing where none of its dates changes.
 */
export function recompute(duty: Duty, ruleset: Ruleset): Moved | undefined {
  const { from } = duty.derivation;
  if (duty.status !== "open" || from === undefined) return undefined;
  const derivation = derive(ruleset.calendars, ruleset.settings.calendar, from);
  const { goLiveOn } = ruleset.settings;
  const dueOn = dueDay(duty, derivation.dueOn);
  const { provisional } = derivation;
  const { nextStep: _, ...kept } = duty;
  const after: Duty = {
    ...kept,
    dueOn,
    provisional,
    derivation,
    ruleset: ruleset.hash,
    historical: goLiveOn !== null && dueOn < goLiveOn,
    ...redate(duty, duty.ladder, dueOn, ruleset),
    version: duty.version + 1,
  };
  const sameDate = dueOn === duty.dueOn && derivation.dueAt === duty.derivation.dueAt;
  if (sameDate && provisional === duty.provisional && sameSteps(duty, after)) return undefined;
  return { duty: after, dueBefore: duty.dueOn, reason: reasonOf(duty, after) };
}

/** An extension that was granted stands, unless the date has moved beyond it. */
function dueDay({ extension }: Duty, computed: IsoDate): IsoDate {
  const until = extension?.grantedBy === undefined ? undefined : extension.until;
  return until !== undefined && until > computed ? until : computed;
}

const sameSteps = (before: Duty, after: Duty): boolean =>
  before.steps.map(({ on }) => on).join() === after.steps.map(({ on }) => on).join();

function reasonOf(before: Duty, after: Duty): string {
  if (before.dueOn !== after.dueOn)
    return `放假安排改变，期限由 ${before.dueOn} 改为 ${after.dueOn}${after.provisional ? "（暂定）" : ""}`;
  if (before.provisional !== after.provisional)
    return `放假安排改变，期限 ${after.dueOn} ${after.provisional ? "改为暂定" : "不再是暂定"}`;
  const { dueAt } = after.derivation;
  if (dueAt !== undefined && dueAt !== before.derivation.dueAt)
    return `放假安排改变，期限仍为 ${after.dueOn}，改为${timeText(toInstant(dueAt) ?? "")}届满`;
  return `放假安排改变，期限 ${after.dueOn} 不变，催办日期相应调整`;
}
