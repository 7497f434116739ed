import type { Diagnostic } from "../ruleset/diagnostic.ts";
import { called } from "../ruleset/named-fact.ts";
import type { Path } from "../ruleset/source-file.ts";
import type { Condition, Leaf } from "../schema/condition.ts";
import type { DueAfter } from "../schema/due.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { smallestConflict } from "./blame.ts";
import { partsOf } from "./condition-parts.ts";
import { withExample } from "./example-text.ts";
import type { Inquiry } from "./inquiry.ts";
import { TRUE } from "./outcomes.ts";
import { nearest } from "./showing.ts";

/** What has to be filled in for a due date to be known, and where it is named. */
type Needed = { readonly facts: readonly string[]; readonly present: Condition; readonly at: Path };

/** What the due date of a version's duty is counted from, and the fact that says how many. */
export function neededForDue({ duty }: RuleVersion): Needed[] {
  if (!duty || !("after" in duty.due)) return [];
  const { after, count }: DueAfter = duty.due;
  const starts = { facts: [after].flat(), at: ["after"] };
  const counts = typeof count === "number" ? [] : [{ facts: [count.fact], at: ["count", "fact"] }];
  return [starts, ...counts].map((one) => ({ ...one, present: anyPresent(one.facts) }));
}

const isPresent = (fact: string): Leaf => ({ fact, operator: "isPresent" });
const anyPresent = (facts: readonly string[]): Condition => {
  const leaves = facts.map(isPresent);
  return leaves.length === 1 ? (leaves[0] as Leaf) : { any: leaves };
};

/** A duty without a due date stays undetermined: where no record that has one meets `when`, nobody ever owes it. */
export function checkNeverDue(
  when: Condition,
  needed: readonly Needed[],
  path: Path,
  inquiry: Inquiry,
): Diagnostic[] {
  const applies = inquiry.goal(when, TRUE);
  if (inquiry.excludes(applies)) return [];
  const known = needed.map(({ present }) => inquiry.goal(present, TRUE));
  const missing = needed.find((_, i) => inquiry.excludes(applies, ...known.slice(0, i + 1)));
  if (!missing) return [];
  const { source, lookup, words } = inquiry;
  const names = missing.facts.map((name) => {
    const fact = lookup.find(name);
    return fact ? called({ ...fact, name }) : name;
  });
  const message = `规则适用时${names.join("、")}必然未填写，期限无从算起，应办事项永远不能产生，请改正 when 或者 due`;
  const parts = [when, ...needed.map(({ present }) => present)].flatMap((condition) =>
    partsOf({ condition, path, wanted: TRUE }),
  );
  const shown = nearest(parts, smallestConflict(parts, inquiry), inquiry);
  return [withExample(source.at([...path, ...missing.at], "never-due", message), shown, words)];
}
