import { decide } from "../decide/decide.ts";
import type { DecidedDuty, Decision, Finding, GateDecision, GateState, Subject, Trace } from "../entities.ts";
import { readOpening } from "../read/finding.ts";
import { dateText } from "../read/numerals.ts";
import { Words } from "../read/words.ts";
import { factsOf } from "../ruleset/flag-levels.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { GATE_STEPS, type GateStep } from "../schema/gate-step.ts";
import { GATE_STATES } from "../schema/outcomes.ts";
import { DUE_SOURCES, type IsoDate } from "../schema/primitives.ts";
import { alternativesOf } from "./alternatives.ts";
import { citedText, flagTexts, groundsOf } from "./grounds.ts";
import { type Standing, standingOf } from "./standing.ts";
import { type Point, type Turn, Turns } from "./turns.ts";

/** One thing that a decision says, with its clauses, what it rests on and what would turn it. */
export type Conclusion = {
  readonly about: "duty" | "gate" | "open";
  readonly rule: string;
  /** A whole paragraph. */
  readonly text: string;
  readonly turns: Turn[];
};
export type Explanation = { readonly decision: Decision; readonly conclusions: readonly Conclusion[] };

type Explained = {
  subject: Subject;
  decision: Decision;
  ruleset: Ruleset;
  words: Words;
  standing: Standing;
  turns: Turns;
  openings: ReadonlyMap<string, Trace>;
};

/** Told of one conclusion; what comes after them turns it as well, but says less. */
const MOST_TURNS = 4;

/**
 * A decision for people: what is to be done and what is kept shut, on what grounds, what did not matter, and what would
 * have to be otherwise. Personal facts are neither told nor tried.
 */
export async function explain(subject: Subject, ruleset: Ruleset, on: IsoDate): Promise<Explanation> {
  const openings = new Map<string, Trace>();
  const decision = await decide(subject, ruleset, on, {
    observe: (rule, part, trace) => part === "opensWhen" && openings.set(rule, trace),
  });
  const words = new Words(ruleset, subject.type);
  const standing = standingOf(subject, decision, ruleset, on);
  const alternatives = alternativesOf(subject.type, standing, ruleset);
  const turns = await Turns.of({ subject, ruleset, on }, decision, words, alternatives);
  const all: Explained = { subject, decision, ruleset, words, standing, turns, openings };
  const conclusions: Conclusion[] = [];
  for (const duty of decision.duties) conclusions.push(await explainDuty(duty, all));
  for (const gate of decision.gates) conclusions.push(...(await explainGate(gate, all)));
  for (const finding of decision.findings) {
    const isGate = standing.versions.get(finding.rule)?.gate !== undefined;
    if (finding.outcome === "undetermined" && !isGate) conclusions.push(explainOpen(finding, all));
  }
  return { decision, conclusions };
}

const findingOf = (rule: string, { findings }: Decision): Finding =>
  findings.find((one) => one.rule === rule) as Finding;

const outcomeOf =
  (rule: string): Point =>
  (decision) => {
    const { outcome } = findingOf(rule, decision);
    return outcome === "undetermined" ? undefined : outcome;
  };

/** Whether a guard that applies lets the step pass. */
const passesAt =
  (step: GateStep, rule: string): Point =>
  (decision) =>
    findingOf(rule, decision).outcome === "applies" ? guardState(step, rule, decision) : undefined;

function guardState(step: GateStep, rule: string, { gates }: Decision): GateState {
  const reasons = gates.find((one) => one.step === step)?.reasons ?? [];
  return reasons.find((one) => one.rule === rule)?.state ?? "open";
}

