import { isTooLate, limitInstant } from "../domain/calendar/office-hours.ts";
import { limitOf } from "../domain/duty/close.ts";
import type { DecidedDuty, Decision, Finding, GateDecision } from "../domain/entities.ts";
import type { Explanation } from "../domain/explain/explanation.ts";
import { mask } from "../domain/mask.ts";
import { citationText } from "../domain/read/citation.ts";
import { readFinding } from "../domain/read/finding.ts";
import { chineseNumber } from "../domain/read/numerals.ts";
import { Words } from "../domain/read/words.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { GATE_STEPS } from "../domain/schema/gate-step.ts";
import { GATE_STATES, OUTCOMES } from "../domain/schema/outcomes.ts";
import { DUE_SOURCES } from "../domain/schema/primitives.ts";
import type { Citation } from "../domain/schema/rule.ts";
import { limitText, momentText } from "./due-answer.ts";
import { fill } from "./fill.ts";

export const factLabel = (ruleset: Ruleset, type: string, fact: string): string =>
  new Words(ruleset, type).label(fact);

export const agencyName = (ruleset: Ruleset, id: string): string => new Words(ruleset, undefined).agency(id);

const cited = (cites: readonly Citation[]): string => cites.map(citationText).join("");
const INDENT = "        ";

export function printDecision(decision: Decision, ruleset: Ruleset, onlyApplies: boolean): void {
  const told = decision.findings.filter(({ outcome }) =>
    onlyApplies ? outcome === "applies" : outcome !== "does-not-apply",
  );
  const lines = [
    `${ruleset.recordTypes.get(decision.type)?.label ?? decision.type} ${decision.id}`,
    ...told.flatMap((finding) => findingText(finding, ruleset, decision.type)),
    ...decision.gates.flatMap(gateText),
    ...decision.duties.flatMap((duty) => dutyText(duty, ruleset)),
  ];
  for (const line of lines) console.log(line);
}

/** Numbered paragraphs. */
export function printExplanation({ decision, conclusions }: Explanation, ruleset: Ruleset): void {
  console.log(`${ruleset.recordTypes.get(decision.type)?.label ?? decision.type} ${decision.id}`);
  if (conclusions.length === 0) console.log("  没有应办事项，没有受限制的环节，没有尚待认定的事项。");
  for (const [i, { text }] of conclusions.entries())
    for (const line of fill(text, `  ${chineseNumber(i + 1)}、`, "      ")) console.log(mask(line));
}

function findingText(finding: Finding, ruleset: Ruleset, type: string): string[] {
  const { because, law } = readFinding(finding, ruleset, type);
  const names = finding.missing.map((fact) => `${factLabel(ruleset, type, fact)}（${fact}）`);
  return [
    ...fill(`${OUTCOMES[finding.outcome].label}  ${finding.title} ${cited(finding.cites)}`, "  ", INDENT),
    ...(finding.trace || finding.conflict ? fill(because, INDENT) : []),
    ...(finding.conflict ? [] : fill(law, INDENT)),
    ...(names.length > 0 ? fill(`请补充：${names.join("、")}`, INDENT) : []),
  ];
}

function gateText({ step, state, reasons }: GateDecision): string[] {
  return [
    `  环节  ${GATE_STEPS[step].label}：${GATE_STATES[state].label}`,
    ...reasons.flatMap(({ reason, cites }) => fill(`${reason} ${cited(cites)}`, INDENT)),
  ];
}

function dutyText(duty: DecidedDuty, ruleset: Ruleset): string[] {
  const limit = limitOf(duty);
  const done = duty.dischargedAt ?? duty.dischargedOn;
  const late = done !== undefined && isTooLate(done, limit) ? "，逾期" : "";
  const state = done === undefined ? "" : `，已于 ${momentText(done)} 办结${late}`;
  const source = DUE_SOURCES[duty.source].label;
  const until = `${limitText(limit)} 前（${limitInstant(limit) ? "" : "含当日，"}${source}）${duty.provisional ? "，暂定" : ""}`;
  return [
    ...fill(`应办  ${duty.title}`, "  ", INDENT),
    ...fill(`${agencyName(ruleset, duty.responsible)}，${until}${state}`, INDENT),
  ];
}
