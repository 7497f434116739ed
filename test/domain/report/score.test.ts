import { describe, expect, it } from "vitest";
import { rateCell, rateText } from "../../../functions/domain/report/rate.ts";
import { scoreOf } from "../../../functions/domain/report/score.ts";

describe("a share is told without flattering", () => {
  const cases: [string, number, number, string, number | string][] = [
    ["nothing missed", 30, 30, "100.0%", 1],
    ["1 of 2,500 missed is not 100 %", 2499, 2500, "99.9%", 0.999],
    ["two thirds are rounded down", 2, 3, "66.6%", 0.666],
    ["none of some is 0", 0, 3, "0.0%", 0],
    ["none of none is neither 0 nor 100 %", 0, 0, "—", "—"],
  ];
  it.each(cases)("%s", (_name, numerator, denominator, text, cell) => {
    expect(rateText({ numerator, denominator })).toBe(text);
    expect(rateCell({ numerator, denominator })).toBe(cell);
  });
});

const weighted = (weight: number) => ({ weight, source: "default" as const, basis: "测试" });
const TERMS = {
  duties: weighted(40),
  disclosure: { ...weighted(20), actions: ["disclose"] },
  review: { ...weighted(30), gate: "review/before-decision" },
  filing: { ...weighted(10), indicator: "documents/filing-rate" },
};
const rate = ([numerator, denominator]: Counts) => ({ numerator, denominator });
type Counts = [numerator: number, denominator: number];

describe("a score", () => {
  const cases: [string, Counts, Counts, Counts, Counts, number | undefined][] = [
    ["is 100 when everything was done", [7, 7], [3, 3], [1, 1], [2, 2], 100],
    ["is made up by the weights", [1, 2], [1, 1], [1, 3], [0, 1], 50],
    ["is rounded down to a tenth", [2, 3], [1, 1], [1, 1], [1, 1], 86.6],
    ["is not 100 where one of 10,000 was missed", [9999, 10_000], [1, 1], [1, 1], [1, 1], 99.9],
    ["leaves out what has no cases, by the weights of the rest", [1, 2], [1, 1], [0, 0], [0, 0], 66.6],
    ["is that of the only part with cases", [0, 0], [0, 0], [3, 4], [0, 0], 75],
    ["is 0 where nothing was done", [0, 5], [0, 1], [0, 0], [0, 0], 0],
    ["is not given where there is nothing to score", [0, 0], [0, 0], [0, 0], [0, 0], undefined],
  ];
  it.each(cases)("%s", (_name, duties, disclosure, review, filing, score) => {
    const rates = {
      duties: rate(duties),
      disclosure: rate(disclosure),
      review: rate(review),
      filing: rate(filing),
    };
    expect(scoreOf(rates, TERMS)).toBe(score);
  });
});
