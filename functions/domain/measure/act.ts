import { addWorkingDays } from "../calendar/working-days.ts";
import type { Duty } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Act, Measure } from "./measure.ts";
import { type MeasureAct, statusAfter } from "./status.ts";

/** The measure served on the agency: its answer is due so many working days after `on`, inclusive. */
export function issueMeasure(
  measure: Measure,
  duty: Pick<Duty, "status">,
  { number, ...act }: Act & { number: string },
  { calendars, settings }: Pick<Ruleset, "calendars" | "settings">,
): Measure {
  const status = statusAfter(measure, "issue");
  if (duty.status !== "open")
    throw new YifaError("conflict", "duty-not-open", `所涉事项“${measure.dutyId}”已不在办理中，无须签发`);
  const answerBy = addWorkingDays(calendars, settings.calendar, act.on, measure.answerWithinWorkingDays);
  return { ...measure, status, issued: { ...act, number, answerBy }, version: measure.version + 1 };
}

export function answerMeasure(measure: Measure, answer: Act & { text: string }): Measure {
  const { closing: _, ...open } = measure;
  return { ...open, status: statusAfter(measure, "answer"), answer, version: measure.version + 1 };
}

/** Accepted (销号), sent back (退回补办), or not issued at all (撤销). */
export function closeMeasure(
  measure: Measure,
  act: Extract<MeasureAct, "accept" | "return" | "cancel">,
  closing: Act & { reason: string },
): Measure {
  return { ...measure, status: statusAfter(measure, act), closing, version: measure.version + 1 };
}

const ENDED: Record<Exclude<Duty["status"], "open">, string> = {
  discharged: "事项已办结",
  waived: "事项已免办",
  withdrawn: "事项已撤回",
};

/** Drafts of duties that ended meanwhile: nobody need issue them any more. */
export function cancelledDrafts(
  measures: readonly Measure[],
  duties: readonly Duty[],
  act: { on: IsoDate; by: string },
): Measure[] {
  const ended = new Map(
    duties.flatMap(({ id, status }) => (status === "open" ? [] : [[id, status] as const])),
  );
  return measures.flatMap((measure) => {
    const status = ended.get(measure.dutyId);
    if (measure.status !== "drafted" || status === undefined) return [];
    return [closeMeasure(measure, "cancel", { ...act, reason: ENDED[status] })];
  });
}
