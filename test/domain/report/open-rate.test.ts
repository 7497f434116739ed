import { describe, expect, it } from "vitest";
import type { Subject } from "../../../functions/domain/entities.ts";
import { parseHalf } from "../../../functions/domain/report/half.ts";
import { gateRate, indicatorRate } from "../../../functions/domain/report/open-rate.ts";
import { ruleNamed } from "../../../functions/domain/ruleset/rule-named.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();
const asked = { period: parseHalf("2026H2", "2026-11-23"), on: "2026-11-23" };
const subject = (type: string, facts: Facts): Subject => ({ type, id: "1", agency: "housing", facts });

describe("of the decisions of the half-year, reviewed before they were made", () => {
  const reviewed = { "review.result": "同意", "review.completedOn": "2026-09-10" };
  const major = { kind: "行政许可", decidedOn: "2026-09-17", majorDecision: true };
  const cases: [string, Facts, [numerator: number, denominator: number, open: number]][] = [
    ["is a major one with an opinion", { ...major, ...reviewed }, [1, 1, 0]],
    [
      "is one that was reviewed on the same day",
      { ...major, ...reviewed, "review.completedOn": "2026-09-17" },
      [1, 1, 0],
    ],
    [
      "is not one that was reviewed the day after",
      { ...major, ...reviewed, "review.completedOn": "2026-09-18" },
      [0, 1, 0],
    ],
    [
      "is not one whose review found problems",
      { ...major, ...reviewed, "review.result": "存在问题" },
      [0, 1, 0],
    ],
    ["is not one without a review on record", major, [0, 1, 0]],
    ["one that is not major does not count", { ...major, majorDecision: false }, [0, 0, 0]],
    ["one of which that is not known stays open", { kind: "行政许可", decidedOn: "2026-09-17" }, [0, 0, 1]],
    ["one of the first half does not count", { ...major, decidedOn: "2026-06-30" }, [0, 0, 0]],
    ["one without a date does not count", { kind: "行政许可", majorDecision: true }, [0, 0, 0]],
  ];
  it.each(cases)("%s", async (_name, facts, [numerator, denominator, open]) => {
    const gate = ruleNamed(ruleset, "legal-review/before-decision");
    const rate = await gateRate(gate, [subject("enforcement-decision", facts)], asked, ruleset);
    expect(rate).toEqual({ numerator, denominator, open });
  });
});

describe("of the normative documents of the half-year, filed", () => {
  const published = { issuerKind: "部门", issuedOn: "2026-08-08", publishedOn: "2026-08-10" };
  const cases: [string, Facts, [numerator: number, denominator: number, open: number]][] = [
    ["is one that was reported", { ...published, filedToSuperiorOn: "2026-08-20" }, [1, 1, 0]],
    ["is not one that was not", published, [0, 1, 0]],
    ["one that is not published does not count", { issuerKind: "部门", issuedOn: "2026-08-08" }, [0, 0, 0]],
    ["one of the first half does not count", { ...published, issuedOn: "2026-06-30" }, [0, 0, 0]],
  ];
  it.each(cases)("%s", async (_name, facts, [numerator, denominator, open]) => {
    const rule = ruleNamed(ruleset, "normative-documents/filing-rate");
    const records = [subject("normative-document", facts)];
    expect(await indicatorRate(rule, "housing", records, asked, ruleset)).toEqual({
      numerator,
      denominator,
      open,
    });
  });

  it("none where the rule was not yet in force", async () => {
    const rule = ruleNamed(ruleset, "normative-documents/filing-rate");
    const period = parseHalf("2018H1", "2026-11-23");
    const facts = { ...published, issuedOn: "2018-02-01", publishedOn: "2018-02-02" };
    const rate = await indicatorRate(
      rule,
      "housing",
      [subject("normative-document", facts)],
      { ...asked, period },
      ruleset,
    );
    expect(rate).toEqual({ numerator: 0, denominator: 0, open: 0 });
  });
});
