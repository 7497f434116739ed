import { describe, expect, it } from "vitest";
import { versionAtStart } from "../../../functions/domain/period/cadence.ts";
import { type Period, parsePeriod } from "../../../functions/domain/period/period.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";

const rule = (
  ...versions: { effectiveFrom: string; effectiveTo?: string; coversEarlier?: boolean }[]
): Rule => ({
  id: "probe/period",
  title: "试验",
  cites: [{ law: "试验", article: "1" }],
  versions,
});
const first = { effectiveFrom: "2020-01-02", effectiveTo: "2021-12-31" };

describe("the version that counts for a period", () => {
  const rows: [string, Rule, string, string | undefined][] = [
    ["is in force when the period starts", rule(first), "2021", "2020-01-02"],
    ["is not one that takes effect the day after", rule(first), "2020", undefined],
    [
      "is one that takes effect on that day",
      rule({ ...first, effectiveFrom: "2020-01-01" }),
      "2020",
      "2020-01-01",
    ],
    ["is one whose last day it is", rule({ ...first, effectiveTo: "2021-01-01" }), "2021", "2020-01-02"],
    ["is none once the rule is repealed", rule(first), "2022", undefined],
    [
      "is the next from its own first day",
      rule(first, { effectiveFrom: "2022-01-01" }),
      "2022",
      "2022-01-01",
    ],
    [
      "may be a later one that covers what came before",
      rule({ ...first, coversEarlier: true }),
      "2020",
      "2020-01-02",
    ],
  ];
  it.each(rows)("%s", (_name, dated, period, from) => {
    expect(versionAtStart(dated, parsePeriod(period) as Period)?.effectiveFrom).toBe(from);
  });
});
