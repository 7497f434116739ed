import type { Condition } from "../schema/condition.ts";
import type { CompiledLeaf, FactSpace } from "./fact-space.ts";
import { combined, FALSE, negated, type Outcomes, TRUE } from "./outcomes.ts";

/** A condition ready to be looked at while some facts are still open. */
export type Node =
  | { readonly all: readonly Node[] }
  | { readonly any: readonly Node[] }
  | { readonly not: Node }
  | { readonly leaf: CompiledLeaf }
  | { readonly constant: Outcomes };

export const ALWAYS: Node = { constant: TRUE };

export function compile(condition: Condition | undefined, space: FactSpace): Node {
  if (!condition) return ALWAYS;
  if ("all" in condition) return { all: condition.all.map((c) => compile(c, space)) };
  if ("any" in condition) return { any: condition.any.map((c) => compile(c, space)) };
  if ("not" in condition) return { not: compile(condition.not, space) };
  return { leaf: space.leaf(condition) };
}

/** Index of the value chosen for each slot, -1 while it is open. */
export type Choices = Int16Array;

/** What the node can still be; `look` is called for each leaf. */
export function outcomesOf(node: Node, choices: Choices, look: () => void): Outcomes {
  if ("leaf" in node) {
    look();
    return leafOutcomes(node.leaf, choices);
  }
  if ("all" in node) return combined(node.all, (child) => outcomesOf(child, choices, look), FALSE);
  if ("any" in node) return combined(node.any, (child) => outcomesOf(child, choices, look), TRUE);
  if ("not" in node) return negated(outcomesOf(node.not, choices, look));
  return node.constant;
}

function leafOutcomes({ slots, table, byFirst, bySecond, open }: CompiledLeaf, choices: Choices): Outcomes {
  const first = choices[slots[0]] ?? -1;
  const second = slots[1] === undefined ? 0 : (choices[slots[1]] ?? -1);
  if (first < 0) return (second < 0 || slots[1] === undefined ? open : bySecond[second]) ?? open;
  return (second < 0 ? byFirst[first] : table[first]?.[second]) ?? open;
}
