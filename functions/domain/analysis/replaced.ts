import type { Condition, Leaf } from "../schema/condition.ts";
import { type FALSE, TRUE } from "./outcomes.ts";

export type Certain = typeof TRUE | typeof FALSE;

/** The condition with what is certain in the place of some leaves. */
export function replaced(condition: Condition, outcomeOf: (leaf: Leaf) => Certain | undefined): Condition {
  if ("all" in condition) return { all: condition.all.map((one) => replaced(one, outcomeOf)) };
  if ("any" in condition) return { any: condition.any.map((one) => replaced(one, outcomeOf)) };
  if ("not" in condition) return { not: replaced(condition.not, outcomeOf) };
  const outcome = outcomeOf(condition);
  if (outcome === undefined) return condition;
  return outcome === TRUE ? { all: [] } : { any: [] };
}
