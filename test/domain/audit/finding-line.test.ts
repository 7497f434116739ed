import { describe, expect, it } from "vitest";
import type { Finding } from "../../../functions/domain/audit/finding.ts";
import { findingLines } from "../../../functions/domain/audit/finding-line.ts";
import { mailOf } from "../notice/mails.ts";
import { shippedRuleset } from "../notice/rules.ts";

const ruleset = await shippedRuleset();
const agency = "market-regulation";
const GAP = { agency, role: "head" };
const lines = (finding: Finding, foundOn = "2026-11-20", of = ruleset) =>
  findingLines(finding, foundOn, "2026-11-23", of);
const missing = (n: number): Finding => ({ kind: "missing-line", agency, what: `line:1:x${n}#y#z` });

describe("what an audit found, as the keeper of the directory reads it", () => {
  it.each<[string, Finding, string, string]>([
    [
      "a gap ahead among the gaps",
      { kind: "gap", agency, what: "market-regulation:head", gap: GAP },
      "gap",
      "昌吉市市场监督管理局没有登记“主要负责人”，发给该岗位的通知无人接收",
    ],
    [
      "a fault without what it is about",
      missing(1),
      "audit",
      "昌吉市市场监督管理局有应当发出的通知不见记录，请运维人员以 npx yifa audit lines 查看",
    ],
  ])("is %s", (_, finding, kind, text) => {
    expect(lines(finding)).toMatchObject([{ kind, text, recipient: "justice-legal-unit", on: "2026-11-23" }]);
  });

  it("has a key of its own for each finding and each time that it comes back", () => {
    const keys = [missing(1), missing(2)].flatMap((one) => [
      ...lines(one).map(({ key }) => key),
      ...lines(one, "2026-11-23").map(({ key }) => key),
    ]);
    expect(new Set(keys).size).toBe(4);
  });

  it("is one note of a mail with a count, of one kind at one agency", () => {
    const { mail } = mailOf(
      [],
      [1, 2, 3].flatMap((n) => lines(missing(n))),
      "justice",
    );
    expect(mail?.text).toContain("核对发现的问题（1类）");
    expect(mail?.text).toContain("查看（涉及3件）");
  });

  it("goes to nobody where the keeper's role is vacant", () => {
    const agencies = ruleset.directory.agencies.map((one) => ({ ...one, people: [] }));
    const empty = { ...ruleset, directory: { ...ruleset.directory, agencies } };
    expect(lines(missing(1), "2026-11-20", empty)).toEqual([]);
  });
});