async function explainDuty(duty: DecidedDuty, all: Explained): Promise<Conclusion> {
  const { decision, ruleset, words, standing } = all;
  const finding = findingOf(duty.rule, decision);
  const grounds = groundsOf(finding, decision, standing, ruleset);
  const turns = await all.turns.at(outcomeOf(duty.rule), grounds.facts);
  const done = duty.dischargedOn === undefined ? "" : `，已于${dateText(duty.dischargedOn)}办结`;
  const limit = `${dateText(duty.dueOn)}前（含当日，${DUE_SOURCES[duty.source].label}${duty.provisional ? "，暂定" : ""}）`;
  const text = sentences([
    `${words.agency(duty.responsible)}应当在${limit}${words.action(duty.action)}${done}`,
    `依据${citedText(duty.cites)}：${duty.title}`,
    grounds.own.law,
    grounds.own.because,
    ...flagTexts(grounds, standing, words),
    ...unneeded(grounds.own.unneeded),
    ...turnTexts(turns, "则无须办理本项"),
  ]);
  return { about: "duty", rule: duty.rule, text, turns };
}

/** One paragraph for each rule that guards the step; those that do not apply only where the step is open. */
async function explainGate({ step, state, reasons }: GateDecision, all: Explained): Promise<Conclusion[]> {
  const { decision, standing } = all;
  const guards = decision.findings.filter(({ rule }) => standing.versions.get(rule)?.gate?.step === step);
  const told =
    state === "open" ? guards : guards.filter(({ rule }) => reasons.some((one) => one.rule === rule));
  const conclusions: Conclusion[] = [];
  for (const finding of told) conclusions.push(await explainGuard(finding, step, all));
  return conclusions;
}

async function explainGuard(finding: Finding, step: GateStep, all: Explained): Promise<Conclusion> {
  const { rule, outcome } = finding;
  const { decision, ruleset, words, standing, turns, openings } = all;
  const gate = standing.versions.get(rule)?.gate;
  const state = guardState(step, rule, decision);
  const grounds = groundsOf(finding, decision, standing, ruleset);
  const applying = await turns.at(outcomeOf(rule), grounds.facts);
  const opening =
    state === "blocked" ? await turns.at(passesAt(step, rule), new Set(factsOf(gate?.opensWhen))) : [];
  const opens = openings.get(rule);
  const text = sentences([
    `${GATE_STEPS[step].label}：${GATE_STATES[state].label}`,
    `依据${citedText(finding.cites)}：${gate?.reason ?? finding.title}`,
    grounds.own.law,
    grounds.own.because,
    ...flagTexts(grounds, standing, words),
    ...(outcome === "does-not-apply" || !opens ? [] : [readOpening(opens, ruleset, decision.type)]),
    ...unneeded(grounds.own.unneeded),
    ...turnTexts(applying, outcome === "does-not-apply" ? "则须先完成此项程序" : "则不受此项限制"),
    ...turnTexts(opening, `则可以${GATE_STEPS[step].label}`),
  ]);
  return { about: "gate", rule, text, turns: [...applying, ...opening] };
}

function explainOpen(finding: Finding, { decision, ruleset, words, standing }: Explained): Conclusion {
  const grounds = groundsOf(finding, decision, standing, ruleset);
  const text = sentences([
    `尚不能认定是否适用：${finding.title}`,
    `依据${citedText(finding.cites)}`,
    grounds.own.because,
    ...flagTexts(grounds, standing, words),
  ]);
  return { about: "open", rule: finding.rule, text, turns: [] };
}

/** What is not filled in and does not matter is told with the grounds. */
function unneeded(all: readonly string[]): string[] {
  const told = all.filter((one) => !one.endsWith("未填写"));
  if (told.length === 0) return [];
  return [`${told.join("；")}，${told.length > 1 ? "均" : ""}不影响结论，未再审查`];
}

/** 若罚款金额小于三万元，则不受此项限制；若…… */
function turnTexts(turns: readonly Turn[], then: string): string[] {
  if (turns.length === 0) return [];
  const told = turns.slice(0, MOST_TURNS).map(({ says, opens }) => `若${says}，${opens ? OPEN : then}`);
  return [told.join("；")];
}

const OPEN = "则尚不能认定，须补充其他事实";

const sentences = (parts: readonly string[]): string => parts.map((part) => `${part}。`).join("");
