import type { Condition, Leaf } from "../schema/condition.ts";
import { OPERATORS } from "../schema/operators.ts";
import type { FactValue } from "../schema/primitives.ts";
import type { Part } from "./condition-parts.ts";
import type { Demand } from "./demands.ts";
import { exampleCase, type Shown } from "./example-text.ts";
import { leavesOf } from "./fact-space.ts";
import type { Example } from "./find-record.ts";
import type { Inquiry } from "./inquiry.ts";
import { conditionText } from "./leaf-text.ts";
import { FALSE, TRUE, UNKNOWN } from "./outcomes.ts";

/**
 * The record that comes nearest to what no record can meet: all that is demanded, but for the last of what is to blame;
 * failing that, the rest of what is to blame.
 */
export function nearest(
  demanded: readonly Part[],
  blamed: readonly Part[],
  inquiry: Inquiry,
): Shown | undefined {
  const failing = blamed.at(-1);
  if (!failing) return undefined;
  const { condition, wanted } = failing;
  const opposite = TRUE + FALSE - wanted;
  for (const parts of [demanded, blamed]) {
    const others = parts
      .filter((part) => part !== failing)
      .map((part): Demand => [part.condition, part.wanted]);
    for (const outcome of [opposite, UNKNOWN]) {
      const example = inquiry.example(...others, [condition, outcome]);
      if (!example) continue;
      const what = conditionText(condition, inquiry.lookup);
      const fails = wanted === TRUE ? `不符合${what}` : `符合${what}，而条件要求不符合`;
      const says = outcome === UNKNOWN ? `无从认定是否符合${what}` : fails;
      const text = `${exampleCase(example, inquiry.words)}，${says}`;
      return { text, example };
    }
  }
  return undefined;
}

/** Two records that differ in a fact that `looksAt` looks at, and still both meet the demands: `so` says to what they come. */
export function alike(
  demands: readonly Demand[],
  looksAt: Condition,
  so: string,
  inquiry: Inquiry,
): Shown | undefined {
  const leaves = leavesOf(looksAt).filter(({ fact }) => !fact.startsWith("setting."));
  for (const [fact, own] of Map.groupBy(leaves, (leaf) => leaf.fact)) {
    const pair = differing(fact, own, demands, inquiry);
    if (!pair) continue;
    const [example, other] = pair;
    const [one, two] = pair.map((record) => exampleCase(record, inquiry.words));
    return { text: `${one}，以及${two}，都${so}`, example, other };
  }
  return undefined;
}

function differing(
  fact: string,
  leaves: readonly Leaf[],
  demands: readonly Demand[],
  inquiry: Inquiry,
): [Example, Example] | undefined {
  const present: Leaf = { fact, operator: "isPresent" };
  const missing: Leaf = { fact, operator: "isMissing" };
  const found = inquiry.example(...demands, [present, TRUE]);
  if (!found) return undefined;
  const example = stating(found, fact, inquiry);
  const unlike = unlikeLeaf(fact, example, leaves);
  const asked = leaves.some(({ operator }) => OPERATORS[operator].value === "none");
  for (const stance of asked ? [missing, unlike] : [unlike, missing]) {
    const other = inquiry.example(...demands, [stance, TRUE]);
    if (other) return [example, stance === missing ? other : stating(other, fact, inquiry)];
  }
  return undefined;
}

/** What is true of records that say something else of the fact. */
function unlikeLeaf(fact: string, { facts }: Example, leaves: readonly Leaf[]): Leaf {
  const value = facts[fact] as FactValue;
  if (!Array.isArray(value)) return { fact, operator: "notEqual", value };
  const item = leaves.map((leaf) => leaf.value).find((one) => typeof one === "string") ?? "";
  return { fact, operator: value.includes(item) ? "doesNotContain" : "contains", value: item };
}

/** With a value of the fact: where the record leaves it open, any does. */
function stating({ facts, missing }: Example, fact: string, { lookup }: Inquiry): Example {
  if (Object.hasOwn(facts, fact)) return { facts, missing };
  const known = lookup.find(fact);
  return { facts: { ...facts, [fact]: known?.default ?? known?.example ?? "" }, missing };
}
