import { FULL_SCORE, type SupervisionReportTerms } from "../schema/supervision-report.ts";
import type { Rate } from "./rate.ts";

export type ScorePart = keyof SupervisionReportTerms;

/**
 * Out of 100 in tenths rounded down, computed in whole numbers. The weight of a part without cases goes to the others
 * by their weights; without any case there is no score.
 */
export function scoreOf(
  rates: Readonly<Record<ScorePart, Rate>>,
  terms: SupervisionReportTerms,
): number | undefined {
  const parts = (Object.keys(rates) as ScorePart[])
    .map((part) => ({ ...rates[part], weight: terms[part].weight }))
    .filter(({ denominator, weight }) => denominator > 0 && weight > 0);
  if (parts.length === 0) return undefined;
  const bases = parts.map(({ denominator }) => BigInt(denominator));
  const product = bases.reduce((all, one) => all * one, 1n);
  const points = parts.reduce(
    (sum, { numerator, weight }, i) => sum + (BigInt(weight * numerator) * product) / (bases[i] as bigint),
    0n,
  );
  const weights = BigInt(parts.reduce((sum, { weight }) => sum + weight, 0));
  return Number((points * BigInt(FULL_SCORE * 10)) / (product * weights)) / 10;
}
