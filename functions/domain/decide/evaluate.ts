import { type Almanac, Engine, type RuleResult, type TopLevelCondition } from "json-rules-engine";
import type { Condition } from "../schema/condition.ts";
import type { Facts, Scalar } from "../schema/primitives.ts";
import { type Folded, fold, type ResultNode } from "./fold.ts";
import { operators } from "./operators.ts";

/** A condition to evaluate. Lower levels are evaluated before higher ones. */
export type Evaluable = {
  readonly key: string;
  readonly when: Condition;
  readonly level: number;
  /** Its result may supply a fact that higher levels look at. */
  readonly supplies?: true;
};

/** Asked once each condition that supplies is folded; all of lower levels are folded by then. */
export type Supply = (key: string) => readonly [fact: string, value: Scalar] | undefined;

/** Conditions ready to run. The only place that knows json-rules-engine. */
export class Evaluator {
  readonly #engine: Engine;
  readonly #supplying = new Set<string>();
  readonly #wrapped = new Set<string>();
  /** One engine runs one record at a time: its status is shared between runs. */
  #tail: Promise<unknown> = Promise.resolve();
  #results = new Map<string, Folded>();
  #supply: Supply | undefined;
  #fault: { readonly error: unknown } | undefined;

  constructor(evaluables: readonly Evaluable[]) {
    this.#engine = new Engine([], { allowUndefinedFacts: true });
    for (const operator of operators) this.#engine.addOperator(operator);
    const highest = evaluables.reduce((level, e) => Math.max(level, e.level), 0);
    for (const { key, when, level, supplies } of evaluables) {
      const conditions = forEngine(when) as TopLevelCondition;
      if ("fact" in when) this.#wrapped.add(key);
      if (supplies) this.#supplying.add(key);
      const root = "fact" in when ? { all: [conditions] } : conditions;
      this.#engine.addRule({
        name: key,
        conditions: root as TopLevelCondition,
        event: { type: key },
        priority: highest - level + 1,
      });
    }
    if (this.#supplying.size > 0) {
      const onResult = (_event: unknown, almanac: Almanac, result: RuleResult) => this.#take(result, almanac);
      this.#engine.on("success", onResult);
      this.#engine.on("failure", onResult);
    }
  }

  /** Evaluates all conditions on `facts` in one run, into `results` by key. */
  evaluate(facts: Facts, results: Map<string, Folded>, supply?: Supply): Promise<void> {
    const run = this.#tail.then(() => this.#run(facts, results, supply));
    this.#tail = run.catch(() => undefined);
    return run;
  }

  async #run(facts: Facts, results: Map<string, Folded>, supply: Supply | undefined): Promise<void> {
    this.#results = results;
    this.#supply = supply;
    this.#fault = undefined;
    const run = await this.#engine.run(facts as Record<string, unknown>);
    if (this.#fault) throw (this.#fault as { error: unknown }).error;
    for (const result of [...run.results, ...run.failureResults]) this.#fold(result);
  }

  #fold(result: RuleResult): void {
    if (this.#results.has(result.name)) return;
    const root = result.conditions as unknown as ResultNode;
    this.#results.set(
      result.name,
      fold(this.#wrapped.has(result.name) ? (root.all?.[0] as ResultNode) : root),
    );
  }

  #take(result: RuleResult, almanac: Almanac): void {
    this.#fold(result);
    if (!this.#supplying.has(result.name) || this.#fault) return;
    try {
      const supplied = this.#supply?.(result.name);
      if (supplied) almanac.addFact(supplied[0], supplied[1] as never);
    } catch (error) {
      // Thrown here, it would end the run while the engine goes on into the next record's.
      this.#fault = { error };
    }
  }
}

/** The engine demands a `value` also where our format has none. */
function forEngine(condition: Condition): unknown {
  if ("all" in condition) return { all: condition.all.map(forEngine) };
  if ("any" in condition) return { any: condition.any.map(forEngine) };
  if ("not" in condition) return { not: forEngine(condition.not) };
  return "value" in condition ? { ...condition } : { ...condition, value: true };
}
