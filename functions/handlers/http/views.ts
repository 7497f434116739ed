import type { CaseAnswer } from "../../application/get-case.ts";
import { light } from "../../domain/duty/light.ts";
import type { Decision, Duty, HistoryEntry } from "../../domain/entities.ts";
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

/** Without its place in the chain and its seal, which are for verifying, and without the network address of who did it. */
export function historyView({ at, by, what, reason, details, ruleset, from }: HistoryEntry) {
  const { seal: _, ...told } = details ?? {};
  return {
    at,
    by,
    what,
    ...(reason === undefined ? {} : { reason }),
    ...(details === undefined ? {} : { details: told }),
    ...(ruleset === undefined ? {} : { ruleset }),
    ...(from === undefined ? {} : { channel: from.channel }),
  };
}
