import { analyse } from "../../../functions/domain/analysis/analyse.ts";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { leaf, ruleOf, ruleset } from "./fixture.ts";

export const ON = "2026-09-28";
export type Own = readonly [id: string, versions: readonly object[], more?: Partial<Rule>];

/** The small folder with only these rules. */
export function folderOf(...own: readonly Own[]) {
  const rules = own.map(([id, versions, more]) => ruleOf(id, versions, more));
  const only: Ruleset = { ...ruleset, rules: rules.map(({ rule }) => rule) };
  return { ruleset: only, sources: new Map(rules.map(({ rule, source }) => [rule.id, source])) };
}

export const says = (...own: readonly Own[]) =>
  analyse(folderOf(...own)).map((d) => `${d.severity} ${d.code} ${d.file} ${d.pointer}`);

export const penalty = leaf("kind", "equal", "行政处罚");
export const licence = leaf("kind", "equal", "行政许可");
export const decided = leaf("decidedOn", "isPresent");
export const large = leaf("fineYuan", "greaterThan", 50000);
export const flag = (when: Condition, value: boolean, more: object = {}) => ({
  when,
  flag: { fact: "major", value, ...more },
});
export const due = (count: unknown) => ({ after: "decidedOn", count, unit: "working-day", source: "text" });
export const duty = (when: Condition, count: unknown, more: object = {}) => ({
  when,
  duty: {
    action: "disclose",
    responsible: "record.agency",
    due: due(count),
    dischargedBy: "publishedOn",
    ladder: "general",
    ...more,
  },
});

export type Outcomes = Readonly<Record<string, string>>;

/** What comes of each rule on a record, with what came of its condition alone where that differs. */
export async function outcomes(example: unknown, rules: Ruleset): Promise<Outcomes> {
  const { subject, on } = readSubject(JSON.stringify(example), rules, ON);
  const { findings } = await decide(subject, rules, on);
  return Object.fromEntries(
    findings.map(({ rule, outcome, exceptions, version }) => {
      const aside = exceptions?.some((one) => one.outcome === "applies") ? ", excepted" : "";
      return [rule, `${version === undefined ? "not in force" : outcome}${aside}`];
    }),
  );
}
