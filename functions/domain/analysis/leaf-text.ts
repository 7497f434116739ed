import { show } from "../ruleset/diagnostic.ts";
import type { FactLookup } from "../ruleset/fact-lookup.ts";
import type { Leaf } from "../schema/condition.ts";
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

const plain = (value: unknown): string => (value === true ? "是" : value === false ? "否" : String(value));
