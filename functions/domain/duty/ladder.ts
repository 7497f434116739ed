import { addWorkingDays } from "../calendar/working-days.ts";
import type { DatedStep, Duty } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Ladder } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** The steps of a ladder around one due date, earliest first. */
export function dateSteps(ladder: Ladder, dueOn: IsoDate, ruleset: Ruleset): DatedStep[] {
  return ladder.steps
    .map((step) => ({
      ...step,
      on: addWorkingDays(ruleset.calendars, ruleset.settings.calendar, dueOn, step.offsetWorkingDays),
    }))
    .sort((a, b) => a.offsetWorkingDays - b.offsetWorkingDays);
}

/** The ladder of a duty dated anew; steps taken under the former date are not taken again. */
export function redate(
  duty: Duty,
  ladderId: string,
  dueOn: IsoDate,
  ruleset: Ruleset,
): Pick<Duty, "steps" | "nextStep"> {
  const ladder = ruleset.ladders.get(ladderId);
  const steps = ladder ? dateSteps(ladder, dueOn, ruleset) : [];
  const taken = new Set(duty.steps.slice(0, duty.nextStep ?? duty.steps.length).map((step) => step.id));
  const next = steps.findLastIndex((step) => taken.has(step.id)) + 1;
  return next < steps.length ? { steps, nextStep: next } : { steps };
}

/** The date of the step that a duty awaits, or nothing when it awaits none. */
export function awaitedOn(duty: Duty): IsoDate | undefined {
  if (duty.status !== "open" || duty.historical || duty.nextStep === undefined) return undefined;
  return duty.steps[duty.nextStep]?.on;
}
