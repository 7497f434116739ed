import { holds } from "../decide/operators.ts";
import type { FactLookup, KnownFact } from "../ruleset/fact-lookup.ts";
import type { Condition, Leaf } from "../schema/condition.ts";
import type { FactValue, Scalar } from "../schema/primitives.ts";
import type { Budget } from "./budget.ts";
import { FALSE, type Outcomes, TRUE, UNKNOWN } from "./outcomes.ts";
import { representatives } from "./representatives.ts";

/** One thing to choose: the value of a fact (`undefined` is missing), or whether a list holds an item. */
export type Slot = {
  readonly fact: string;
  readonly item?: string;
  readonly values: readonly (FactValue | undefined)[];
  /** What stands for it where it is not chosen is one of `values`. */
  readonly mayBeLeftOut: boolean;
  /** What a record says by saying nothing. */
  readonly silence: FactValue | undefined;
};

/** A leaf with what it says for each choice of its one or two slots. */
export type CompiledLeaf = {
  readonly slots: readonly [number] | readonly [number, number];
  /** By choice of the first slot, then of the second. */
  readonly table: readonly (readonly Outcomes[])[];
  /** With the first slot open, the second open, or both. */
  readonly byFirst: readonly Outcomes[];
  readonly bySecond: readonly Outcomes[];
  readonly open: Outcomes;
};

/**
 * The values that matter to some conditions, few enough to be tried one by one: conditions that look at facts only
 * by comparing them cannot tell these from any others.
 */
export class FactSpace {
  readonly slots: Slot[] = [];
  readonly #slotOf = new Map<string, number>();
  readonly #compiled = new Map<string, CompiledLeaf>();
  readonly #byIdentity = new Map<Leaf, CompiledLeaf>();
  readonly #budget: Budget;

  /** @throws {OutOfBudget} where the conditions name too much to look at. */
  constructor(conditions: readonly Condition[], lookup: FactLookup, budget: Budget) {
    this.#budget = budget;
    const leaves = distinct(conditions.flatMap(leavesOf));
    for (const group of comparedFacts(leaves)) this.#addGroup(group, leaves, lookup);
  }

  /** The slot that says whether a fact is there, and what it holds. */
  slot(fact: string): number {
    return this.#slotOf.get(fact) as number;
  }

  leaf(leaf: Leaf): CompiledLeaf {
    let compiled = this.#byIdentity.get(leaf);
    if (compiled) return compiled;
    const key = JSON.stringify(leaf);
    compiled = this.#compiled.get(key) ?? this.#compile(leaf);
    this.#compiled.set(key, compiled);
    this.#byIdentity.set(leaf, compiled);
    return compiled;
  }

  #addGroup(group: readonly string[], leaves: readonly Leaf[], lookup: FactLookup): void {
    const own = leaves.filter((leaf) => group.includes(leaf.fact));
    const known = group.map((name) => knownFact(name, lookup));
    const constants = [
      ...own.flatMap(constantsOf),
      ...known.flatMap((fact) => (fact.default === undefined ? [] : [fact.default])),
    ];
    this.#budget.spend(constants.length * own.length * group.length);
    for (const [i, name] of group.entries()) {
      const fact = known[i] as KnownFact;
      const missing = isAlwaysThere(name, fact) ? [] : [undefined];
      const mayBeLeftOut = group.length === 1 || missing.length > 0 || fact.default !== undefined;
      if (fact.type === "list") {
        const items = new Set(constants.map(String));
        // There, with an item that no condition names if there is one; which of the others it holds is chosen apart.
        const unnamed = fact.values?.find((value) => !items.has(value));
        const present = unnamed === undefined ? [] : [unnamed];
        this.#add({ fact: name, values: [present, ...missing], mayBeLeftOut, silence: undefined });
        for (const item of items)
          this.#add({ fact: name, item, values: [true, false], mayBeLeftOut: true, silence: false });
        continue;
      }
      const all = representatives(fact, { facts: known, constants });
      const values = [...byDefault(all, fact.default), ...missing];
      this.#budget.spend(values.length * own.length);
      const tried = group.length > 1 ? values : distinguished(values, own);
      this.#add({ fact: name, values: tried, mayBeLeftOut, silence: fact.default });
    }
  }

  #add(slot: Slot): void {
    this.#slotOf.set(keyOf(slot.fact, slot.item), this.slots.length);
    this.slots.push(slot);
  }

  #compile(leaf: Leaf): CompiledLeaf {
    const first = this.slot(leaf.fact);
    const second = this.#secondSlot(leaf);
    const firstValues = this.slots[first]?.values ?? [];
    const secondValues = second === undefined ? [undefined] : (this.slots[second]?.values ?? []);
    this.#budget.spend(firstValues.length * secondValues.length);
    const table = firstValues.map((a) => secondValues.map((b) => this.#judge(leaf, a, b)));
    const byFirst = table.map((row) => union(row));
    const bySecond = secondValues.map((_, j) => union(table.map((row) => row[j] ?? 0)));
    const slots = second === undefined ? ([first] as const) : ([first, second] as const);
    return { slots, table, byFirst, bySecond, open: union(byFirst) };
  }

  #secondSlot({ fact, value }: Leaf): number | undefined {
    if (typeof value === "object" && !Array.isArray(value))
      return value.fact === fact ? undefined : this.slot(value.fact);
    return this.#slotOf.get(keyOf(fact, String(value)));
  }

  #judge(leaf: Leaf, a: FactValue | undefined, b: FactValue | undefined): Outcomes {
    const { operator, value } = leaf;
    if (typeof value === "object" && !Array.isArray(value))
      return judge(operator, a, value.fact === leaf.fact ? a : b);
    if (operator !== "contains" && operator !== "doesNotContain") return judge(operator, a, value);
    return judge(operator, a && (b === true ? [value] : []), value);
  }
}

