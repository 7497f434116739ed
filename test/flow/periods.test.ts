import { S3Client } from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getIndicator } from "../../functions/application/get-indicator.ts";
import { loadDuty } from "../../functions/application/load-duty.ts";
import { openPeriods } from "../../functions/application/open-periods.ts";
import { putRecord } from "../../functions/application/put-record.ts";
import type { Caller } from "../../functions/domain/entities.ts";
import { ruleNamed } from "../../functions/domain/ruleset/rule-named.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { edited, fixture } from "../support/corpus.ts";
import { newTable, startTables, stopTables } from "../support/notice-table.ts";
import { publishRuleset } from "../support/publish.ts";

mockClient(S3Client);
const CLI: Caller = { name: "cli", role: "administrator" };
const HOUSING: Caller = { name: "housing", role: "agency", agency: "housing" };
const JUSTICE: Caller = { name: "justice", role: "agency", agency: "justice" };
const OFFICE: Caller = { name: "office", role: "agency", agency: "government-office" };

const OWN = "disclosure/published-share";
const ALL = "disclosure/published-everywhere";
const TREND = "disclosure/published-trend";

/** The indicator of the fixture as another one. */
const indicator = (id: string, ...edits: [string, string][]) =>
  [`demo/${id}.json`, edited(`demo/${OWN}.json`, [OWN, id], ...edits)] as const;
const justiceToo = (text: string) => {
  const directory = JSON.parse(text);
  for (const agency of directory.agencies) if (agency.id === "justice") agency.enforcement = true;
  return JSON.stringify(directory);
};
const FILES = new Map([
  ...fixture,
  indicator(
    ALL,
    ['"every"', '"over": "all", "every"'],
    ['{ "group": "enforcement-agencies" }', '{ "supervisor": "government" }'],
  ),
  indicator(TREND, ['"atLeastRatio": 0.9', '"trend": "rising"']),
]);
const WITH_JUSTICE = new Map([...FILES, ["directory.json", justiceToo(FILES.get("directory.json") ?? "")]]);

let ruleset: Ruleset;

beforeAll(startTables);
afterAll(stopTables);
beforeEach(async () => {
  await newTable();
  ruleset = await publishRuleset(WITH_JUSTICE);
});

const put = (id: string, agency: string, decidedOn: string, publishedOn?: string) =>
  putRecord({
    key: { type: "decision", id },
    agency,
    facts: { kind: "行政许可", decidedOn, ...(publishedOn !== undefined && { publishedOn }) },
    caller: CLI,
    on: "2026-11-16",
    ruleset,
  });

/** Two quarters: housing publishes one of two and then two of three, justice the one that it has. */
async function twoQuarters() {
  await put("h1", "housing", "2026-04-02", "2026-04-03");
  await put("h2", "housing", "2026-06-30");
  await put("h3", "housing", "2026-07-01", "2026-07-02");
  await put("h4", "housing", "2026-09-30", "2026-10-08");
  await put("h5", "housing", "2026-08-03");
  await put("j1", "justice", "2026-08-03", "2026-08-04");
  await put("h6", "housing", "2026-10-01");
}

describe("the end of a period", () => {
  it("opens a duty where the figure is missed, with what is behind it, and does so once", async () => {
    await twoQuarters();
    const first = await openPeriods("2026-10-01");
    const breaches = first.measured.filter(({ breach }) => breach).map(({ rule, agency }) => [rule, agency]);
    expect(breaches).toEqual([
      [ALL, "government-office"],
      [OWN, "housing"],
    ]);
    const { duty } = await loadDuty("period:housing:2026-Q3:disclosure.published-share:1", CLI);
    expect(duty.title).toContain("2026年第3季度：应不少于3，实有2，基数3");
    expect(duty.figure).toEqual({
      numerator: 2,
      denominator: 3,
      required: 3,
      records: [
        { type: "decision", id: "h3", agency: "housing", counted: "numerator" },
        { type: "decision", id: "h4", agency: "housing", counted: "numerator" },
        { type: "decision", id: "h5", agency: "housing", counted: "denominator" },
      ],
    });
    const again = await openPeriods("2026-10-01");
    expect([again.opened, again.measured]).toEqual([[], []]);
  });

  it("compares with the period before, and leaves open what has none", async () => {
    await twoQuarters();
    const { measured } = await openPeriods("2026-10-01");
    const trends = measured.filter(({ rule }) => rule === TREND);
    expect(trends).toMatchObject([
      { agency: "justice", outcome: "undetermined", previousDenominator: 0 },
      { agency: "housing", outcome: "does-not-apply", previousNumerator: 1, previousDenominator: 2 },
    ]);
  });

  it("counts the records of all for the one that answers for them", async () => {
    await twoQuarters();
    const { measured } = await openPeriods("2026-10-01");
    expect(measured.filter(({ rule }) => rule === ALL)).toMatchObject([
      { agency: "government-office", numerator: 3, denominator: 4, required: 4, outcome: "applies" },
    ]);
  });
});

