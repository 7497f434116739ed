import type { Finding } from "../entities.ts";
import type { Facts } from "../schema/primitives.ts";
import type { Rule } from "../schema/rule.ts";
import type { CompiledType } from "./compiled-type.ts";
import { type Decided, type DutyContext, decideDuty } from "./duties.ts";
import type { Folded } from "./fold.ts";
import type { VersionInForce } from "./versions.ts";

/** What a rule comes to by itself. `null` is open. */
type Own = {
  readonly result: boolean | null;
  /** Facts that keep it open. */
  readonly open: readonly string[];
  readonly decided?: Decided;
};

/** What a rule comes to on a record once its exceptions are heard. */
export type Verdict = {
  readonly result: boolean | null;
  readonly own: boolean | null;
  /** Whether an exception applies. */
  readonly setAside: boolean | null;
  /** Facts that keep open what it does, those of its exceptions included. */
  readonly open: readonly string[];
  /** Exceptions that made a difference, or may. */
  readonly exceptions: NonNullable<Finding["exceptions"]>;
  readonly decided?: Decided;
};

const NONE: readonly never[] = [];

/** Judges the rules of one record, each once, exceptions before what they are exceptions to. */
export class Judge {
  /** Of conditions, by key; filled as they are evaluated. */
  readonly results = new Map<string, Folded>();
  readonly #verdicts = new Map<string, Verdict>();
  readonly #type: CompiledType;
  readonly #inForce: readonly VersionInForce[];
  readonly #known: Facts;
  readonly #context: DutyContext;

  /** `known` may grow while conditions are evaluated, by what flags supply. */
  constructor(type: CompiledType, inForce: readonly VersionInForce[], known: Facts, context: DutyContext) {
    this.#type = type;
    this.#inForce = inForce;
    this.#known = known;
    this.#context = context;
  }

  verdict(rule: string): Verdict {
    let verdict = this.#verdicts.get(rule);
    if (!verdict) {
      verdict = this.#judge(rule);
      this.#verdicts.set(rule, verdict);
    }
    return verdict;
  }

  /** Effective = own and no exception (Kleene). */
  #judge(rule: string): Verdict {
    const own = this.#own(rule);
    const position = this.#type.positions.get(rule) as number;
    const silent = own.result === false && this.#inForce[position]?.version?.flag?.otherwise === undefined;
    if (silent) return { ...own, own: false, setAside: false, exceptions: NONE };
    const heard = (this.#type.exceptions.get(rule) ?? NONE)
      .map((id) => ({ rule: id, verdict: this.verdict(id) }))
      .filter(({ verdict }) => verdict.result !== false);
    if (heard.length === 0) {
      return { ...own, own: own.result, setAside: false, exceptions: NONE };
    }
    const setAside = heard.some(({ verdict }) => verdict.result === true) ? true : null;
    const outcome = (result: boolean | null) => (result === true ? "applies" : "undetermined");
    return {
      result: own.result === false || setAside ? false : null,
      own: own.result,
      setAside,
      open: setAside ? NONE : [...own.open, ...heard.flatMap(({ verdict }) => verdict.open)],
      exceptions:
        own.result === false
          ? NONE
          : heard.map((one) => ({ rule: one.rule, outcome: outcome(one.verdict.result) })),
    };
  }

  #own(id: string): Own {
    const position = this.#type.positions.get(id) as number;
    const { version, law } = this.#inForce[position] as VersionInForce;
    if (!version) return { result: false, open: NONE };
    const { result, missing } = this.results.get(id) as Folded;
    if (!version.duty || result !== true) return { result, open: missing };
    const decided = decideDuty(this.#type.rules[position] as Rule, version, this.#known, this.#context);
    if ("missing" in decided) return { result: null, open: decided.missing };
    const tooEarly = law.coversEarlier && decided.duty.dueOn < version.effectiveFrom;
    return tooEarly ? { result: false, open: NONE } : { result: true, open: NONE, decided };
  }

  /** A missing fact that a flag would supply is settled by the facts that keep the flag open. */
  settling(missing: readonly string[], contradicted: ReadonlyMap<string, unknown>): string[] {
    const seen = new Set<string>();
    const settle = (fact: string): string[] => {
      if (seen.has(fact)) return [];
      seen.add(fact);
      if (contradicted.has(fact)) return [fact];
      const inner = (this.#type.suppliers.get(fact) ?? NONE).flatMap((rule) => this.verdict(rule).open);
      return inner.length > 0 ? inner.flatMap(settle) : [fact];
    };
    return missing.flatMap(settle);
  }
}
