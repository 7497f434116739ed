import type { FactLookup } from "../ruleset/fact-lookup.ts";
import type { SourceFile } from "../ruleset/source-file.ts";
import type { Condition } from "../schema/condition.ts";
import { Budget, OutOfBudget } from "./budget.ts";
import { FactSpace } from "./fact-space.ts";
import { findRecord, type Goal } from "./find-record.ts";
import { compile } from "./goal.ts";
import type { Outcomes } from "./outcomes.ts";

/** Looks at leaves for the conditions of one version; the largest that is shipped takes a tenth. */
const LOOKS = 500_000;

/** What the conditions of one version are asked about. */
export class Inquiry {
  readonly source: SourceFile;
  readonly lookup: FactLookup;
  readonly space: FactSpace;
  readonly #budget: Budget;

  constructor(conditions: readonly Condition[], source: SourceFile, lookup: FactLookup) {
    this.source = source;
    this.lookup = lookup;
    this.#budget = new Budget(LOOKS);
    this.space = new FactSpace(conditions, lookup, this.#budget);
  }

  goal(condition: Condition | undefined, allowed: Outcomes): Goal {
    return { node: compile(condition, this.space), allowed };
  }

  /** Whether no record reaches all goals at once. @throws {OutOfBudget} */
  readonly excludes = (...goals: readonly Goal[]): boolean => {
    const result = findRecord(this.space, goals, this.#budget);
    if (result === "too-complex") throw new OutOfBudget();
    return result === "none";
  };
}