export function judge(operator: Leaf["operator"], found: unknown, expected: unknown): Outcomes {
  const asks = operator === "isPresent" || operator === "isMissing";
  if (!asks && (found === undefined || expected === undefined)) return UNKNOWN;
  return holds(operator, found, expected) ? TRUE : FALSE;
}

const union = (outcomes: readonly Outcomes[]): Outcomes => outcomes.reduce((all, one) => all | one, 0);
const keyOf = (fact: string, item?: string): string => (item === undefined ? fact : `${fact}\0${item}`);
const otherFact = ({ value }: Leaf): string | undefined =>
  typeof value === "object" && !Array.isArray(value) ? value.fact : undefined;
const constantsOf = ({ value }: Leaf): Scalar[] =>
  typeof value === "object" && !Array.isArray(value) ? [] : [value ?? []].flat();

export function leavesOf(condition: Condition): Leaf[] {
  if ("all" in condition) return condition.all.flatMap(leavesOf);
  if ("any" in condition) return condition.any.flatMap(leavesOf);
  return "not" in condition ? leavesOf(condition.not) : [condition];
}

const distinct = (leaves: readonly Leaf[]): Leaf[] => [
  ...new Map(leaves.map((leaf) => [JSON.stringify(leaf), leaf])).values(),
];

/** Facts in groups that some leaf compares with each other. */
function comparedFacts(leaves: readonly Leaf[]): string[][] {
  const groupOf = new Map<string, string[]>();
  const groupFor = (fact: string): string[] => {
    const group = groupOf.get(fact) ?? [fact];
    groupOf.set(fact, group);
    return group;
  };
  for (const leaf of leaves) {
    const group = groupFor(leaf.fact);
    const fact = otherFact(leaf);
    const other = fact === undefined ? group : groupFor(fact);
    if (other === group) continue;
    group.push(...other);
    for (const member of other) groupOf.set(member, group);
  }
  return [...new Set(groupOf.values())];
}

const knownFact = (name: string, lookup: FactLookup): KnownFact =>
  lookup.find(name) ?? { type: "text", label: name, explanation: name };

/** A record cannot leave these out. */
function isAlwaysThere(name: string, fact: KnownFact): boolean {
  return name === "on" || name === "agency" || name.startsWith("setting.") || fact.default !== undefined;
}

function byDefault(values: readonly FactValue[], first: FactValue | undefined): FactValue[] {
  return first === undefined ? [...values] : [first, ...values.filter((value) => value !== first)];
}

/** One value for each way in which the leaves can tell values apart. */
function distinguished(
  values: readonly (FactValue | undefined)[],
  leaves: readonly Leaf[],
): (FactValue | undefined)[] {
  const firsts = new Map<string, FactValue | undefined>();
  for (const value of values) {
    const says = leaves
      .map((leaf) => judge(leaf.operator, value, otherFact(leaf) === undefined ? leaf.value : value))
      .join();
    if (!firsts.has(says)) firsts.set(says, value);
  }
  return [...firsts.values()];
}
