import { addWorkingDays } from "../calendar/working-days.ts";
import type { DatedStep, Duty } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** How long reminders may rest at a time, in working days. */
const MAX_WORKING_DAYS = 5;

export type Acknowledgement = { readonly until: IsoDate; readonly by: string; readonly on: IsoDate };

/** 已知悉，正在办理: until that day, inclusive, nothing reminds of what is not due yet. */
export function acknowledge(duty: Duty, ack: Acknowledgement, ruleset: Ruleset): Duty {
  const { on, until } = ack;
  if (on > duty.dueOn)
    throw new YifaError(
      "conflict",
      "already-overdue",
      `期限已于 ${duty.dueOn} 届满，届满后的催办不因知悉而停止，请尽快办理`,
    );
  const latest = latestRest(duty, on, ruleset);
  if (until < on || until > latest)
    throw new YifaError(
      "invalid",
      "acknowledgement-out-of-range",
      `知悉的有效期“${until}”不可用，应为 ${on} 至 ${latest}：不超过届满日，也不超过${MAX_WORKING_DAYS}个工作日，到期可以再次确认`,
      { pointer: "/until" },
    );
  return { ...duty, acknowledged: ack, version: duty.version + 1 };
}

/** The last day that an acknowledgement of this day may name. */
export function latestRest({ dueOn }: Pick<Duty, "dueOn">, on: IsoDate, ruleset: Ruleset): IsoDate {
  const { calendars, settings } = ruleset;
  const furthest = addWorkingDays(calendars, settings.calendar, on, MAX_WORKING_DAYS);
  return furthest < dueOn ? furthest : dueOn;
}

/** Whether a step rests on a day. None does on the due date or after it, and none that belongs there. */
export const isResting = (
  { acknowledged, dueOn }: Pick<Duty, "acknowledged" | "dueOn">,
  step: DatedStep,
  on: IsoDate,
): boolean =>
  acknowledged !== undefined && on <= acknowledged.until && on < dueOn && step.offsetWorkingDays < 0;
