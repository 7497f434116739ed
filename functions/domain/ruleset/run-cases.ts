import { addDays } from "../calendar/dates.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleCase } from "../schema/rule.ts";
import { LeafCoverage, type LeafSeen } from "./leaf-coverage.ts";
import type { Ruleset } from "./ruleset.ts";
import { type CaseOutcome, runCase } from "./run-case.ts";

type CaseResult = { readonly name: string; readonly failures: readonly string[] };
export type RuleReport = {
  readonly rule: string;
  readonly title: string;
  readonly cases: readonly CaseResult[];
  readonly leaves: readonly LeafSeen[];
  /** What the cases leave untried: a leaf on one side, a due date's last day or the day after. */
  readonly gaps: readonly string[];
};

/** Runs every case of every rule. `on` stands in for the day of the question where a case has none. */
export async function runCases(ruleset: Ruleset, on: IsoDate): Promise<RuleReport[]> {
  const reports: RuleReport[] = [];
  for (const rule of ruleset.rules) reports.push(await runRule(rule, ruleset, on));
  return reports;
}

export function passed(report: RuleReport): boolean {
  return report.gaps.length === 0 && report.cases.every((c) => c.failures.length === 0);
}

async function runRule(rule: Rule, ruleset: Ruleset, on: IsoDate): Promise<RuleReport> {
  const cases = ruleset.cases.get(rule.id) ?? [];
  const coverage = new LeafCoverage(rule);
  const results: CaseResult[] = [];
  const tried: { ruleCase: RuleCase; outcome: CaseOutcome }[] = [];
  for (const ruleCase of cases) {
    const outcome = await runCase(rule, ruleCase, ruleset, ruleCase.on ?? on, coverage);
    tried.push({ ruleCase, outcome });
    results.push({ name: ruleCase.name, failures: outcome.failures });
  }
  const gaps = [
    ...(cases.length === 0 ? ["没有案例，请在规则旁写同名的 .cases.json 文件"] : []),
    ...coverage.leaves.flatMap(leafGaps),
    ...dueGaps(rule, tried),
  ];
  return { rule: rule.id, title: rule.title, cases: results, leaves: coverage.leaves, gaps };
}

function leafGaps(leaf: LeafSeen): string[] {
  return [
    ...(leaf.seenTrue ? [] : [`条件 ${leaf.text}（${leaf.pointer}）没有案例使其成立`]),
    ...(leaf.seenFalse ? [] : [`条件 ${leaf.text}（${leaf.pointer}）没有案例使其不成立`]),
  ];
}

function dueGaps(rule: Rule, tried: readonly { ruleCase: RuleCase; outcome: CaseOutcome }[]): string[] {
  if (!rule.versions.some((v) => v.duty || v.cadence)) return [];
  const asked = (day: (dueOn: IsoDate) => IsoDate, late: boolean) =>
    tried.some(
      ({ ruleCase, outcome }) =>
        outcome.dueOn !== undefined && ruleCase.on === day(outcome.dueOn) && ruleCase.expect.late === late,
    );
  return [
    ...(asked((dueOn) => dueOn, false)
      ? []
      : ["没有案例试到期限届满日当日（on 为届满日，expect.late 为 false）"]),
    ...(asked((dueOn) => addDays(dueOn, 1), true)
      ? []
      : ["没有案例试到届满日次日（on 为次日，expect.late 为 true）"]),
  ];
}
