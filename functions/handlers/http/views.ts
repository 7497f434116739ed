import type { CaseAnswer } from "../../application/get-case.ts";
import { light } from "../../domain/duty/light.ts";
import type { Decision, Duty } from "../../domain/entities.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";

/** Answers as clients see them. The days behind a due date are left to the answer about one duty. */
export function dutyView(duty: Duty, on: IsoDate) {
  const { derivation: _, steps, nextStep, ...shown } = duty;
  const next = duty.status === "open" && nextStep !== undefined ? steps[nextStep] : undefined;
  return {
    ...shown,
    light: light(duty, on),
    ...(next ? { nextStep: { name: next.name, on: next.on } } : {}),
  };
}

export function decisionView({ findings, flags, gates, duties, reports, ruleset }: Decision) {
  return {
    ruleset,
    findings,
    flags,
    gates,
    duties: duties.map(({ derivation: _, ...duty }) => duty),
    reports,
  };
}

export function caseView({ record, decision, duties }: CaseAnswer, on: IsoDate) {
  const { findings, flags, gates, ruleset } = decision;
  return { record, ruleset, findings, flags, gates, duties: duties.map((duty) => dutyView(duty, on)) };
}
