import { describe, expect, it } from "vitest";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import { untriedReadings } from "../../../functions/domain/ruleset/readings.ts";
import { ruleNamed } from "../../../functions/domain/ruleset/rule-named.ts";
import { runCases } from "../../../functions/domain/ruleset/run-cases.ts";
import { files } from "./probe-rule.ts";

const loaded = loadRuleset(files);
if (!("ruleset" in loaded)) throw new Error("rules/ has errors");
const { ruleset } = loaded;

const on = "2026-11-23";
const under = (value: string) => ({ on, settings: { cleanUpCampaignYears: value } });

describe("the readings that a document leaves open", () => {
  const CAMPAIGN = "normative-documents/clean-up-campaign";
  it.each<[string, string, Parameters<typeof untriedReadings>[2], (string | boolean)[]]>([
    ["are all untried without a case", CAMPAIGN, [], ["none", "even", "odd"]],
    ["are tried by default where a case changes nothing", CAMPAIGN, [{ on }], ["even", "odd"]],
    ["are asked on today where a case has no day", CAMPAIGN, [{}], ["even", "odd"]],
    ["are each tried by a case under them", CAMPAIGN, [{ on }, under("odd"), under("even")], []],
    ["are not those of settings that the rule does not ask", "lists/publish", [], []],
    ["are none of a number that may be anything", "lists/update", [], []],
  ])("%s", (_name, rule, cases, values) => {
    const untried = untriedReadings(ruleNamed(ruleset, rule), ruleset, cases, on);
    expect(untried.map(({ value }) => value)).toEqual(values);
  });

  it("are told by the test of cases, with the setting and what it means", async () => {
    const rule = ruleNamed(ruleset, CAMPAIGN);
    const own = ruleset.cases.get(CAMPAIGN) ?? [];
    const cases = new Map([[CAMPAIGN, own.filter((one) => one.settings?.cleanUpCampaignYears !== "odd")]]);
    const [report] = await runCases({ ...ruleset, cases }, on, [rule]);
    expect(report?.gaps).toEqual([
      "设定“规范性文件集中清理的年份”取“逢单数年集中清理”时没有案例试到（cleanUpCampaignYears 为 odd）",
    ]);
  });
});
