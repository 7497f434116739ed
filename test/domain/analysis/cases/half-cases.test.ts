import { describe, expect, it } from "vitest";
import { proposeCases } from "../../../../functions/domain/analysis/cases/propose-cases.ts";
import { readRule } from "../../../../functions/domain/read/rule.ts";
import { flat } from "../../../../functions/domain/read/sentence.ts";
import type { Ruleset } from "../../../../functions/domain/ruleset/ruleset.ts";
import { passed, runCases } from "../../../../functions/domain/ruleset/run-cases.ts";
import type { Rule } from "../../../../functions/domain/schema/rule.ts";
import { loadRegistration, RULE, registrationRules } from "../../../support/registration.ts";

const ON = "2026-11-23";
const ruleIn = (ruleset: Ruleset) => ruleset.rules.find(({ id }) => id === RULE) as Rule;
const report = async (cases: readonly object[]) => {
  const ruleset = registrationRules({}, cases);
  return (await runCases(ruleset, ON, [ruleIn(ruleset)]))[0];
};

const acceptedAt = "2026-09-17T15:00+08:00";
const done = (name: string, completedAt: string, late: boolean) => ({
  name,
  record: { facts: { acceptedAt, completedAt } },
  on: ON,
  expect: { outcome: "applies", dueAt: "2026-09-28T14:00+08:00", status: "discharged", late },
});

describe("cases of a limit that ends within a day", () => {
  const told = (gaps: readonly string[] = []) => gaps.filter((gap) => gap.includes("半日"));
  it.each<[string, object[], number]>([
    [
      "are lacking where none is done in the last half day or after it",
      [done("一", "2026-09-24 10:30", false)],
      2,
    ],
    [
      "lack the half after where that is a day later",
      [done("一", "2026-09-28 14:00", false), done("二", "2026-09-29 10:30", true)],
      1,
    ],
    [
      "are complete with the last minute and the afternoon",
      [done("一", "2026-09-28 14:00", false), done("二", "2026-09-28 14:01", true)],
      0,
    ],
    ["may not leave the hour open", [done("一", "2026-09-28", false), done("二", "2026-09-29", true)], 2],
  ])("%s", async (_name, cases, count) => {
    expect(told((await report(cases))?.gaps)).toHaveLength(count);
  });

  it("are proposed, and what is proposed leaves nothing untried", async () => {
    const loaded = loadRegistration();
    if ("errors" in loaded) throw new Error(JSON.stringify(loaded.errors));
    const { proposals } = await proposeCases(ruleIn(loaded.ruleset), loaded, ON);
    expect(proposals.map(({ tries }) => tries)).toEqual(
      expect.arrayContaining(["届满的半日之内办结，未逾期", "届满后的半日办结，已逾期"]),
    );
    const all = await report(proposals.map(({ ruleCase }) => ruleCase));
    expect(all && passed(all), JSON.stringify(all?.gaps)).toBe(true);
  });
});

it("a limit of half days reads as such", () => {
  const ruleset = registrationRules();
  const [version] = readRule(ruleIn(ruleset), ruleset);
  expect(flat(version?.sentences ?? [])).toContain("受理后，六个半工作日内（文件规定）");
  const counting = version?.notes.find(({ label }) => label === "计算")?.text;
  expect(counting).toMatch(/^按半日计，以北京时间14时为界，所在的半日不计入；/);
});
