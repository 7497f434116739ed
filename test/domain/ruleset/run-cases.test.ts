import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { covered, passed, runCases } from "../../../functions/domain/ruleset/run-cases.ts";

const files = await readRulesFolder("rules");
const PROBE = "changji-2019-18/disclosure/probe";
const rule = {
  id: "disclosure/probe",
  title: "试验",
  cites: [{ document: "changji-2019-18", duty: "IP-2.2.4-a" }],
  versions: [
    {
      effectiveFrom: "2019-08-06",
      appliesTo: "enforcement-decision",
      when: {
        all: [
          { fact: "kind", operator: "equal", value: "行政许可" },
          { fact: "decidedOn", operator: "isPresent" },
        ],
      },
      duty: {
        action: "disclose",
        responsible: "record.agency",
        due: { after: "decidedOn", count: 7, unit: "working-day", source: "text" },
        dischargedBy: "publishedOn",
        ladder: "disclosure",
      },
    },
  ],
};
const facts = { kind: "行政许可", decidedOn: "2026-09-17" };
const applies = (on: string, late: boolean) => ({
  name: `于${on}`,
  record: { facts },
  on,
  expect: { outcome: "applies", due: "2026-09-28", late },
});
const done = (publishedOn: string) => ({
  name: "届满日前已公开",
  record: { facts: { ...facts, publishedOn } },
  on: "2026-09-28",
  expect: { outcome: "applies", late: false },
});
const licences = { fact: "kind", operator: "equal", value: "行政许可" };
const measured = {
  effectiveFrom: "2019-08-06",
  effectiveTo: "2025-12-31",
  appliesTo: "enforcement-decision",
  indicator: {
    numerator: { all: [licences, { fact: "publishedOn", operator: "isPresent" }] },
    denominator: licences,
    atLeastRatio: 1,
    every: "month",
    responsible: { group: "enforcement-agencies" },
    breach: {
      action: "disclose",
      due: { after: "periodEnd", count: 20, unit: "working-day", source: "default" },
      ladder: "general",
    },
  },
};
const whole = [
  applies("2026-09-28", false),
  applies("2026-09-29", true),
  { name: "处罚", record: { facts: { ...facts, kind: "行政处罚" } }, expect: { outcome: "does-not-apply" } },
  { name: "尚未作出", record: { facts: { kind: "行政许可" } }, expect: { outcome: "does-not-apply" } },
];

function load(cases: unknown[], probe: object): Ruleset {
  const extra: [string, string][] = [[`${PROBE}.json`, JSON.stringify(probe)]];
  if (cases.length > 0) extra.push([`${PROBE}.cases.json`, JSON.stringify({ cases })]);
  const loaded = loadRuleset(new Map([...files, ...extra]));
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors));
}

