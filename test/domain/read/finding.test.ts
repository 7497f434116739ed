import { describe, expect, it } from "vitest";
import type { Finding, Trace } from "../../../functions/domain/entities.ts";
import { readFinding } from "../../../functions/domain/read/finding.ts";
import type { FactValue } from "../../../functions/domain/schema/primitives.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();

const base: Finding = {
  rule: "legal-review/hearing-amount",
  title: "试验",
  law: { on: "2026-09-17", by: "decidedOn", from: "2021-07-15" },
  outcome: "applies",
  missing: [],
  cites: [],
};
type LeafOf = Extract<Trace, { fact: string }>;
const leaf = (
  fact: string,
  operator: LeafOf["operator"],
  expected: FactValue | undefined,
  found: FactValue | undefined,
  result: boolean | null,
): Trace => ({
  fact,
  operator,
  result,
  ...(expected !== undefined && { expected }),
  ...(found !== undefined && { found }),
});
const read = (finding: Partial<Finding>, type = "enforcement-decision") =>
  readFinding({ ...base, ...finding }, ruleset, type);

const penalty = leaf("kind", "equal", "行政处罚", "行政处罚", true);
const fine = (found: number | undefined, result: boolean | null) =>
  leaf("fineYuan", "greaterThan", 50_000, found, result);
const interest = leaf("majorPublicInterest", "equal", true, undefined, null);

describe("why a rule applies, in one sentence", () => {
  const told: [string, Partial<Finding>, string][] = [
    [
      "grounds, and what is missing without mattering",
      { trace: { all: [penalty, { any: [fine(60_000, true), interest], result: true }], result: true } },
      "因执法类别为行政处罚、罚款金额六万元超过五万元，适用；是否涉及重大公共利益未填写，但不影响结论",
    ],
    [
      "what stands against it, beside which nothing else counts",
      { outcome: "does-not-apply", trace: { all: [penalty, fine(40_000, false)], result: false } },
      "因罚款金额四万元不超过五万元，不适用",
    ],
    [
      "what a fact is not, in one go",
      {
        outcome: "does-not-apply",
        trace: {
          any: [
            leaf("kind", "equal", "行政处罚", "行政检查", false),
            leaf("kind", "in", ["行政许可", "行政强制"], "行政检查", false),
          ],
          result: false,
        },
      },
      "因执法类别为行政检查而非行政处罚、行政许可、行政强制，不适用",
    ],
    [
      "what is known, and what would settle it",
      {
        outcome: "undetermined",
        missing: ["fineYuan"],
        trace: { all: [penalty, fine(undefined, null)], result: null },
      },
      "已知执法类别为行政处罚；尚不能认定：尚缺罚款金额，填写后即可认定",
    ],
    [
      "dates, lists and things not stated",
      {
        trace: {
          all: [
            leaf("decidedOn", "onOrAfter", "2021-07-15", "2026-09-17", true),
            leaf("penaltyKinds", "doesNotContain", "吊销许可证件", ["警告", "罚款"], true),
            leaf("disclosure.basis", "isMissing", undefined, undefined, true),
          ],
          result: true,
        },
      },
      "因作出决定日期2026年9月17日不早于2021年7月15日；处罚种类为警告、罚款而不包括吊销许可证件；未载明不予公开依据，适用",
    ],
    [
      "an exception that sets it aside",
      {
        outcome: "does-not-apply",
        exceptions: [{ rule: "disclosure/other-statutory-limit", outcome: "applies" }],
        trace: penalty,
      },
      "因执法类别为行政处罚，本可适用，但适用“法律、行政法规另有规定的公开期限”，本条不再适用",
    ],
    [
      "an exception that is open",
      {
        outcome: "undetermined",
        missing: ["otherLimit.basis"],
        exceptions: [{ rule: "disclosure/other-statutory-limit", outcome: "undetermined" }],
        trace: penalty,
      },
      "已知执法类别为行政处罚；是否适用例外“法律、行政法规另有规定的公开期限”尚不能认定：尚缺另定期限依据，填写后即可认定",
    ],
    [
      "rules that contradict each other",
      {
        conflict: {
          kind: "flag",
          about: "hearingRequired",
          between: [
            { rule: "legal-review/hearing-required", says: true },
            { rule: "legal-review/hearing-not-required", says: false },
          ],
        },
      },
      "依“应当告知听证权利的行政处罚”为是，依“无需听证的行政处罚”为否，归类相互矛盾",
    ],
    [
      "a time limit that had run out before the rule took effect",
      {
        outcome: "does-not-apply",
        law: { on: "2015-01-01", by: "decidedOn", from: "2019-08-06", coversEarlier: true },
        trace: penalty,
      },
      "因执法类别为行政处罚，但期限在施行前已经届满，不适用",
    ],
  ];
  it.each(told)("tells %s", (_name, finding, text) => expect(read(finding).because).toBe(text));

  it("never tells a personal fact, true or false", () => {
    const name = (result: boolean) => leaf("party.name", "equal", "张三", result ? "张三" : "李四", result);
    for (const result of [true, false]) {
      const text = read({ outcome: result ? "applies" : "does-not-apply", trace: name(result) });
      expect(JSON.stringify(text)).not.toMatch(/张三|李四/);
      expect(text.because).toMatch(/行政相对人名称/);
    }
  });

  it("sorts conditions by what they did", () => {
    const trace: Trace = {
      all: [
        penalty,
        { any: [fine(60_000, true), interest], result: true },
        { not: leaf("complex", "equal", true, false, false), result: true },
      ],
      result: true,
    };
    expect(read({ trace })).toMatchObject({
      holds: ["执法类别为行政处罚", "罚款金额六万元超过五万元"],
      fails: [expect.stringMatching(/疑难复杂/)],
      unneeded: ["是否涉及重大公共利益未填写"],
      missing: [],
    });
  });
});

describe("which law counted", () => {
  const laws: [string, Partial<Finding>, string][] = [
    ["the version and its day", {}, "适用2021年7月15日起施行的版本（以作出决定日期2026年9月17日为准）"],
    [
      "a version that has ended",
      { law: { on: "2020-01-01", from: "2019-08-06", to: "2021-07-14" } },
      "适用2019年8月6日起施行、2021年7月14日止的版本（以查询日期2020年1月1日为准）",
    ],
    [
      "one that covers what was there before",
      { law: { on: "2015-01-01", by: "decidedOn", from: "2019-08-06", coversEarlier: true } },
      "适用2019年8月6日起施行的版本（以作出决定日期2015年1月1日为准）；本条对施行前已有的事项一并适用",
    ],
    [
      "not yet in force",
      { law: { on: "2020-01-01", by: "decidedOn" } },
      "以作出决定日期2020年1月1日为准，当日尚未施行（自2021年7月15日起施行）",
    ],
  ];
  it.each(laws)("tells %s", (_name, finding, text) => expect(read(finding).law).toBe(text));

  it("tells a repealed rule", () => {
    const rule = ruleset.rules.find(({ id }) => id === base.rule);
    const versions = rule?.versions.map((version) => ({ ...version, effectiveTo: "2024-12-31" })) ?? [];
    const repealed = { ...ruleset, rules: rule ? [{ ...rule, versions }] : [] };
    const finding = {
      ...base,
      law: { on: "2025-03-01", by: "decidedOn" },
      outcome: "does-not-apply",
    } as const;
    expect(readFinding(finding, repealed, "enforcement-decision").because).toBe(
      "以作出决定日期2025年3月1日为准，本条施行至2024年12月31日，已停止执行，不适用",
    );
  });
});
