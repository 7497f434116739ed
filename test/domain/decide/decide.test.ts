import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";

const files = await readRulesFolder("rules");
const ON = "2026-11-23";
const FOLDER = "changji-2019-18/probe";
const cites = [{ document: "changji-2019-18", duty: "IP-2.2.4-a" }];
const licence = { fact: "kind", operator: "equal", value: "行政许可" };
const duty = (count: number) => ({
  action: "disclose",
  responsible: "record.agency",
  due: { after: "decidedOn", count, unit: "working-day", source: "text" },
  dischargedBy: "publishedOn",
  ladder: "disclosure",
});
const version = (more: object) => ({
  effectiveFrom: "2019-08-06",
  appliesTo: "enforcement-decision",
  when: licence,
  ...more,
});

/** Only the given rules, beside the shipped record types, calendars and so on. */
function rulesetOf(...rules: { id: string; versions: object[] }[]) {
  const rest = [...files].filter(([path]) => !/^changji-2019-18\/.+\//.test(path));
  const own = rules.map(
    (r, i) => [`${FOLDER}/r${i}.json`, JSON.stringify({ title: "试验", cites, ...r })] as const,
  );
  const loaded = loadRuleset(new Map([...rest, ...own]));
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors));
}

const ask = (ruleset: ReturnType<typeof rulesetOf>, facts: Facts, on = ON) =>
  decide({ type: "enforcement-decision", id: "A", agency: "housing", facts }, ruleset, on);

describe("time of law", () => {
  const dated = rulesetOf({
    id: "probe/dated",
    versions: [
      version({ effectiveTo: "2020-12-31", duty: duty(20) }),
      version({ effectiveFrom: "2021-01-01", effectiveTo: "2025-12-31", duty: duty(7) }),
    ],
  });
  const rows: [string, string, string | undefined, string | undefined][] = [
    ["before the rule was in force nothing applies", "2019-08-05", undefined, undefined],
    ["the first day is in force", "2019-08-06", "2019-08-06", "2019-09-03"],
    ["the last day of a version is in force", "2020-12-31", "2019-08-06", "2021-01-29"],
    ["the day after it the next version counts", "2021-01-01", "2021-01-01", "2021-01-12"],
    ["a repealed rule no longer applies", "2026-01-01", undefined, undefined],
  ];
  it.each(rows)("%s", async (_name, decidedOn, inForce, dueOn) => {
    const decision = await ask(dated, { kind: "行政许可", decidedOn });
    expect(decision.findings[0]?.version).toBe(inForce);
    expect(decision.duties[0]?.dueOn).toBe(dueOn);
  });

  const covering = rulesetOf({
    id: "probe/covering",
    versions: [version({ effectiveFrom: "2020-01-01", coversEarlier: true, duty: duty(20) })],
  });
  it("coversEarlier covers what was there before where the due date is not before the rule", async () => {
    const decision = await ask(covering, { kind: "行政许可", decidedOn: "2019-12-25" });
    expect(decision.duties.map((d) => d.dueOn)).toEqual(["2020-01-22"]);
  });
  it("coversEarlier leaves alone what was due before the rule", async () => {
    const decision = await ask(covering, { kind: "行政许可", decidedOn: "2019-08-06" });
    expect(decision.findings[0]?.outcome).toBe("does-not-apply");
  });
});

describe("gates", () => {
  const gated = rulesetOf({
    id: "probe/gate",
    versions: [
      version({
        when: { fact: "complex", operator: "equal", value: true },
        gate: {
          step: "decide",
          reason: "须先审核",
          opensWhen: { fact: "review.result", operator: "equal", value: "同意" },
        },
      }),
    ],
  });
  const rows: [string, Facts, string][] = [
    ["not applying is open", { complex: false }, "open"],
    ["applying and satisfied is open", { complex: true, "review.result": "同意" }, "open"],
    ["applying and unsatisfied is blocked", { complex: true, "review.result": "存在问题" }, "blocked"],
    [
      "applying with nothing on record is blocked: a missing review has not happened",
      { complex: true },
      "blocked",
    ],
    ["perhaps applying and satisfied is open", { "review.result": "同意" }, "open"],
    ["perhaps applying and not satisfied never opens", {}, "undetermined"],
  ];
  it.each(rows)("%s", async (_name, facts, state) => {
    const { gates } = await ask(gated, facts);
    expect(gates.find((g) => g.step === "decide")?.state).toBe(state);
  });

  it("list each step of the record type once, open ones included", async () => {
    const { gates } = await ask(gated, {});
    const steps = gated.recordTypes.get("enforcement-decision")?.steps;
    expect(gates.map((g) => g.step)).toEqual(steps);
  });
});

describe("duties", () => {
  const one = rulesetOf({ id: "probe/duty", versions: [version({ duty: duty(7) })] });
  it("are listed also when the record shows them done", async () => {
    const { duties } = await ask(one, {
      kind: "行政许可",
      decidedOn: "2026-09-17",
      publishedOn: "2026-09-20",
    });
    expect(duties[0]).toMatchObject({
      status: "discharged",
      dischargedOn: "2026-09-20",
      dueOn: "2026-09-28",
    });
  });
  it("whose trigger is missing are undetermined and name it", async () => {
    const { findings, duties } = await ask(one, { kind: "行政许可" });
    expect(findings[0]).toMatchObject({ outcome: "undetermined", missing: ["decidedOn"] });
    expect(duties).toEqual([]);
  });
  it("name the facts behind a flag that is still open, not the flag", async () => {
    const two = rulesetOf(
      {
        id: "probe/flag",
        versions: [
          version({
            when: { fact: "socialImpact", operator: "equal", value: true },
            flag: { fact: "complex", value: true, otherwise: false },
          }),
        ],
      },
      {
        id: "probe/uses",
        versions: [version({ when: { fact: "complex", operator: "equal", value: true }, duty: duty(7) })],
      },
    );
    const { findings } = await ask(two, { decidedOn: "2026-09-17" });
    expect(findings.find((f) => f.rule === "probe/uses")?.missing).toEqual(["socialImpact"]);
  });
});
