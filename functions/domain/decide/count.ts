import type { Counted, Subject } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { Evaluator } from "./evaluate.ts";
import { requireRecordType } from "./facts.ts";
import type { Folded } from "./fold.ts";
import { settingFacts } from "./settings.ts";

export type IndicatorVersion = RuleVersion & { readonly indicator: NonNullable<RuleVersion["indicator"]> };

type Tally = { readonly sure: number; readonly open: number };
export type Count = {
  readonly numerator: Tally;
  readonly denominator: Tally;
  readonly records: readonly Counted[];
  /** Facts that keep records open. */
  readonly missing: readonly string[];
};

type Observe = (part: "numerator" | "denominator", folded: Folded) => void;
export type CountOptions = {
  readonly observe?: Observe;
};

/** Records to be counted, judged as of a day. */
export type Counting = { readonly subjects: readonly Subject[]; readonly on: IsoDate };

const evaluators = new WeakMap<RuleVersion["indicator"] & object, Evaluator>();

function evaluatorOf({ indicator }: IndicatorVersion): Evaluator {
  const known = evaluators.get(indicator);
  if (known) return known;
  const evaluator = new Evaluator([
    { key: "numerator", when: indicator.numerator, level: 0 },
    { key: "denominator", when: indicator.denominator, level: 0 },
  ]);
  evaluators.set(indicator, evaluator);
  return evaluator;
}

/** A record whose facts leave it open is counted on neither side, but told apart. */
export async function countRecords(
  version: IndicatorVersion,
  { subjects, on }: Counting,
  ruleset: Ruleset,
  { observe }: CountOptions,
): Promise<Count> {
  const defaults = Object.fromEntries(
    requireRecordType(ruleset, version.appliesTo).facts.flatMap(({ name, default: silent }) =>
      silent === undefined ? [] : [[name, silent]],
    ),
  );
  const evaluator = evaluatorOf(version);
  const known = settingFacts(ruleset, on);
  const tally = { numerator: { sure: 0, open: 0 }, denominator: { sure: 0, open: 0 } };
  const missing = new Set<string>();
  const records: Counted[] = [];
  for (const { type, id, agency, facts } of subjects) {
    const owner = agency === undefined ? {} : { agency };
    const results = new Map<string, Folded>();
    await evaluator.evaluate({ ...known, ...defaults, ...facts, on, ...owner }, results);
    const parts = (["numerator", "denominator"] as const).filter((part) => {
      const folded = results.get(part) as Folded;
      observe?.(part, folded);
      if (folded.result === true) tally[part].sure++;
      else if (folded.result === null) {
        tally[part].open++;
        for (const fact of folded.missing) missing.add(fact);
      }
      return folded.result === true;
    });
    const open = [...results.values()].some(({ result }) => result === null);
    records.push({ type, id, ...owner, counted: parts[0] ?? (open ? "open" : "not") });
  }
  return { ...tally, records, missing: [...missing] };
}
