import { addWorkingDays } from "../calendar/working-days.ts";
import type { DatedStep, Duty } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { isMeasure, type Ladder, type LadderStep } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** The steps of a ladder around one due date, earliest first; settings count as they are on that day. */
export function dateSteps({ steps }: Pick<Ladder, "steps">, dueOn: IsoDate, ruleset: Ruleset): DatedStep[] {
  return steps
    .map((step) => {
      const offsetWorkingDays = offsetOf(step, dueOn, ruleset);
      return { ...step, offsetWorkingDays, on: daysAfter(dueOn, offsetWorkingDays, ruleset) };
    })
    .sort((a, b) => a.offsetWorkingDays - b.offsetWorkingDays);
}

/**
 * The ladder of a duty dated anew, as it was when the duty was opened; steps taken under the former date are not taken
 * again. Only where its rule names another ladder now, that one counts.
 */
export function redate(
  duty: Duty,
  ladderId: string,
  dueOn: IsoDate,
  ruleset: Ruleset,
): Pick<Duty, "steps" | "nextStep"> {
  const isKept = duty.ladder === ladderId && duty.steps.length > 0;
  const ladder = isKept ? { steps: duty.steps.map(withoutDate) } : ruleset.ladders.get(ladderId);
  const fresh = ladder ? dateSteps(ladder, dueOn, ruleset) : [];
  const taken = duty.steps.slice(0, duty.nextStep ?? duty.steps.length);
  const next = fresh.findLastIndex(({ id }) => taken.some((step) => step.id === id)) + 1;
  const last = taken.find(({ id }) => id === fresh[next - 1]?.id);
  const steps = last ? takenOn(fresh, next - 1, last.on, ruleset) : fresh;
  return next < steps.length ? { steps, nextStep: next } : { steps };
}

/** A measure that is taken late puts off what comes after it: the agency has the same time between two of them. */
export function takenOn(
  steps: readonly DatedStep[],
  index: number,
  on: IsoDate,
  ruleset: Ruleset,
): DatedStep[] {
  const taken = steps[index];
  if (!taken || !isMeasure(taken) || on <= taken.on) return [...steps];
  return steps.map((step, n) => {
    if (n < index) return step;
    const after = step.offsetWorkingDays - taken.offsetWorkingDays;
    return { ...step, on: daysAfter(on, after, ruleset) };
  });
}

function withoutDate({ on: _, ...step }: DatedStep): LadderStep {
  return step;
}

/** The date of the step that a duty awaits, or nothing when it awaits none. */
export function awaitedOn(duty: Duty): IsoDate | undefined {
  if (duty.status !== "open" || duty.historical || duty.nextStep === undefined) return undefined;
  return duty.steps[duty.nextStep]?.on;
}

const daysAfter = (day: IsoDate, count: number, { calendars, settings }: Ruleset): IsoDate =>
  addWorkingDays(calendars, settings.calendar, day, count);

function offsetOf({ offsetWorkingDays }: LadderStep, dueOn: IsoDate, ruleset: Ruleset): number {
  if (typeof offsetWorkingDays === "number") return offsetWorkingDays;
  const { fact } = offsetWorkingDays;
  const values = ruleset.settings.values.find(({ id }) => fact === `setting.${id}`)?.values ?? [];
  const { value } = values.findLast(({ from }) => from <= dueOn) ?? values[0] ?? {};
  if (typeof value === "number") return value;
  throw new TypeError(`no number of working days in ${fact}`);
}
