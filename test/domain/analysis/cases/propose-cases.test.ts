import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../../functions/adapters/rules-folder.ts";
import { UNCONFIRMED } from "../../../../functions/domain/analysis/cases/case-book.ts";
import { undeterminedText } from "../../../../functions/domain/analysis/cases/case-text.ts";
import { proposeCases } from "../../../../functions/domain/analysis/cases/propose-cases.ts";
import type { LoadedRules } from "../../../../functions/domain/analysis/provisions.ts";
import { dayOf } from "../../../../functions/domain/calendar/instants.ts";
import { normaliseFacts } from "../../../../functions/domain/decide/facts.ts";
import { Words } from "../../../../functions/domain/read/words.ts";
import { loadRuleset } from "../../../../functions/domain/ruleset/load.ts";
import { runCases } from "../../../../functions/domain/ruleset/run-cases.ts";
import type { Rule, RuleCase } from "../../../../functions/domain/schema/rule.ts";
import { fixture } from "../../../support/corpus.ts";
import { all, any, leaf, not, ruleOf, ruleset } from "../fixture.ts";

const ON = "2026-11-23";

function load(files: ReadonlyMap<string, string>): LoadedRules {
  const loaded = loadRuleset(files);
  if ("ruleset" in loaded) return loaded;
  throw new Error(JSON.stringify(loaded.errors.slice(0, 3)));
}

const withCases = (loaded: LoadedRules, rule: Rule, cases: readonly RuleCase[]): LoadedRules => ({
  ...loaded,
  ruleset: { ...loaded.ruleset, cases: new Map([[rule.id, cases]]) },
});

/** Something on a record of the case is done only after the day that the case asks about. */
function doneLater(
  { record, records = [], on = ON }: RuleCase,
  { ruleset }: LoadedRules,
  rule: Rule,
): boolean {
  const type = rule.versions[0]?.appliesTo ?? "";
  const done = ruleset.recordTypes.get(type)?.facts.filter((fact) => fact.done) ?? [];
  return [record ?? [], records].flat().some(({ facts }) => {
    const read = normaliseFacts(ruleset, type, facts);
    return done.some(({ name }) => dayOf(String(read[name] ?? "")) > on);
  });
}

const shipped = await readRulesFolder("rules");
for (const [name, files] of [
  ["shipped", shipped],
  ["small", fixture],
] as const) {
  const loaded = load(files);
  const regenerated = new Map<string, string>();
  describe(`with the proposals alone nothing is left untried, of the ${name} rule`, () => {
    it.each(loaded.ruleset.rules.map((rule) => [rule.id, rule] as const))("%s", async (_id, rule) => {
      const { proposals, left } = await proposeCases(rule, withCases(loaded, rule, []), ON);
      const cases = proposals.map(({ ruleCase }) => ruleCase);
      expect(left).toEqual([]);
      const [report] = await runCases(withCases(loaded, rule, cases).ruleset, ON, [rule]);
      expect(report?.gaps).toEqual([]);
      expect(report?.cases.flatMap(({ failures }) => failures)).toEqual([]);
      expect(cases.filter((one) => doneLater(one, loaded, rule))).toEqual([]);
      expect(cases.every((one) => one.name.startsWith(UNCONFIRMED) && one.expect.outcome)).toBe(true);
      const file = loaded.sources.get(rule.id)?.file.replace(".json", ".cases.json") ?? "";
      regenerated.set(file, JSON.stringify({ cases }));
    });

    it("and the folder loads with all of them in place of its own", () => {
      expect(regenerated.size).toBe(loaded.ruleset.rules.length);
      expect(load(new Map([...files, ...regenerated])).ruleset.rules).toHaveLength(regenerated.size);
    });
  });
}

const penalty = leaf("kind", "equal", "行政处罚");
const flag = { fact: "major", value: true, otherwise: false };

/** What is proposed for a rule that has only these cases. */
async function proposed(
  versions: readonly object[],
  cases: readonly RuleCase[] = [],
  more: Partial<Rule> = {},
) {
  const { rule, source } = ruleOf("probe/probe", versions, more);
  const loaded = { ruleset: { ...ruleset, rules: [rule] }, sources: new Map([[rule.id, source]]) };
  const { proposals, left } = await proposeCases(rule, withCases(loaded, rule, cases), ON);
  return { cases: proposals.map(({ ruleCase }) => ruleCase), proposals, left };
}

