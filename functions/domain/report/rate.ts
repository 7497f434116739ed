import type { Cell } from "./sheet.ts";

/** A share as its two counts. */
export type Rate = { readonly numerator: number; readonly denominator: number };

/** What stands for a rate that has no cases: neither 0 nor 100 %. */
export const NO_CASES = "—";

/** In thousandths, rounded down: 99.96 % is not 100 %. Nothing where there are no cases. */
function thousandths({ numerator, denominator }: Rate): number | undefined {
  return denominator === 0 ? undefined : Math.floor((numerator * 1000) / denominator);
}

/** 98.5%, 100.0%, — */
export function rateText(rate: Rate): string {
  const share = thousandths(rate);
  return share === undefined ? NO_CASES : `${(share / 10).toFixed(1)}%`;
}

/** For a column that shows shares. */
export function rateCell(rate: Rate): Cell {
  const share = thousandths(rate);
  return share === undefined ? NO_CASES : share / 1000;
}

export const addRates = (rates: readonly Rate[]): Rate => ({
  numerator: rates.reduce((sum, one) => sum + one.numerator, 0),
  denominator: rates.reduce((sum, one) => sum + one.denominator, 0),
});
