import type { Words } from "../read/words.ts";
import type { FactLookup } from "../ruleset/fact-lookup.ts";
import type { SourceFile } from "../ruleset/source-file.ts";
import type { Condition } from "../schema/condition.ts";
import { Budget, OutOfBudget } from "./budget.ts";
import { type Demand, search, underSettings } from "./demands.ts";
import { FactSpace } from "./fact-space.ts";
import { type Example, findRecord, type Goal } from "./find-record.ts";
import { compile } from "./goal.ts";
import type { Outcomes } from "./outcomes.ts";

/** Looks at leaves for the conditions of one version; the largest that is shipped takes a tenth. */
const LOOKS = 500_000;

/** What the conditions of one version are asked about. */
export class Inquiry {
  readonly source: SourceFile;
  readonly lookup: FactLookup;
  readonly space: FactSpace;
  readonly words: Words;
  readonly #budget: Budget;
  /** Examples only help to read what is already found. */
  readonly #forExamples = new Budget(LOOKS);

  constructor(conditions: readonly Condition[], source: SourceFile, lookup: FactLookup, words: Words) {
    this.source = source;
    this.lookup = lookup;
    this.words = words;
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

  /** A record that meets the demands, under the settings as they are if there is one. */
  example(...demands: readonly Demand[]): Example | undefined {
    const { ruleset, recordDate } = this.words;
    for (const asked of [underSettings(ruleset.settings, demands, recordDate), demands]) {
      const result = search(asked, this.lookup, this.#forExamples);
      if (typeof result === "object") return result.found;
    }
    return undefined;
  }
}
