import { show } from "../ruleset/diagnostic.ts";
import type { FactLookup } from "../ruleset/fact-lookup.ts";
import type { Condition, Leaf } from "../schema/condition.ts";
import { OPERATORS } from "../schema/operators.ts";

/** “罚款金额超过50000”, in the words of the labels. */
export function leafText({ fact, operator, value }: Leaf, lookup: FactLookup): string {
  const label = (name: string): string => lookup.find(name)?.label ?? name;
  const operand =
    typeof value === "object" && !Array.isArray(value)
      ? label(value.fact)
      : [value ?? []].flat().map(plain).join("、");
  return show(`“${label(fact)}${OPERATORS[operator].label}${operand}”`);
}

/** Said leaf by leaf; more than this is not read. */
const MAX_SAID = 4;

/** A leaf or a short list of leaves: “执法类别为行政处罚”或者“已公开”. */
export function conditionText(condition: Condition, lookup: FactLookup): string {
  if ("fact" in condition) return leafText(condition, lookup);
  const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : [];
  const said = parts.flatMap((part) => ("fact" in part ? leafText(part, lookup) : []));
  if (said.length < parts.length || said.length === 0 || said.length > MAX_SAID) return "其余条件";
  return said.join("all" in condition ? "、" : "或者");
}

const plain = (value: unknown): string => (value === true ? "是" : value === false ? "否" : String(value));