describe("a period whose end the schedule missed", () => {
  it("is measured by the next run, in turn, and once", async () => {
    ruleset = await publishRuleset(
      new Map([
        ...WITH_JUSTICE,
        ["settings.json", edited("settings.json", ['"goLiveOn": null', '"goLiveOn": "2026-05-15"'])],
      ]),
    );
    await twoQuarters();
    const { measured } = await openPeriods("2026-11-16");
    const own = measured.filter(({ rule, agency }) => rule === OWN && agency === "housing");
    expect(own).toMatchObject([
      { period: "2026-Q1", breach: false, denominator: 0 },
      { period: "2026-Q2", breach: true, numerator: 1, denominator: 2 },
      { period: "2026-Q3", breach: true, numerator: 2, denominator: 3 },
    ]);
    expect((await openPeriods("2026-11-17")).measured).toEqual([]);
  });
});

describe("an agency that joins the group with a later ruleset", () => {
  it("owes what is still running, and nothing that was over before", async () => {
    const live = new Map([
      ...FILES,
      ["settings.json", edited("settings.json", ['"goLiveOn": null', '"goLiveOn": "2025-06-01"'])],
    ]);
    await publishRuleset(live);
    const before = await openPeriods("2026-02-01");
    expect(before.opened).toEqual([
      "period:housing:2025:disclosure.yearly-report:1",
      "period:housing:2026:disclosure.yearly-report:1",
    ]);
    await publishRuleset(new Map([...live, ["directory.json", WITH_JUSTICE.get("directory.json") ?? ""]]));
    expect((await openPeriods("2026-02-02")).opened).toEqual([
      "period:justice:2026:disclosure.yearly-report:1",
    ]);
    expect((await openPeriods("2026-02-02")).opened).toEqual([]);
  });
});

describe("an indicator that somebody asks for", () => {
  const ask = (rule: string, caller: Caller, more: { agency?: string; period?: string } = {}) =>
    getIndicator({ rule: ruleNamed(ruleset, rule), caller, on: "2026-11-16", ruleset, ...more });

  it("is of the period that is running, for all that the caller may see", async () => {
    await twoQuarters();
    const answer = await ask(OWN, CLI);
    expect(answer).toMatchObject({
      period: { id: "2026-Q4" },
      running: true,
      figures: [
        { agency: "justice", outcome: "does-not-apply", denominator: 0 },
        { agency: "housing", outcome: "applies", numerator: 0, denominator: 1 },
      ],
      together: { numerator: 0, denominator: 1 },
    });
    expect((await ask(OWN, HOUSING)).figures.map(({ agency }) => agency)).toEqual(["housing"]);
  });

  it("may be of an earlier period", async () => {
    await twoQuarters();
    const { figures, running } = await ask(TREND, HOUSING, { period: "2026-Q3" });
    expect(running).toBe(false);
    expect(figures).toMatchObject([
      { numerator: 2, denominator: 3, previousNumerator: 1, previousDenominator: 2 },
    ]);
  });

  it("names of the records of all agencies only those that the caller may read", async () => {
    await twoQuarters();
    const own = await ask(ALL, OFFICE, { period: "2026-Q3" });
    expect(own.figures).toMatchObject([{ numerator: 3, denominator: 4, records: [] }]);
    const all = await ask(ALL, CLI, { period: "2026-Q3" });
    expect(all.figures[0]?.records.filter(({ counted }) => counted !== "not")).toHaveLength(4);
  });

  const refused: [string, string, Caller, { agency?: string; period?: string }, string][] = [
    ["of another agency", OWN, HOUSING, { agency: "justice" }, "没有您可以查看的机关"],
    ["of an agency that does not answer for it", ALL, JUSTICE, { agency: "justice" }, "不是指标"],
    ["of a period that has not begun", OWN, CLI, { period: "2027-Q1" }, "尚未开始"],
    ["of a period of another length", OWN, CLI, { period: "2026" }, "应写成 2026-Q1"],
    ["of a period before the rule", OWN, CLI, { period: "2019-Q3" }, "没有这一周期的指标"],
    ["of a rule that is none", "disclosure/yearly-report", CLI, {}, "不是指标"],
    [
      "by one who may see none",
      OWN,
      { name: "ops", role: "operator" },
      { agency: "housing" },
      "没有您可以查看的机关",
    ],
  ];
  it.each(refused)("is not told %s", async (_name, rule, caller, more, message) => {
    await expect(ask(rule, caller, more)).rejects.toThrow(message);
  });
});
