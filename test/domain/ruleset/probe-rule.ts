import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { runCases } from "../../../functions/domain/ruleset/run-cases.ts";

export const files = await readRulesFolder("rules");
export const PROBE = "changji-2019-18/disclosure/probe";
export const rule = {
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
export const facts = { kind: "行政许可", decidedOn: "2026-09-17" };
export const applies = (on: string, late: boolean) => ({
  name: `于${on}`,
  record: { facts },
  on,
  expect: { outcome: "applies", due: "2026-09-28", late },
});
export const done = (publishedOn: string) => ({
  name: "届满日前已公开",
  record: { facts: { ...facts, publishedOn } },
  on: "2026-09-28",
  expect: { outcome: "applies", late: false },
});
export const licences = { fact: "kind", operator: "equal", value: "行政许可" };
export const measured = {
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
export const whole = [
  applies("2026-09-28", false),
  applies("2026-09-29", true),
  { name: "处罚", record: { facts: { ...facts, kind: "行政处罚" } }, expect: { outcome: "does-not-apply" } },
  { name: "尚未作出", record: { facts: { kind: "行政许可" } }, expect: { outcome: "does-not-apply" } },
];

export function load(cases: unknown[], probe: object): Ruleset {
  const extra: [string, string][] = [[`${PROBE}.json`, JSON.stringify(probe)]];
  if (cases.length > 0) extra.push([`${PROBE}.cases.json`, JSON.stringify({ cases })]);
  const loaded = loadRuleset(new Map([...files, ...extra]));
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors));
}

export async function report(cases: unknown[], probe: object = rule) {
  const ruleset = load(cases, probe);
  const own = ruleset.rules.filter(({ id }) => id === rule.id);
  const [found] = await runCases(ruleset, "2026-11-23", own);
  if (!found) throw new Error("no report");
  return found;
}
