import { type Almanac, Engine, type RuleResult, type TopLevelCondition } from "json-rules-engine";
import type { Condition } from "../schema/condition.ts";
import type { Facts, Scalar } from "../schema/primitives.ts";
import { type Folded, fold, type ResultNode } from "./fold.ts";
import { operators } from "./operators.ts";

/** A condition to evaluate. `level` orders flags before the rules that look at what they supply. */
export type Evaluable = {
  readonly key: string;
  readonly when: Condition;
  readonly level: number;
  readonly supplies?: { readonly fact: string; readonly value: Scalar; readonly otherwise?: Scalar };
};

export type Evaluation = {
  readonly results: ReadonlyMap<string, Folded>;
  readonly flags: Readonly<Record<string, Scalar>>;
};

/** Conditions ready to run. The only place that knows json-rules-engine. */
export class Evaluator {
  readonly #engine: Engine;
  readonly #supplies = new Map<string, NonNullable<Evaluable["supplies"]>>();
  readonly #wrapped = new Set<string>();
  /** One engine runs one record at a time: its status is shared between runs. */
  #tail: Promise<unknown> = Promise.resolve();
  #flags: Record<string, Scalar> = {};
  #contradicted = new Set<string>();
  #stated: Facts = {};
  readonly #folded = new Map<string, Folded>();

  constructor(evaluables: readonly Evaluable[]) {
    this.#engine = new Engine([], { allowUndefinedFacts: true });
    for (const operator of operators) this.#engine.addOperator(operator);
    const highest = Math.max(0, ...evaluables.map((e) => e.level));
    for (const { key, when, level, supplies } of evaluables) {
      const conditions = forEngine(when) as TopLevelCondition;
      if ("fact" in when) this.#wrapped.add(key);
      if (supplies) this.#supplies.set(key, supplies);
      const root = "fact" in when ? { all: [conditions] } : conditions;
      this.#engine.addRule({
        name: key,
        conditions: root as TopLevelCondition,
        event: { type: key },
        priority: highest - level + 1,
      });
    }
    if (this.#supplies.size > 0) {
      const onResult = (_event: unknown, almanac: Almanac, result: RuleResult) =>
        this.#supply(result, almanac);
      this.#engine.on("success", onResult);
      this.#engine.on("failure", onResult);
    }
  }

  /** Evaluates all conditions on `facts` in one run; a fact that `stated` holds is not overridden by a flag. */
  evaluate(facts: Facts, stated: Facts): Promise<Evaluation> {
    const run = this.#tail.then(() => this.#run(facts, stated));
    this.#tail = run.catch(() => undefined);
    return run;
  }

  async #run(facts: Facts, stated: Facts): Promise<Evaluation> {
    this.#flags = {};
    this.#contradicted = new Set();
    this.#stated = stated;
    this.#folded.clear();
    const { results, failureResults } = await this.#engine.run(facts as Record<string, unknown>);
    const folded = new Map<string, Folded>();
    for (const result of [...results, ...failureResults]) {
      folded.set(result.name, this.#folded.get(result.name) ?? this.#fold(result));
    }
    return { results: folded, flags: this.#flags };
  }

  #fold(result: RuleResult): Folded {
    const root = result.conditions as unknown as ResultNode;
    return fold(this.#wrapped.has(result.name) ? (root.all?.[0] as ResultNode) : root);
  }

  #supply(result: RuleResult, almanac: Almanac): void {
    const supplies = this.#supplies.get(result.name);
    if (!supplies) return;
    const folded = this.#fold(result);
    this.#folded.set(result.name, folded);
    const { fact } = supplies;
    const value =
      folded.result === true ? supplies.value : folded.result === false ? supplies.otherwise : undefined;
    if (value === undefined || fact in this.#stated || this.#contradicted.has(fact)) return;
    if (Object.hasOwn(this.#flags, fact) && this.#flags[fact] !== value) {
      // Two flags say different things: nobody wins, the fact stays missing.
      this.#contradicted.add(fact);
      delete this.#flags[fact];
      almanac.addFact(fact, undefined as never);
      return;
    }
    this.#flags[fact] = value;
    almanac.addFact(fact, value as never);
  }
}

/** The engine demands a `value` also where our format has none. */
function forEngine(condition: Condition): unknown {
  if ("all" in condition) return { all: condition.all.map(forEngine) };
  if ("any" in condition) return { any: condition.any.map(forEngine) };
  if ("not" in condition) return { not: forEngine(condition.not) };
  return "value" in condition ? { ...condition } : { ...condition, value: true };
}
