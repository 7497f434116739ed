import type { FactLookup } from "../ruleset/fact-lookup.ts";
import { factsOf } from "../ruleset/flag-levels.ts";
import type { Condition } from "../schema/condition.ts";
import type { Settings } from "../schema/folder.ts";
import { type Budget, OutOfBudget } from "./budget.ts";
import { FactSpace } from "./fact-space.ts";
import { findRecord, type Goal, type Search } from "./find-record.ts";
import { compile } from "./goal.ts";
import { settingsOfTheDay } from "./in-force.ts";
import { type Outcomes, TRUE } from "./outcomes.ts";

/** A condition, nothing for one that always holds, and what it may come to. */
export type Demand = readonly [condition: Condition | undefined, allowed: Outcomes];

/** What asking costs by itself, in looks at a leaf. */
const OVERHEAD = 200;

/** A record that meets all demands. */
export function search(demands: readonly Demand[], lookup: FactLookup, budget: Budget): Search {
  try {
    budget.spend(OVERHEAD);
    const conditions = demands.flatMap(([condition]) => condition ?? []);
    const space = new FactSpace(conditions, lookup, budget);
    const goals = demands.map(([one, allowed]): Goal => ({ node: compile(one, space), allowed }));
    return findRecord(space, goals, budget);
  } catch (error) {
    if (!(error instanceof OutOfBudget)) throw error;
    return "too-complex";
  }
}

/** The demands, and that settings are as they are on the record's own day. */
export function underSettings(
  settings: Settings,
  demands: readonly Demand[],
  typeDate: string | undefined,
): Demand[] {
  const facts = new Set(demands.flatMap(([one]) => factsOf(one)));
  const fixed = settingsOfTheDay(settings, facts, typeDate);
  return [...demands, ...fixed.map((one): Demand => [one, TRUE])];
}
