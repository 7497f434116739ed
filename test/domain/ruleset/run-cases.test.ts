import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { passed, runCases } from "../../../functions/domain/ruleset/run-cases.ts";

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
const whole = [
  applies("2026-09-28", false),
  applies("2026-09-29", true),
  { name: "处罚", record: { facts: { ...facts, kind: "行政处罚" } }, expect: { outcome: "does-not-apply" } },
  { name: "尚未作出", record: { facts: { kind: "行政许可" } }, expect: { outcome: "does-not-apply" } },
];

function load(cases: unknown[]): Ruleset {
  const extra: [string, string][] = [[`${PROBE}.json`, JSON.stringify(rule)]];
  if (cases.length > 0) extra.push([`${PROBE}.cases.json`, JSON.stringify({ cases })]);
  const loaded = loadRuleset(new Map([...files, ...extra]));
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors));
}

async function report(cases: unknown[]) {
  const found = (await runCases(load(cases), "2026-11-23")).find((r) => r.rule === rule.id);
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
    ["a leaf never false", whole.filter((c) => c.name !== "处罚"), /kind equal.*不成立/],
    ["the last day not tried", whole.slice(1), /届满日当日/],
    ["the day after not tried", whole.filter((_, i) => i !== 1), /次日/],
  ];
  it.each(lacking)("fail on %s", async (_name, cases, gap) => {
    const found = await report(cases);
    expect(passed(found)).toBe(false);
    expect(found.gaps.join("\n")).toMatch(gap);
  });

  it("fail on a wrong expectation and say what came instead", async () => {
    const found = await report([
      ...whole,
      { name: "错", record: { facts }, expect: { outcome: "applies", due: "2026-09-27" } },
    ]);
    expect(found.cases.at(-1)?.failures).toEqual(['due：应为 "2026-09-27"，实为 "2026-09-28"']);
  });

  it("fail on a fact that the record type does not have", async () => {
    const found = await report([
      ...whole,
      { name: "错", record: { facts: { knid: "x" } }, expect: { outcome: "applies" } },
    ]);
    expect(found.cases.at(-1)?.failures[0]).toMatch(/unknown-fact/);
  });
});