describe("what is proposed", () => {
  it("tries a bound exactly and a step beside it, and says so", async () => {
    const { cases } = await proposed([{ when: leaf("fineYuan", "greaterThan", 5000), flag }]);
    expect(cases).toEqual([
      {
        name: "【待核】罚款数额为五千点零一元，“罚款数额超过五千元”成立",
        record: { facts: { fineYuan: 5000.01 } },
        on: ON,
        expect: { outcome: "applies", flag: true },
      },
      {
        name: "【待核】罚款数额恰为五千元，“罚款数额超过五千元”不成立",
        record: { facts: { fineYuan: 5000 } },
        on: ON,
        expect: { outcome: "does-not-apply", flag: false },
      },
      {
        name: "【待核】罚款数额未填写，无法认定",
        record: { facts: {} },
        on: ON,
        expect: { outcome: "undetermined", missing: ["fineYuan"] },
      },
    ]);
  });

  it("lets the leaf decide where it can", async () => {
    const { cases } = await proposed([
      { when: any(all(penalty, leaf("hearing", "equal", true)), leaf("socialImpact", "equal", true)), flag },
    ]);
    for (const { name, record, expect: expected } of cases.slice(0, 2)) {
      expect(record?.facts).toMatchObject({ hearing: true, socialImpact: false });
      expect([name, expected.outcome]).toEqual(
        record?.facts.kind === "行政处罚"
          ? ["【待核】执法类别为行政处罚", "applies"]
          : [expect.stringContaining("不成立"), "does-not-apply"],
      );
    }
  });

  it("changes a setting only where nothing else would do", async () => {
    const when = any(leaf("setting.scope", "equal", "all"), penalty);
    const { cases } = await proposed([{ when, flag }]);
    expect(cases.map(({ settings, expect: { outcome } }) => [settings, outcome])).toEqual([
      [undefined, "applies"],
      [{ scope: "major" }, "does-not-apply"],
      [undefined, "applies"],
      [{ scope: "major" }, "undetermined"],
    ]);
  });

  const duty = {
    action: "disclose",
    responsible: "record.agency",
    due: { after: "decidedOn", count: 7, unit: "working-day", source: "text" },
    dischargedBy: "publishedOn",
    ladder: "general",
  } as const;
  const due = (count: number, after = "decidedOn") => ({
    duty: { ...duty, due: { ...duty.due, after, count } },
  });
  const replaced = [
    { ...due(7), effectiveTo: "2026-06-30" },
    { ...due(3), effectiveFrom: "2026-07-01" },
  ];
  const asked: [string, object[], [on: string, due: string, late: boolean, provisional: boolean][]][] = [
    [
      "in the latest year whose calendar is out, from its first working day",
      [due(7)],
      [
        ["2026-01-13", "2026-01-13", false, false],
        ["2026-01-14", "2026-01-13", true, false],
      ],
    ],
    [
      "under every version",
      replaced,
      [
        ["2026-01-13", "2026-01-13", false, false],
        ["2026-01-14", "2026-01-13", true, false],
        ["2026-07-06", "2026-07-06", false, false],
        ["2026-07-07", "2026-07-06", true, false],
      ],
    ],
    [
      "provisionally where no calendar is out",
      [{ ...due(7), effectiveFrom: "2027-02-01" }],
      [
        ["2027-02-10", "2027-02-10", false, true],
        ["2027-02-11", "2027-02-10", true, true],
      ],
    ],
  ];
  it.each(asked)("asks on the due date and on the day after it, %s", async (_name, versions, expected) => {
    const { proposals, left } = await proposed(versions);
    const due = proposals.filter(({ tries }) => tries.includes("届满日"));
    expect(
      due.map(({ provisional, ruleCase: { on, expect: e } }) => [on, e.due, e.late, provisional]),
    ).toEqual(expected);
    expect(due.filter(({ ruleCase: { name } }) => /（2）/.test(name))).toEqual([]);
    expect(left).toEqual([]);
  });

  const indicator = {
    numerator: all(penalty, leaf("publishedOn", "isPresent")),
    denominator: penalty,
    every: "year",
    responsible: { group: "enforcement-agencies" },
    breach: {
      action: "disclose",
      due: { after: "periodEnd", count: 20, unit: "working-day", source: "default" },
      ladder: "general",
    },
  } as const;
  const city = { over: "all", responsible: { agency: "justice" } } as const;
  /** Of the records of the case how many count, then of those of the period before. */
  const breaching: [string, object, numbers: (number | undefined)[], records: number][] = [
    ["too few", { atLeastRatio: 0.05 }, [0, 1, undefined, undefined], 1],
    ["no fall", { trend: "falling" }, [1, 1, 0, 1], 2],
    ["a rise", { trend: "not-rising" }, [1, 1, 0, 1], 2],
    ["no rise", { trend: "rising" }, [0, 1, 1, 1], 2],
    ["too few of all agencies", { ...city, atLeastRatio: 1 }, [0, 1, undefined, undefined], 1],
    ["no fall over all agencies", { ...city, trend: "falling" }, [1, 1, 0, 1], 2],
    [
      "too few only by another setting",
      { atLeastRatio: 1, numerator: all(penalty, leaf("setting.scope", "equal", "all")) },
      [0, 1, undefined, undefined],
      1,
    ],
  ];
  it.each(breaching)("breaches an indicator with the records that it takes: %s", async (_, asked, ns, n) => {
    const { proposals, left } = await proposed([{ indicator: { ...indicator, ...asked } }]);
    expect(left).toEqual([]);
    const late = proposals.filter(({ ruleCase }) => ruleCase.expect.late !== undefined);
    expect(
      late.map(({ provisional, ruleCase: { period, on, records, expect: e } }) => [
        [period, on, records?.length, provisional],
        [e.outcome, e.due, e.late],
        [e.numerator, e.denominator, e.previousNumerator, e.previousDenominator],
      ]),
    ).toEqual([
      [["2025", "2026-01-29", n, false], ["applies", "2026-01-29", false], ns],
      [["2025", "2026-01-30", n, false], ["applies", "2026-01-29", true], ns],
    ]);
  });

  it("breaches an indicator under every version", async () => {
    const version = { indicator: { ...indicator, trend: "falling" } };
    const { proposals, left } = await proposed([
      { ...version, effectiveTo: "2022-12-31" },
      { ...version, effectiveFrom: "2023-01-01" },
    ]);
    expect(left).toEqual([]);
    const late = proposals.filter(({ ruleCase }) => ruleCase.expect.late);
    expect(late.map(({ tries, record }) => [tries, record])).toEqual([
      ["2020年度未达到要求，届满日次日，已逾期", expect.stringMatching(/^2020年度：.*；2019年度：/)],
      ["2025年度未达到要求，届满日次日，已逾期", expect.stringMatching(/^2025年度：.*；2024年度：/)],
    ]);
  });

  it("gives a record for a version of which no case was", async () => {
    const earlier = { when: penalty, flag, effectiveTo: "2022-06-30" };
    const { cases, left } = await proposed([
      earlier,
      { ...earlier, effectiveFrom: "2022-07-01", effectiveTo: "2023-06-30" },
    ]);
    expect(left).toEqual([]);
    expect(new Set(cases.map(({ record }) => String(record?.facts.decidedOn)))).toEqual(
      new Set(["2019-08-06", "2022-07-01"]),
    );
  });

  it("is nothing where the cases are complete", async () => {
    const first = await proposed([{ when: all(penalty, not(leaf("hearing", "equal", true))), flag }]);
    expect(first.cases.length).toBeGreaterThan(3);
    const again = await proposed(
      [{ when: all(penalty, not(leaf("hearing", "equal", true))), flag }],
      first.cases,
    );
    expect(again).toEqual({ cases: [], proposals: [], left: [] });
  });

  it("is honest about what cannot be tried", async () => {
    const { left } = await proposed([{ when: all(penalty, leaf("fineYuan", "lessThan", 0)), flag }]);
    expect(left.join("\n")).toMatch(/罚款数额小于.*没有案例使其成立/);
  });
});

describe("the name of a case that is undetermined", () => {
  const words = new Words(ruleset, "decision");
  const rows: [string, string[], string][] = [
    ["says why", [], "无法认定"],
    ["names what is missing", ["fineYuan", "publishedOn"], "罚款数额未填写，公开日期未填写，无法认定"],
    [
      "names three of many",
      ["fineYuan", "kind", "pages", "score"],
      "罚款数额、执法类别、页数等4项未填写，无法认定",
    ],
  ];
  it.each(rows)("%s", (_name, missing, text) => expect(undeterminedText(missing, words)).toBe(text));
});