async function report(cases: unknown[], probe: object = rule) {
  const ruleset = load(cases, probe);
  const own = ruleset.rules.filter(({ id }) => id === rule.id);
  const [found] = await runCases(ruleset, "2026-11-23", own);
  if (!found) throw new Error("no report");
  return found;
}

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

  it("of an indicator ask on both days of what each version's breach opens", async () => {
    const { effectiveTo: _, ...open } = measured;
    const versions = [measured, { ...open, effectiveFrom: "2026-01-01" }];
    const missed = (period: string, on: string, late?: boolean) => ({
      name: `${period}，${on}`,
      period,
      records: [{ facts: { kind: "行政许可", decidedOn: `${period}-17` } }],
      on,
      expect: { outcome: "applies", ...(late !== undefined && { late }) },
    });
    const gaps = async (...cases: object[]) =>
      (await report(cases, { ...rule, versions })).gaps
        .filter((gap) => gap.includes("届满日"))
        .map((gap) => gap.replace(/起施行的版本没有案例试到|（.*/g, ""));
    expect(await gaps(missed("2025-09", "2025-10-09"))).toEqual([
      "自2019年8月6日期限届满日当日",
      "自2019年8月6日届满日次日",
      "自2026年1月1日期限届满日当日",
      "自2026年1月1日届满日次日",
    ]);
    const later = [missed("2026-09", "2026-11-03", false), missed("2026-09", "2026-11-04", true)];
    expect(await gaps(...later)).toEqual(["自2019年8月6日期限届满日当日", "自2019年8月6日届满日次日"]);
    const earlier = [missed("2025-09", "2025-11-04", false), missed("2025-09", "2025-11-05", true)];
    expect(await gaps(...earlier, ...later)).toEqual([]);
  });

  const failing: [string, object, string[]][] = [
    [
      "a wrong due date",
      { record: { facts }, on: "2026-09-28", expect: { outcome: "applies", due: "2026-09-27" } },
      ["应当：届满日2026-09-27；实际：届满日2026-09-28", "因执法类别为行政许可、已作出，适用"],
    ],
    [
      "a rule that does not apply",
      {
        record: { facts: { ...facts, kind: "行政处罚" } },
        expect: { outcome: "applies", due: "2026-10-13" },
      },
      ["应当：适用，届满日2026-10-13；实际：不适用，没有届满日", "因执法类别为行政处罚而非行政许可，不适用"],
    ],
    [
      "a fact that is missing",
      { record: { facts: { decidedOn: "2026-09-17" } }, expect: { outcome: "undetermined", missing: [] } },
      ["应当：不缺事实；实际：尚缺执法类别", "已知已作出；尚不能认定：尚缺执法类别，填写后即可认定"],
    ],
    [
      "a version that was not yet in force",
      { record: { facts: { ...facts, decidedOn: "2019-08-05" } }, expect: { outcome: "applies" } },
      [
        "应当：适用；实际：不适用",
        "以作出决定日期2019年8月5日为准，当日尚未施行（自2019年8月6日起施行），不适用",
      ],
    ],
  ];
  it.each(failing)("that expect otherwise fail and say why: %s", async (_name, one, failures) => {
    const found = await report([...whole, { name: "错", ...one }]);
    expect(found.cases.at(-1)).toEqual({ name: "错", failures });
  });

  const published = { facts: { ...facts, publishedOn: "2026-09-29" } };
  const later: [string, object, object, pointer: string, on: string][] = [
    [
      "after the day that it asks about",
      rule,
      { record: published, on: "2026-09-28" },
      "/record/facts/publishedOn",
      "2026-09-28",
    ],
    [
      "after today where it names none",
      rule,
      { record: { facts: { ...facts, publishedOn: "2026-11-24" } } },
      "/record/facts/publishedOn",
      "2026-11-23",
    ],
    [
      "in one of several records",
      { ...rule, versions: [measured] },
      { period: "2025-09", records: [{ facts }, published], on: "2026-09-28" },
      "/records/1/facts/publishedOn",
      "2026-09-28",
    ],
  ];
  it.each(later)("fail in which something is done only later: %s", async (_, probe, one, pointer, on) => {
    const found = await report([{ name: "错", ...one, expect: { outcome: "applies" } }], probe);
    const failure = expect.stringContaining(`已经发生的日期不得晚于 ${on}（案例的查询日期 on，`);
    expect(found.cases).toEqual([{ name: "错", failures: [failure], pointer }]);
  });

  it("of a gate say what it opens on", async () => {
    const gate = {
      ...rule,
      versions: [
        {
          effectiveFrom: "2019-08-06",
          appliesTo: "enforcement-decision",
          gate: {
            step: "decide",
            reason: "须经法制审核",
            opensWhen: { fact: "review.result", operator: "equal", value: "同意" },
          },
        },
      ],
    };
    const one = { name: "未审核", record: { facts }, expect: { outcome: "applies", gate: "open" } };
    expect((await report([one], gate)).cases[0]?.failures).toEqual([
      "应当：可以办理；实际：不得办理",
      "适用",
      "放行条件：因法制审核结果未填写，尚不具备",
    ]);
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
