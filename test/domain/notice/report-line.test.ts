import { describe, expect, it } from "vitest";
import { reportLines } from "../../../functions/domain/notice/report-line.ts";
import { shippedRules } from "../../support/rules.ts";

const { directory } = await shippedRules();
const report = {
  rule: "conflict/hearingRequired",
  title: "规则对“需要听证”的归类相互矛盾",
  cites: [],
  subject: { type: "enforcement-decision", id: "A" },
  agency: "housing",
};
const peopleOf = (agency: string, role: string) =>
  directory.agencies
    .find((a) => a.id === agency)
    ?.people.filter((p) => p.role === role)
    .map((p) => p.id);

describe("a report", () => {
  const { keeper, supervisors, supervisorRole } = directory;
  const rows: [string, { supervisor?: string }, string[] | undefined][] = [
    ["without a supervisor goes to the keeper of the directory", {}, peopleOf(keeper.agency, keeper.role)],
    [
      "goes to the supervisor that it names",
      { supervisor: "performance" },
      peopleOf(supervisors.performance?.[0] ?? "", supervisorRole),
    ],
  ];
  it.each(rows)("%s", (_name, named, recipients) => {
    const lines = reportLines({ ...report, ...named }, directory, "2026-11-23");
    expect(recipients?.length).toBeGreaterThan(0);
    expect(lines.map((line) => line.recipient)).toEqual(recipients);
    expect(lines.every((line) => line.kind === "report" && line.text?.includes(report.title))).toBe(true);
  });

  it("that the keeper cannot read for want of a keeper makes no line", () => {
    const vacant = { ...directory, keeper: { agency: "justice", role: "nobody" } };
    expect(reportLines(report, vacant, "2026-11-23")).toEqual([]);
  });
});
