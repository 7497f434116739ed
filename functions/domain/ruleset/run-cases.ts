import { addDays } from "../calendar/dates.ts";
import { differenceText, reasonsText } from "../read/case.ts";
import { sayLeaf, textOf } from "../read/leaf.ts";
import { dateText } from "../read/numerals.ts";
import { quoted, Words } from "../read/words.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleCase, RuleVersion } from "../schema/rule.ts";
import { LeafCoverage, type LeafSeen } from "./leaf-coverage.ts";
import { untriedReadings } from "./readings.ts";
import type { Ruleset } from "./ruleset.ts";
import { type CaseOutcome, runCase } from "./run-case.ts";
import { untriedHalves } from "./untried-halves.ts";

export type CaseReport = {
  readonly name: string;
  /** What is not as expected, in words, and why it came out so; empty when the case passes. */
  readonly failures: readonly string[];
  /** Where the case itself is wrong: a JSON pointer within it. */
  readonly pointer?: string;
};
export type RuleReport = {
  readonly rule: string;
  readonly title: string;
  readonly cases: readonly CaseReport[];
  readonly leaves: readonly LeafSeen[];
  /** What the cases leave untried: a leaf on one side, a version, a reading, a due date's last day or the day after. */
  readonly gaps: readonly string[];
};

/** Runs every case of some rules, of all by default. `on` stands in for the day of the question where a case has none. */
export async function runCases(
  ruleset: Ruleset,
  on: IsoDate,
  rules: readonly Rule[] = ruleset.rules,
): Promise<RuleReport[]> {
  const reports: RuleReport[] = [];
  for (const rule of rules) reports.push(await runRule(rule, ruleset, on));
  return reports;
}

export function passed(report: RuleReport): boolean {
  return report.gaps.length === 0 && report.cases.every((c) => c.failures.length === 0);
}

/** Sides of leaves seen, of all sides; whole percent, rounded down so that only everything is 100. */
export function covered(leaves: readonly LeafSeen[]): { seen: number; of: number; percent: number } {
  const seen = leaves.reduce((n, leaf) => n + Number(leaf.seenTrue) + Number(leaf.seenFalse), 0);
  const of = leaves.length * 2;
  return { seen, of, percent: of === 0 ? 100 : Math.floor((seen * 100) / of) };
}

export type Tried = { readonly ruleCase: RuleCase; readonly outcome: CaseOutcome };

async function runRule(rule: Rule, ruleset: Ruleset, on: IsoDate): Promise<RuleReport> {
  const cases = ruleset.cases.get(rule.id) ?? [];
  const coverage = new LeafCoverage(rule);
  const tried: Tried[] = [];
  for (const ruleCase of cases) {
    const run = { rule, ruleCase, ruleset, on: ruleCase.on ?? on, coverage };
    tried.push({ ruleCase, outcome: await runCase(run) });
  }
  const gaps = [
    ...(cases.length === 0 ? ["没有案例，请在规则旁写同名的 .cases.json 文件"] : []),
    ...rule.versions
      .filter((version) => cases.length > 0 && !hasTried(version, tried))
      .map(({ effectiveFrom }) => `自${dateText(effectiveFrom)}起施行的版本没有案例试到`),
    ...coverage.leaves.flatMap((leaf) => leafGaps(leaf, rule, ruleset)),
    ...rule.versions.flatMap((version) => dueGaps(version, rule, tried, ruleset)),
    ...(cases.length > 0 ? untriedReadings(rule, ruleset, cases, on) : []).map(
      ({ text, setting, value }) => `${text}时没有案例试到（${setting} 为 ${value}）`,
    ),
  ];
  const reports = tried.map((one) => caseReport(one, rule, ruleset));
  return { rule: rule.id, title: rule.title, cases: reports, leaves: coverage.leaves, gaps };
}

function caseReport({ ruleCase, outcome }: Tried, rule: Rule, ruleset: Ruleset): CaseReport {
  const { name, expect } = ruleCase;
  if (outcome.problem) return { name, failures: [outcome.problem.message], pointer: outcome.problem.pointer };
  if (outcome.differs.length === 0) return { name, failures: [] };
  const words = new Words(ruleset, rule.versions[0]?.appliesTo);
  const difference = differenceText(outcome, expect, words);
  return { name, failures: [difference, ...reasonsText(outcome, rule, ruleset)] };
}

function leafGaps({ leaf, pointer, seenTrue, seenFalse }: LeafSeen, rule: Rule, ruleset: Ruleset): string[] {
  const version = rule.versions[Number(pointer.split("/")[2])];
  const said = quoted(textOf(sayLeaf(leaf, true, new Words(ruleset, version?.appliesTo))));
  return [
    ...(seenTrue ? [] : [`条件${said}没有案例使其成立（${pointer}）`]),
    ...(seenFalse ? [] : [`条件${said}没有案例使其不成立（${pointer}）`]),
  ];
}

function dueGaps(
  version: RuleVersion,
  { versions }: Rule,
  tried: readonly Tried[],
  ruleset: Ruleset,
): string[] {
  const of = versions.length > 1 ? `自${dateText(version.effectiveFrom)}起施行的版本` : "";
  const days = {
    0: "没有案例试到期限届满日当日（on 为届满日，expect.late 为 false）",
    1: "没有案例试到届满日次日（on 为次日，expect.late 为 true）",
  };
  const halves = {
    0: "没有案例试到在届满的半日之内办结（办结时刻不晚于届满时刻，expect.late 为 false）",
    1: "没有案例试到在届满后的半日办结（expect.late 为 true）",
  };
  return [
    ...untriedDueDays(version, tried).map((day) => `${of}${days[day]}`),
    ...untriedHalves(version, tried, ruleset).map((half) => `${of}${halves[half]}`),
  ];
}

/** A case came under the version. */
export function hasTried({ effectiveFrom }: RuleVersion, tried: readonly Tried[]): boolean {
  return tried.some(({ outcome }) => outcome.version === effectiveFrom);
}

/**
 * Of a version with a due date: whether no case asks on that day (0), and on the day after it (1). What is discharged is
 * judged by the day of its discharge: such a case tries neither.
 */
export function untriedDueDays(version: RuleVersion, tried: readonly Tried[]): (0 | 1)[] {
  const { duty, cadence, indicator, register } = version;
  if (!(duty ?? cadence ?? indicator ?? register)) return [];
  const asked = (days: 0 | 1) =>
    tried.some(
      ({ ruleCase: { on, expect }, outcome: { found, version: counted } }) =>
        counted === version.effectiveFrom &&
        found.due !== undefined &&
        found.status !== "discharged" &&
        on === addDays(found.due, days) &&
        expect.late === (days === 1),
    );
  return ([0, 1] as const).filter((days) => !asked(days));
}
