import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import { caseImpact } from "../../../functions/domain/impact/case-impact.ts";
import { impactHtml } from "../../../functions/domain/impact/html.ts";
import type { Impact } from "../../../functions/domain/impact/impact.ts";
import type { ImpactedRecord } from "../../../functions/domain/impact/next-mail.ts";
import { impactPage } from "../../../functions/domain/impact/page.ts";
import { allOpenings, periodImpact } from "../../../functions/domain/impact/periods.ts";
import { ImpactTally } from "../../../functions/domain/impact/tally.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";

const ON = "2026-11-23";
const DISCLOSE = "changji-2019-18/disclosure/licence-or-penalty.json";

let files: ReadonlyMap<string, string>;
let shipped: Ruleset;
let records: ImpactedRecord[];

beforeAll(async () => {
  files = await readRulesFolder("rules");
  shipped = compiled(files);
  const lines = readFileSync("test/samples/year-2026.jsonl", "utf8").trimEnd().split("\n");
  records = lines
    .filter((line) => line.startsWith('{"type":"enforcement-decision"'))
    .map((line) => readSubject(line, shipped, ON).subject as ImpactedRecord);
});

function compiled(texts: ReadonlyMap<string, string>): Ruleset {
  const loaded = loadRuleset(texts);
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors.slice(0, 3)));
}

/** The shipped rules with one text replaced in one file. */
function edited(file: string, was: string, is: string): Ruleset {
  const text = files.get(file) ?? "";
  if (!text.includes(was)) throw new Error(`${file} has no ${was}`);
  return compiled(new Map(files).set(file, text.replaceAll(was, is)));
}

async function impactOf(to: Ruleset, some = records, from = shipped): Promise<Impact> {
  const change = { from, to, on: ON };
  const tally = new ImpactTally();
  tally.addDuties(periodImpact(allOpenings(change), change));
  for (const record of some) tally.add(await caseImpact(record, undefined, change));
  return tally.result(change);
}

describe("what a change of rules would do", () => {
  it("is nothing where nothing changes", async () => {
    const {
      findings,
      gates,
      duties,
      needs,
      mails,
      agencies,
      rules,
      records: looked,
    } = await impactOf(shipped);
    expect([findings, gates, duties, needs, mails, agencies]).toEqual([[], [], [], [], [], []]);
    expect(rules).toEqual({ added: [], removed: [], changed: [], settings: [] });
    expect(looked).toBe(records.length);
  });

  it("is moved due dates where a limit is shortened, the old date and the new one", async () => {
    const impact = await impactOf(edited(DISCLOSE, '"count": 7', '"count": 5'));
    expect(impact.rules.changed).toEqual(["disclosure/licence-or-penalty"]);
    expect(impact.findings).toEqual([]);
    expect(impact.duties.length).toBeGreaterThan(10);
    for (const { kind, before = "", after = "" } of impact.duties)
      expect([kind, after < before]).toEqual(["moved", true]);
  });

  it("is gates that shut and findings that flip where a threshold falls, by agency", async () => {
    const impact = await impactOf(edited("settings.json", '"value": 30000', '"value": 5000'));
    expect(impact.rules.settings).toEqual(["hearing.otherLegalPersonYuan"]);
    const housing = impact.agencies.find(({ agency }) => agency === "housing");
    expect(housing?.gatesShut).toBe(impact.gates.filter(({ agency }) => agency === "housing").length);
    expect(housing?.gatesShut).toBeGreaterThan(0);
    for (const { before, after } of impact.gates) expect([before, after]).toEqual(["open", "blocked"]);
    const flipped = impact.findings.filter(({ rule }) => rule === "legal-review/before-decision");
    expect(flipped.length).toBe(impact.gates.length);
  });

  it("is withdrawn duties and mail that does not go out where a rule stops applying", async () => {
    const pending = records.filter(({ facts }) => facts.publishedOn === undefined);
    const to = edited(DISCLOSE, '"行政许可",\n              "行政处罚"', '"行政许可"');
    const impact = await impactOf(to, pending);
    const withdrawn = impact.duties.filter(({ kind }) => kind === "withdrawn");
    expect(withdrawn.length).toBeGreaterThan(0);
    expect(withdrawn.every(({ rule }) => rule === "disclosure/licence-or-penalty")).toBe(true);
    // Publishing itself tells the agencies and the keeper of the directory, in one line each.
    const lines = (side: "before" | "after") => impact.mails.reduce((sum, one) => sum + one[side], 0);
    expect(lines("after")).toBeLessThan(lines("before"));
    expect(impact.mails.filter(({ before, after }) => after === 0 && before > 0)).not.toEqual([]);
  });

  it("is opened duties of a period where a cadence is new", async () => {
    const without = new Map([...files].filter(([path]) => !path.includes("information-reports/departments")));
    const { duties, rules } = await impactOf(shipped, [], compiled(without));
    expect(rules.added).toEqual(["information-reports/departments"]);
    expect(duties.length).toBe(shipped.directory.agencies.filter(({ kind }) => kind === "department").length);
    expect(new Set(duties.map(({ kind, rule }) => `${kind} ${rule}`))).toEqual(
      new Set(["opened information-reports/departments"]),
    );
  });

  it("comes to the same whatever the order of the records, byte for byte", async () => {
    const to = edited("settings.json", '"value": 30000', '"value": 5000');
    const forward = JSON.stringify(await impactOf(to));
    expect(JSON.stringify(await impactOf(to, records.toReversed()))).toBe(forward);
  });

  it("reads as a page without markup of records", async () => {
    const to = edited("settings.json", '"value": 30000', '"value": 5000');
    const hostile = records.map((record) => ({ ...record, id: `<script>${record.id}` }));
    const html = impactHtml(impactPage(await impactOf(to, hostile), shipped, to));
    expect(html).toContain("<h2>按机关汇总</h2>");
    expect(html).toContain("作出决定，由可以办理改为不得办理");
    expect(html).not.toContain("<script>");
  });
});
