import { describe, expect, it } from "vitest";
import { auditGaps } from "../../../functions/domain/audit/gaps.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import type { Directory } from "../../../functions/domain/schema/folder.ts";
import { aDuty, shippedRuleset } from "../notice/rules.ts";

const { directory } = await shippedRuleset();
type Agency = Directory["agencies"][number];

const changed = (id: string, change: (agency: Agency) => Agency): Directory => ({
  ...directory,
  agencies: directory.agencies.map((agency) => (agency.id === id ? change(agency) : agency)),
});
const without = (agency: string, role: string) =>
  changed(agency, (one) => ({ ...one, people: one.people.filter((person) => person.role !== role) }));
const awayOn = (agency: string, role: string, from: string, to: string) =>
  changed(agency, (one) => ({
    ...one,
    people: one.people.map((person) =>
      person.role === role ? { ...person, substitutes: [{ from, to }] } : person,
    ),
  }));
const gaps = (duties: readonly Duty[], of: Directory) =>
  auditGaps(duties, of, "2026-11-18").map(({ what }) => what);

describe("gaps ahead", () => {
  it.each<[string, Directory, Partial<Duty>, string[]]>([
    ["none where every role is held", directory, {}, []],
    ["a role of a step to come", without("market-regulation", "head"), {}, ["market-regulation:head"]],
    ["the office that supervises", without("justice", "legal-unit"), {}, ["justice:legal-unit"]],
    ["none of a step that was taken", without("market-regulation", "case-officer"), { nextStep: 2 }, []],
    ["none of a closed duty", without("market-regulation", "head"), { status: "waived" }, []],
    [
      "who is away on the day of the step",
      awayOn("market-regulation", "head", "2026-11-24", "2026-11-30"),
      {},
      ["market-regulation:head"],
    ],
    ["none of who is back by then", awayOn("market-regulation", "head", "2026-11-16", "2026-11-23"), {}, []],
  ])("%s", (_, of, change, expected) => {
    expect(gaps([aDuty(change)], of)).toEqual(expected);
  });

  it("each once, however many duties it concerns", () => {
    const two = [aDuty(), aDuty({ id: "enforcement-decision:A2:disclosure.licence-or-penalty:1" })];
    expect(gaps(two, without("market-regulation", "head"))).toHaveLength(1);
  });
});
