import type { Outcome, Subject } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { Evaluator } from "./evaluate.ts";
import { requireRecordType } from "./facts.ts";
import type { Folded } from "./fold.ts";
import { settingFacts } from "./settings.ts";

export type IndicatorResult = {
  /** `applies`: the threshold is missed; `undetermined`: open facts of some records could change the answer. */
  readonly outcome: Outcome;
  readonly numerator: number;
  readonly denominator: number;
  /** ceil(ratio × denominator). */
  readonly required: number;
};

const evaluators = new WeakMap<RuleVersion, Evaluator>();

/**
 * Counts an agency's records. A record whose facts leave it open is not counted, and the result is
 * `undetermined` when counting it in or out would decide.
 */
export async function countIndicator(
  version: RuleVersion,
  subjects: readonly Subject[],
  ruleset: Ruleset,
  on: IsoDate,
  options: {
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly observe?: (part: "numerator" | "denominator", folded: Folded) => void;
  } = {},
): Promise<IndicatorResult> {
  const { indicator, appliesTo } = version;
  if (!indicator) throw new TypeError("the version has no indicator");
  const defaults = requireRecordType(ruleset, appliesTo).facts.filter((f) => f.default !== undefined);
  let evaluator = evaluators.get(version);
  if (!evaluator) {
    evaluator = new Evaluator([
      { key: "numerator", when: indicator.numerator, level: 0 },
      { key: "denominator", when: indicator.denominator, level: 0 },
    ]);
    evaluators.set(version, evaluator);
  }
  const count = { numerator: { sure: 0, open: 0 }, denominator: { sure: 0, open: 0 } };
  for (const subject of subjects) {
    const own = {
      ...Object.fromEntries(defaults.map((f) => [f.name, f.default as never])),
      ...subject.facts,
    };
    const facts = {
      ...settingFacts(ruleset, on, options.settings),
      ...own,
      on,
      ...(subject.agency !== undefined && { agency: subject.agency }),
    };
    const results = new Map<string, Folded>();
    await evaluator.evaluate(facts, results);
    for (const part of ["numerator", "denominator"] as const) {
      const folded = results.get(part) as Folded;
      options.observe?.(part, folded);
      if (folded.result === true) count[part].sure++;
      else if (folded.result === null) count[part].open++;
    }
  }
  // Rounded to 9 decimals first: 0.05 × 20 must be 1, not 2.
  const needed = (denominator: number) =>
    Math.ceil(Number((indicator.atLeastRatio * denominator).toFixed(9)));
  const { numerator, denominator } = count;
  const certainlyMet = numerator.sure >= needed(denominator.sure + denominator.open);
  const certainlyMissed = numerator.sure + numerator.open < needed(denominator.sure);
  return {
    outcome: certainlyMet ? "does-not-apply" : certainlyMissed ? "applies" : "undetermined",
    numerator: numerator.sure,
    denominator: denominator.sure,
    required: needed(denominator.sure),
  };
}
