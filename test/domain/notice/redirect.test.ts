import { describe, expect, it } from "vitest";
import type { NoticeLine } from "../../../functions/domain/notice/line.ts";
import { addressees, type Reachable } from "../../../functions/domain/notice/recipients.ts";
import { redirections } from "../../../functions/domain/notice/redirect.ts";
import { shippedRuleset } from "./rules.ts";

const { directory } = await shippedRuleset();
const OFFICER = "market-regulation-case-officer";
const line: NoticeLine = {
  key: `line:1:enforcement-decision:A1:disclosure.licence-or-penalty:1#remind-2#${OFFICER}`,
  kind: "step",
  agency: "market-regulation",
  recipient: OFFICER,
  on: "2026-11-19",
  status: "collecting",
  dutyId: "enforcement-decision:A1:disclosure.licence-or-penalty:1",
  step: "remind-2",
};

/** The shipped directory with a second case officer. */
const withColleague = (bouncing: string[] = []): Reachable => ({
  ...directory,
  bouncing: new Set(bouncing),
  agencies: directory.agencies.map((agency) =>
    agency.id !== "market-regulation"
      ? agency
      : {
          ...agency,
          people: [
            ...agency.people,
            { id: "second-officer", role: "case-officer", email: "second@market.example.org" },
          ],
        },
  ),
});
const to = (from: NoticeLine, people: Reachable) =>
  redirections(from, people, "2026-11-23").map(({ recipient, kind }) => [recipient, kind]);

describe("a line of a returned mail", () => {
  it("goes to another person in the role, word for word, under a key of its own", () => {
    expect(redirections(line, withColleague(), "2026-11-23")[0]).toEqual({
      ...line,
      key: line.key.replace(OFFICER, "second-officer"),
      recipient: "second-officer",
      on: "2026-11-23",
    });
  });

  it.each<[string, Reachable, string[][]]>([
    ["goes to the keeper where the role has nobody else", directory, [["justice-legal-unit", "gap"]]],
    [
      "passes over a colleague whose address came back too",
      withColleague(["second-officer"]),
      [["justice-legal-unit", "gap"]],
    ],
    [
      "has the keeper in reserve",
      withColleague(),
      [
        ["second-officer", "step"],
        ["justice-legal-unit", "gap"],
      ],
    ],
  ])("%s", (_, people, expected) => {
    expect(to(line, people)).toEqual(expected);
  });

  it("of a substitute goes to another person in the role of whom it stood in for", () => {
    const substitute = { ...line, recipient: "market-regulation-head", standsInFor: OFFICER };
    expect(to(substitute, withColleague([OFFICER]))[0]).toEqual(["second-officer", "step"]);
  });

  it("tells the keeper whose address does not work, without the address", () => {
    const [gap] = redirections(line, directory, "2026-11-23");
    expect(gap?.text).toBe(
      "昌吉市市场监督管理局“承办人”的邮箱退信或者拒收，发给该岗位的通知未能送达，请核实并更正通讯录",
    );
    expect(gap?.key).toContain(`#remind-2.bounced.${OFFICER}#justice-legal-unit`);
  });

  it("of the keeper has nowhere to go when nobody shares the role", () => {
    expect(to({ ...line, recipient: "justice-legal-unit", agency: "justice" }, directory)).toEqual([]);
  });
});

describe("a person whose address came back", () => {
  it("is passed over, and the keeper hears that it is the address", () => {
    const people = { ...directory, bouncing: new Set([OFFICER]) };
    expect(addressees([{ role: "case-officer" }], "market-regulation", people, "2026-11-23")).toMatchObject([
      { recipient: "justice-legal-unit", gap: { role: "case-officer" } },
    ]);
  });
});
