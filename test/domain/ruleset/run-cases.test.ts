import { describe, expect, it } from "vitest";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import { covered, passed, runCases } from "../../../functions/domain/ruleset/run-cases.ts";
import { done, facts, files, report, rule, whole } from "./probe-rule.ts";

describe("cases beside rules", () => {
  it("of the shipped law all pass, on every leaf and on both sides of every due date", async () => {
    const loaded = loadRuleset(files);
    if (!("ruleset" in loaded)) throw new Error("rules/ has errors");
    const reports = await runCases(loaded.ruleset, "2026-11-23");
    expect(reports.length).toBe(loaded.ruleset.rules.length);
    expect(reports.filter((r) => !passed(r)).map((r) => [r.rule, r.gaps, r.cases])).toEqual([]);
  });

  it("that are complete pass", async () => {
    expect(passed(await report(whole))).toBe(true);
  });

  const lacking: [string, unknown[], RegExp][] = [
    ["no case at all", [], /没有案例/],
    [
      "a leaf never false",
      whole.filter((c) => c.name !== "处罚"),
      /条件“执法类别为行政许可”没有案例使其不成立（\/versions\/0\/when\/all\/0）/,
    ],
    ["the last day not tried", whole.slice(1), /届满日当日/],
    ["the day after not tried", whole.filter((_, i) => i !== 1), /次日/],
    [
      "the last day tried only on what was done before it",
      [done("2026-09-18"), ...whole.slice(1)],
      /届满日当日/,
    ],
  ];
  it.each(lacking)("fail on %s", async (_name, cases, gap) => {
    const found = await report(cases);
    expect(passed(found)).toBe(false);
    expect(found.gaps.join("\n")).toMatch(gap);
  });

  it("of two versions fail while one is not tried", async () => {
    const [first] = rule.versions;
    const versions = [
      { ...first, effectiveTo: "2021-07-14" },
      { ...first, effectiveFrom: "2021-07-15" },
    ];
    expect((await report(whole, { ...rule, versions })).gaps).toContain(
      "自2019年8月6日起施行的版本没有案例试到",
    );
  });

  it("of two versions ask on both days of each due date", async () => {
    const [first] = rule.versions;
    const versions = [
      { ...first, effectiveTo: "2026-12-31" },
      {
        ...first,
        effectiveFrom: "2027-01-01",
        duty: { ...first?.duty, due: { ...first?.duty.due, count: 3 } },
      },
    ];
    const later = (on: string, late?: boolean) => ({
      name: `后于${on}`,
      record: { facts: { ...facts, decidedOn: "2027-03-01" } },
      on,
      expect: { outcome: "applies", due: "2027-03-04", ...(late !== undefined && { late }) },
    });
    const of = "自2027年1月1日起施行的版本没有案例试到";
    const [lastDay, dayAfter] = [
      `${of}期限届满日当日（on 为届满日，expect.late 为 false）`,
      `${of}届满日次日（on 为次日，expect.late 为 true）`,
    ];
    const gaps = async (...cases: object[]) =>
      (await report([...whole, ...cases], { ...rule, versions })).gaps.filter((gap) =>
        gap.includes("届满日"),
      );
    expect(await gaps(later("2027-03-01"))).toEqual([lastDay, dayAfter]);
    expect(await gaps(later("2027-03-04", false))).toEqual([dayAfter]);
    expect(await gaps(later("2027-03-04", false), later("2027-03-05", true))).toEqual([]);
  });

  it("of a register ask on both days of its review", async () => {
    const register = {
      ...rule,
      versions: [
        {
          effectiveFrom: "2019-08-06",
          register: {
            subject: "清单",
            keeper: { group: "enforcement-agencies" },
            lookAgain: { every: "year", on: "12-31", source: "default" },
          },
        },
      ],
    };
    const reviewed = (on: string, late: boolean) => ({
      name: on,
      period: "2026",
      on,
      expect: { outcome: "applies", late },
    });
    expect((await report([reviewed("2026-11-23", false)], register)).gaps).toHaveLength(2);
    const both = [reviewed("2026-12-31", false), reviewed("2027-01-01", true)];
    expect((await report(both, register)).gaps).toEqual([]);
  });
});

describe("coverage", () => {
  const leaf = { pointer: "", leaf: { fact: "kind", operator: "isPresent" } as const };
  const seen = (n: number, of: number) =>
    Array.from({ length: of }, (_, i) => ({ ...leaf, seenTrue: i < n, seenFalse: i < n }));
  const percentages: [string, number, number, number][] = [
    ["all is 100", 500, 500, 100],
    ["all but one of a thousand is 99", 499, 500, 99],
    ["a third is 33", 1, 3, 33],
    ["two thirds are 66", 2, 3, 66],
    ["nothing is 0", 0, 4, 0],
    ["no conditions leave nothing out", 0, 0, 100],
  ];
  it.each(percentages)("never rounds up: %s", (_name, n, of, percent) => {
    expect(covered(seen(n, of)).percent).toBe(percent);
  });
});
