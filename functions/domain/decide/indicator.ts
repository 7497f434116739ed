import type { Figure, Outcome } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Trend } from "../schema/period-effects.ts";
import { judgeAverage } from "./average.ts";
import {
  type Count,
  type Counting,
  type CountOptions,
  countRecords,
  type IndicatorVersion,
} from "./count.ts";

export type IndicatorResult = Figure & {
  /** `applies`: the threshold is missed; `undetermined`: open facts of some records could change the answer. */
  readonly outcome: Outcome;
  /** Facts that would settle it; empty where it is settled. */
  readonly missing: readonly string[];
};

/**
 * Counts records. A record whose facts leave it open is not counted, and the result is `undetermined` when counting it
 * in or out would decide.
 */
export async function countIndicator(
  version: IndicatorVersion,
  now: Counting,
  before: Counting | undefined,
  ruleset: Ruleset,
  options: CountOptions = {},
): Promise<IndicatorResult> {
  const { atLeastRatio, trend, atMostAverage } = version.indicator;
  const count = await countRecords(version, now, ruleset, options);
  const result = {
    numerator: count.numerator.sure,
    denominator: count.denominator.sure,
    records: count.records,
  };
  if (atMostAverage) return { ...result, ...judgeAverage(count, now, atMostAverage, ruleset) };
  if (trend === undefined) {
    const { outcome, required } = judgeRatio(count, atLeastRatio as number);
    return { outcome, required, missing: outcome === "undetermined" ? count.missing : [], ...result };
  }
  const previous = await countRecords(version, before ?? { ...now, subjects: [] }, ruleset, options);
  const outcome = judgeTrend(count, previous, trend);
  return {
    outcome,
    previousNumerator: previous.numerator.sure,
    previousDenominator: previous.denominator.sure,
    missing: outcome === "undetermined" ? [...new Set([...count.missing, ...previous.missing])] : [],
    ...result,
  };
}

function judgeRatio({ numerator, denominator }: Count, ratio: number) {
  // Rounded to 9 decimals first: 0.05 × 20 must be 1, not 2.
  const needed = (base: number) => Math.ceil(Number((ratio * base).toFixed(9)));
  const certainlyMet = numerator.sure >= needed(denominator.sure + denominator.open);
  const certainlyMissed = numerator.sure + numerator.open < needed(denominator.sure);
  const outcome: Outcome = certainlyMet ? "does-not-apply" : certainlyMissed ? "applies" : "undetermined";
  return { outcome, required: needed(denominator.sure) };
}

type Fraction = { readonly over: number; readonly of: number };

/**
 * The ratio against that of the period before, multiplied crosswise in whole numbers. With nothing to count now the rule
 * asks for nothing; with nothing counted before there is no ratio to compare with, which nobody has met or missed. What
 * is at its limit cannot go on: nothing is left to fall, or everything has risen.
 */
function judgeTrend(now: Count, before: Count, trend: Trend): Outcome {
  if (now.denominator.sure + now.denominator.open === 0) return "does-not-apply";
  if (now.denominator.sure === 0 || before.denominator.sure === 0) return "undetermined";
  const below = isBelow(highest(now), lowest(before));
  const above = isBelow(highest(before), lowest(now));
  const notBelow = !isBelow(lowest(now), highest(before));
  const notAbove = !isBelow(lowest(before), highest(now));
  const [met, missed] = {
    falling: [below || !isBelow(NONE, highest(now)), notBelow && isBelow(NONE, lowest(now))],
    "not-rising": [notAbove, above],
    rising: [above || !isBelow(lowest(now), ALL), notAbove && isBelow(highest(now), ALL)],
  }[trend] as [boolean, boolean];
  return met ? "does-not-apply" : missed ? "applies" : "undetermined";
}

const NONE: Fraction = { over: 0, of: 1 };
const ALL: Fraction = { over: 1, of: 1 };

/** The least and the most that the ratio can be, whatever the open records turn out to be. */
const lowest = ({ numerator, denominator }: Count): Fraction => ({
  over: numerator.sure,
  of: denominator.sure + denominator.open,
});
const highest = ({ numerator, denominator }: Count): Fraction => ({
  over: numerator.sure + numerator.open,
  of: denominator.sure,
});

const isBelow = (one: Fraction, other: Fraction): boolean => one.over * other.of < other.over * one.of;
