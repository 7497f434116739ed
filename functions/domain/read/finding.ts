import type { Conflict, Finding, Trace } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { lawText } from "./law.ts";
import { question, statements } from "./statement.ts";
import { type ReadLeaf, readTrace } from "./trace.ts";
import { quoted, Words } from "./words.ts";

/** Why a rule says what it says of a record, for people. */
export type FindingText = {
  /** 因执法类别为行政处罚，适用；罚款金额未填写，但不影响结论 */
  readonly because: string;
  /** 适用2019年8月6日起施行的版本（以作出决定日期2026年9月17日为准） */
  readonly law: string;
  readonly holds: readonly string[];
  readonly fails: readonly string[];
  readonly unneeded: readonly string[];
  /** What settles it once it is filled in. */
  readonly missing: readonly string[];
};

type Grounds = {
  readonly grounds: readonly string[];
  readonly immaterial: readonly string[];
  readonly missing: readonly string[];
};

/** Told in one sentence; those beyond are counted. */
const MOST = 6;

export function readFinding(finding: Finding, ruleset: Ruleset, recordType: string): FindingText {
  const words = new Words(ruleset, recordType);
  const leaves = finding.trace ? readTrace(finding.trace) : [];
  const say = (...roles: ReadLeaf["role"][]) =>
    statements(
      leaves.filter(({ role }) => roles.includes(role)).map(({ leaf }) => leaf),
      words,
    );
  const missing = [...new Set(finding.missing)].map((fact) => question(fact, words));
  const told = new Set(leaves.flatMap(({ leaf, role }) => (role === "unneeded" ? [] : [leaf.fact])));
  const unasked = leaves.filter(({ leaf }) => leaf.result === null && !told.has(leaf.fact));
  const law = lawText(finding, ruleset, words);
  const grounds = {
    grounds: say("holds", "fails"),
    immaterial: [...new Set(unasked.map(({ leaf }) => question(leaf.fact, words)))],
    missing,
  };
  return {
    because: becauseText(finding, grounds, ruleset, law),
    law,
    holds: say("holds"),
    fails: say("fails"),
    unneeded: say("unneeded"),
    missing,
  };
}

/** What a gate opens on, as it stands: nothing that is missing counts. */
export function readOpening(trace: Trace, ruleset: Ruleset, recordType: string): string {
  const words = new Words(ruleset, recordType);
  const leaves = readTrace(trace).filter(({ role }) => role !== "unneeded");
  const told = statements(
    leaves.map(({ leaf }) => leaf),
    words,
  );
  return `放行条件：因${some(told)}，${trace.result === true ? "已经具备" : "尚不具备"}`;
}

function becauseText(finding: Finding, told: Grounds, ruleset: Ruleset, law: string): string {
  const { conflict, outcome } = finding;
  if (conflict) return conflictText(conflict, ruleset);
  if (finding.law.from === undefined) return `${law}，不适用`;
  const { grounds, immaterial, missing } = told;
  const open = outcome === "undetermined";
  const begin = grounds.length === 0 ? "" : open ? `已知${some(grounds)}；` : `因${some(grounds)}，`;
  const aside = open || immaterial.length === 0 ? "" : `；${some(immaterial)}未填写，但不影响结论`;
  return `${begin}${conclusion(finding, missing, ruleset)}${aside}`;
}

function some(told: readonly string[]): string {
  const first = told.slice(0, MOST);
  const link = first.some((one) => /[、，]/.test(one)) ? "；" : "、";
  return `${first.join(link)}${told.length > MOST ? `等${told.length}项` : ""}`;
}

function conclusion(finding: Finding, missing: readonly string[], ruleset: Ruleset): string {
  const { outcome, exceptions = [], trace, law } = finding;
  const titles = (which: Finding["outcome"]) =>
    exceptions.flatMap((e) => (e.outcome === which ? [titleOf(e.rule, ruleset)] : [])).join("、");
  if (outcome === "applies") return "适用";
  if (outcome === "undetermined") {
    const open = titles("undetermined");
    const what = open === "" ? "尚不能认定" : `是否适用例外${open}尚不能认定`;
    return missing.length === 0 ? what : `${what}：尚缺${some(missing)}，填写后即可认定`;
  }
  if (titles("applies") !== "") return `本可适用，但适用${titles("applies")}，本条不再适用`;
  return law.coversEarlier && trace?.result === true ? "但期限在施行前已经届满，不适用" : "不适用";
}

function conflictText({ about, kind, between }: Conflict, ruleset: Ruleset): string {
  const words = new Words(ruleset, undefined);
  const says = between.map(
    ({ rule, says: value }) => `依${titleOf(rule, ruleset)}为${words.value(about, value)}`,
  );
  return `${says.join("，")}，${kind === "flag" ? "归类" : "期限"}相互矛盾`;
}

const titleOf = (rule: string, ruleset: Ruleset): string =>
  quoted(ruleset.rules.find(({ id }) => id === rule)?.title ?? rule);
