import type { Expected, Found } from "../ruleset/case-run.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { CaseOutcome } from "../ruleset/run-case.ts";
import { DUTY_STATUSES, GATE_STATES, LIGHTS, OUTCOMES } from "../schema/outcomes.ts";
import type { Rule } from "../schema/rule.ts";
import { readFinding, readOpening } from "./finding.ts";
import type { Words } from "./words.ts";

/** 应当：适用，届满日2026-10-13；实际：不适用 */
export function differenceText({ differs, found }: CaseOutcome, expected: Expected, words: Words): string {
  return `应当：${foundText(expected, differs, words)}；实际：${foundText(found, differs, words)}`;
}

/** Of what came of a case, or should, the parts named by `keys`: 适用，届满日2026-10-13 */
export function foundText(found: Found, keys: readonly (keyof Expected)[], words: Words): string {
  return keys.map((key) => SAID[key](found[key] as never, words)).join("，");
}

type Value<K extends keyof Expected> = Expected[K] | undefined;
const number = (label: string) => (n: number | undefined) =>
  n === undefined ? `没有${label}` : `${label}${n}`;

/** How each thing that a case can expect is said, and how its absence is. */
const SAID: { readonly [K in keyof Required<Expected>]: (value: Value<K>, words: Words) => string } = {
  outcome: (outcome) => (outcome === undefined ? "没有认定" : OUTCOMES[outcome].label),
  due: (due) => (due === undefined ? "没有届满日" : `届满日${due}`),
  dueAt: (dueAt) => (dueAt === undefined ? "没有届满时刻" : `届满时刻${dueAt}`),
  provisional: (provisional) => (provisional ? "届满日为暂定" : "届满日不是暂定"),
  status: (status) => (status === undefined ? "没有应办事项" : DUTY_STATUSES[status].label),
  late: (late) => (late === undefined ? "没有应办事项" : late ? "已逾期" : "未逾期"),
  light: (light) => (light === undefined ? "没有灯号" : `${LIGHTS[light].label}灯`),
  gate: (gate) => (gate === undefined ? "没有前置程序" : GATE_STATES[gate].label),
  responsible: (agency, words) => (agency === undefined ? "没有责任机关" : `由${words.agency(agency)}办理`),
  missing: (missing, words) =>
    missing && missing.length > 0 ? `尚缺${missing.map((fact) => words.label(fact)).join("、")}` : "不缺事实",
  flag: (flag) =>
    flag === undefined ? "没有归类" : `归类为${flag === true ? "是" : flag === false ? "否" : flag}`,
  numerator: number("分子"),
  denominator: number("分母"),
  required: number("应达数"),
  averageWorkingDays: number("平均用时"),
  previousNumerator: number("上期分子"),
  previousDenominator: number("上期分母"),
};

/** Why it came out as it did: for a gate that is not as expected, what it opens on. */
export function reasonsText(
  { differs, finding, opens }: CaseOutcome,
  rule: Rule,
  ruleset: Ruleset,
): string[] {
  const type = rule.versions[0]?.appliesTo ?? "";
  return [
    ...(finding ? [readFinding(finding, ruleset, type).because] : []),
    ...(opens && differs.includes("gate") ? [readOpening(opens, ruleset, type)] : []),
  ];
}
