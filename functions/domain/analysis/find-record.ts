import { toInstant } from "../calendar/instants.ts";
import type { FactValue } from "../schema/primitives.ts";
import { type Budget, OutOfBudget } from "./budget.ts";
import type { FactSpace, Slot } from "./fact-space.ts";
import { type Choices, type Node, outcomesOf } from "./goal.ts";
import { ANY, FALSE, isDecided, negated, type Outcomes, TRUE, UNKNOWN } from "./outcomes.ts";

/** A node and what it may come to. */
export type Goal = { readonly node: Node; readonly allowed: Outcomes };

/** As few facts as show something; `missing` are those that must not be there. */
export type Example = {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly missing: readonly string[];
};
export type Search = { readonly found: Example } | "none" | "too-complex";

/** One slot is chosen at each depth. */
const MAX_SLOTS = 400;

/** A record on which every goal holds, `none` if there is certainly no such record. */
export function findRecord(space: FactSpace, goals: readonly Goal[], budget: Budget): Search {
  if (space.slots.length > MAX_SLOTS) return "too-complex";
  try {
    const search = new RecordSearch(space.slots, goals, budget);
    return search.run() ? "none" : { found: search.example() };
  } catch (error) {
    if (error instanceof OutOfBudget) return "too-complex";
    throw error;
  }
}

/** Depth first: chooses what some open goal looks at first, leaves a branch as soon as a goal is out of reach. */
class RecordSearch {
  readonly #slots: readonly Slot[];
  readonly #goals: readonly Goal[];
  readonly #choices: Choices;
  readonly #look: () => void;

  constructor(slots: readonly Slot[], goals: readonly Goal[], budget: Budget) {
    this.#slots = slots;
    this.#goals = goals;
    this.#choices = new Int16Array(slots.length).fill(-1);
    this.#look = () => budget.spend(1);
  }

  /** Nothing once all goals hold, else the slots that are to blame: whatever else is chosen, they do not go together. */
  run(): ReadonlySet<number> | undefined {
    const outcomes = this.#goals.map((goal) => this.#outcomes(goal.node));
    const failed = this.#goals.find((goal, i) => ((outcomes[i] ?? 0) & goal.allowed) === 0);
    if (failed) return new Set(this.#blame(failed.node, failed.allowed));
    const open = this.#goals.find((goal, i) => ((outcomes[i] ?? 0) & ~goal.allowed) !== 0);
    if (!open) return undefined;
    const { slot, values } = this.#next(open.node, open.allowed);
    const blamed = new Set<number>();
    for (const value of values) {
      this.#choices[slot] = value;
      const conflict = this.run();
      if (!conflict) return undefined;
      if (!conflict.has(slot)) {
        this.#choices[slot] = -1;
        return conflict;
      }
      for (const other of conflict) blamed.add(other);
    }
    this.#choices[slot] = -1;
    blamed.delete(slot);
    return blamed;
  }

  /** The chosen slots that keep the node from being any of `wanted`. */
  #blame(node: Node, wanted: Outcomes): number[] {
    if ("leaf" in node) return node.leaf.slots.filter((slot) => (this.#choices[slot] ?? -1) >= 0);
    if ("not" in node) return this.#blame(node.not, negated(wanted));
    if ("constant" in node) return [];
    const children = "all" in node ? node.all : node.any;
    const decisive = "all" in node ? FALSE : TRUE;
    const needed = ANY & ~decisive;
    if ((wanted & decisive) === 0) {
      const all = wanted === needed || (wanted & UNKNOWN) === 0 ? wanted : needed;
      const only = children.find((child) => (this.#outcomes(child) & all) === 0);
      if (only) return this.#blame(only, all);
    }
    return children.flatMap((child) => this.#blame(child, wanted));
  }

  #outcomes(node: Node): Outcomes {
    return outcomesOf(node, this.#choices, this.#look);
  }

  /** A slot that keeps the node open, with the values that suit `wanted` first. */
  #next(node: Node, wanted: Outcomes): { slot: number; values: number[] } {
    if ("not" in node) return this.#next(node.not, negated(wanted));
    if ("all" in node || "any" in node) {
      const children = "all" in node ? node.all : node.any;
      const open = children.filter((child) => !isDecided(this.#outcomes(child)));
      const suiting = open.find((child) => (this.#outcomes(child) & wanted) !== 0);
      return this.#next(suiting ?? (open[0] as Node), wanted);
    }
    if (!("leaf" in node)) throw new TypeError("a constant is never open");
    const slot = node.leaf.slots.find((s) => (this.#choices[s] ?? -1) < 0) as number;
    const values = [...(this.#slots[slot]?.values ?? []).keys()];
    const fit = (value: number): number => {
      this.#choices[slot] = value;
      const could = this.#outcomes(node);
      this.#choices[slot] = -1;
      return (could & ~wanted) === 0 ? 0 : (could & wanted) !== 0 ? 1 : 2;
    };
    const fits = values.map(fit);
    return { slot, values: values.sort((a, b) => (fits[a] ?? 0) - (fits[b] ?? 0)) };
  }

  /** What was chosen, without what turned out not to matter. */
  example(): Example {
    for (const i of this.#slots.keys()) this.#simplify(i);
    const facts: Record<string, FactValue> = Object.create(null);
    const missing: string[] = [];
    for (const [i, slot] of this.#slots.entries()) {
      const choice = this.#choices[i] ?? -1;
      if (choice < 0 || slot.item !== undefined) continue;
      const value = slot.values[choice];
      if (value === undefined) missing.push(slot.fact);
      else if (value !== slot.silence)
        facts[slot.fact] = Array.isArray(value) ? this.#itemsOf(slot.fact, value) : value;
    }
    return { facts, missing };
  }

  /** Leaves the slot open where it may be, or an event that need not have happened out. */
  #simplify(slot: number): void {
    const { mayBeLeftOut, values } = this.#slots[slot] as Slot;
    const choice = this.#choices[slot] ?? -1;
    if (!mayBeLeftOut) {
      this.#choices[slot] = Math.max(0, choice);
      return;
    }
    const simpler = [-1, ...(toInstant(values[choice]) !== undefined ? [values.indexOf(undefined)] : [])];
    for (const other of simpler) {
      this.#choices[slot] = other;
      if (this.#holds()) return;
    }
    this.#choices[slot] = choice;
  }

  #holds(): boolean {
    return this.#goals.every((goal) => (this.#outcomes(goal.node) & ~goal.allowed) === 0);
  }

  #itemsOf(fact: string, unnamed: string[]): string[] {
    const items = this.#slots.flatMap((slot, i) =>
      slot.fact === fact && slot.item !== undefined && this.#choices[i] === 0 ? [slot.item] : [],
    );
    return items.length > 0 ? items : unnamed;
  }
}
