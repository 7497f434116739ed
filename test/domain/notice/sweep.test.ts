import { beforeAll, describe, expect, it } from "vitest";
import type { Duty } from "../../../functions/domain/entities.ts";
import { planDuty } from "../../../functions/domain/notice/sweep.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { aDuty, shippedRuleset } from "./rules.ts";

let ruleset: Ruleset;
beforeAll(async () => {
  ruleset = await shippedRuleset();
});

const plan = (duty: Duty, on: string, known: string[] = [], directory = ruleset.directory) =>
  planDuty(duty, { ruleset: { ...ruleset, directory }, on, known: new Set(known) });

/** `remind-2 market-regulation-head collecting` for each line. */
const said = (duty: Duty, on: string, known: string[] = []) =>
  plan(duty, on, known).lines.map((line) => `${line.step} ${line.recipient} ${line.status}`);

const vacant = (agency: string, role: string) => ({
  ...ruleset.directory,
  agencies: ruleset.directory.agencies.map((one) =>
    one.id === agency ? { ...one, people: one.people.filter((person) => person.role !== role) } : one,
  ),
});

describe("what the sweep makes of a duty", () => {
  it("says nothing before the first step", () => {
    expect(plan(aDuty(), "2026-11-18")).toEqual({ due: 0, lines: [], measures: [], suppressed: [] });
  });

  it("gives each recipient of a due step one line and awaits the next step", () => {
    expect(said(aDuty(), "2026-11-19")).toEqual([
      "remind-2 market-regulation-case-officer collecting",
      "remind-2 market-regulation-legal-unit collecting",
    ]);
    expect(plan(aDuty(), "2026-11-19").after?.nextStep).toBe(1);
  });

  it("after days without a sweep sends the latest step and records the earlier ones as missed", () => {
    expect(said(aDuty(), "2026-12-04")).toEqual([
      "remind-2 market-regulation-case-officer missed",
      "remind-2 market-regulation-legal-unit missed",
      "due-day market-regulation-case-officer missed",
      "urge market-regulation-head collecting",
      "urge justice-legal-unit collecting",
    ]);
    expect(plan(aDuty(), "2026-12-04").after).not.toHaveProperty("nextStep");
  });

  it("tells the keeper of the directory where nobody holds the role", () => {
    const directory = vacant("market-regulation", "head");
    const { lines } = plan(aDuty({ nextStep: 2 }), "2026-11-24", [], directory);
    expect(lines.map((line) => [line.kind, line.recipient])).toEqual([
      ["gap", "justice-legal-unit"],
      ["step", "justice-legal-unit"],
    ]);
    expect(lines[0]?.text).toContain("昌吉市市场监督管理局没有登记“主要负责人”");
  });

  it("counts as suppressed what not even the keeper can hear", () => {
    const { due, lines, suppressed } = plan(
      aDuty({ nextStep: 2 }),
      "2026-11-24",
      [],
      vacant("justice", "legal-unit"),
    );
    expect(lines.map((line) => line.recipient)).toEqual(["market-regulation-head"]);
    expect(suppressed).toEqual([{ reason: "no-recipient", count: 1 }]);
    expect(due).toBe(2);
  });

  it("never makes a line that exists", () => {
    const duty = aDuty();
    const key = `line:1:${duty.id}#remind-2#market-regulation-legal-unit`;
    expect(said(duty, "2026-11-19", [key])).toEqual(["remind-2 market-regulation-case-officer collecting"]);
    expect(plan(duty, "2026-11-19", [key]).suppressed).toEqual([{ reason: "already-noticed", count: 1 }]);
  });

  it.each<[string, Partial<Duty>, string, string]>([
    ["a closed duty", { status: "discharged" }, "2026-11-23", "closed"],
    ["a duty due before the installation went live", { historical: true }, "2026-11-23", "historical"],
    ["a late step of a provisional due date", { provisional: true }, "2026-11-24", "provisional"],
  ])("keeps silent with a reason on %s", (_, change, on, reason) => {
    const { lines, suppressed, due, after } = plan(aDuty({ ...change, nextStep: 1 }), on);
    expect(lines).toEqual([]);
    expect(suppressed).toEqual([{ reason, count: due }]);
    expect(after).toBeUndefined();
  });

  it("reminds of a provisional due date before it", () => {
    expect(said(aDuty({ provisional: true }), "2026-11-19")).toHaveLength(2);
  });

  it("accounts for every due pair of step and recipient", () => {
    for (const on of ["2026-11-18", "2026-11-19", "2026-11-23", "2026-11-24", "2027-03-01"]) {
      for (const change of [{}, { status: "waived" as const }, { provisional: true }, { nextStep: 2 }]) {
        const { due, lines, suppressed } = plan(aDuty(change), on);
        expect(lines.length + suppressed.reduce((sum, one) => sum + one.count, 0)).toBe(due);
      }
    }
  });
});
