import { representatives } from "../analysis/representatives.ts";
import { holds } from "../decide/operators.ts";
import { factLookup, type KnownFact } from "../ruleset/fact-lookup.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Leaf } from "../schema/condition.ts";
import type { FactValue, Scalar } from "../schema/primitives.ts";
import type { Standing } from "./standing.ts";

/** A fact of a record, what it could also be, and the leaves that can tell these values apart. */
export type Alternatives = {
  readonly fact: string;
  readonly values: readonly FactValue[];
  readonly leaves: readonly SeenLeaf[];
};

/** A leaf seen from one fact while everything else stays: a test on a value of that fact. */
export type SeenLeaf = { readonly leaf: Leaf; readonly test: (value: FactValue | undefined) => boolean };

/**
 * For each fact that some condition looks at: one value for each way in which the conditions can tell values apart,
 * other than the way of the present value. Nothing for settings, for the agency, for what flags supply, and for what is
 * personal, which is not told.
 */
export function alternativesOf(type: string, standing: Standing, ruleset: Ruleset): Alternatives[] {
  const recordType = ruleset.recordTypes.get(type);
  const { find } = factLookup(recordType, ruleset.settings);
  const supplied = new Set([...standing.versions.values()].flatMap(({ flag }) => flag?.fact ?? []));
  const own = (recordType?.facts ?? []).filter(({ name, personal }) => !personal && !supplied.has(name));
  return own.flatMap(({ name }) => {
    const leaves = standing.leaves.flatMap((leaf) => seen(leaf, name, standing));
    const values = leaves.length === 0 ? [] : otherValues(name, find(name) as KnownFact, leaves, standing);
    return values.length === 0 ? [] : [{ fact: name, values, leaves }];
  });
}

function seen(leaf: Leaf, fact: string, { known }: Standing): (SeenLeaf & { constant?: Scalar[] })[] {
  const { operator, value } = leaf;
  const other = typeof value === "object" && !Array.isArray(value) ? value.fact : undefined;
  if (leaf.fact === fact && other === undefined) {
    const constant = value === undefined ? [] : ([value].flat() as Scalar[]);
    return [{ leaf, constant, test: (found) => holds(operator, found, value) }];
  }
  const fixed = leaf.fact === fact ? known[other as string] : other === fact ? known[leaf.fact] : undefined;
  if (fixed === undefined || Array.isArray(fixed) || other === leaf.fact) return [];
  const test = (found: FactValue | undefined) =>
    leaf.fact === fact ? holds(operator, found, fixed) : holds(operator, fixed, found);
  return [{ leaf, constant: [fixed], test }];
}

function otherValues(
  name: string,
  fact: KnownFact,
  leaves: readonly (SeenLeaf & { constant?: Scalar[] })[],
  { known }: Standing,
): FactValue[] {
  const constants = leaves.flatMap(({ constant = [] }) => constant);
  const present = known[name];
  const all =
    fact.type === "list" ? toggled(present, constants) : representatives(fact, { facts: [fact], constants });
  const told = new Set([signature(present, leaves)]);
  return all.filter((value) => {
    const says = signature(value, leaves);
    return !told.has(says) && told.add(says);
  });
}

/** A list with each item that a condition names put in or left out. */
function toggled(present: FactValue | undefined, items: readonly Scalar[]): FactValue[] {
  const list = Array.isArray(present) ? present : [];
  return [...new Set(items.map(String))].map((item) =>
    list.includes(item) ? list.filter((one) => one !== item) : [...list, item],
  );
}

const signature = (value: FactValue | undefined, leaves: readonly SeenLeaf[]): string =>
  leaves.map(({ test }) => (test(value) ? "1" : "0")).join("");
