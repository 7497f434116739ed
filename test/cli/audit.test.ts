import { expect, it } from "vitest";
import type { AuditReport } from "../../functions/adapters/store/audits.ts";
import { auditText } from "../../functions/cli/audit.ts";
import { shippedRules } from "../support/rules.ts";

const report: AuditReport = {
  day: "2026-11-23",
  since: "2026-11-23T03:40:00.000Z",
  ruleset: "x",
  done: true,
  cases: 292,
  found: {},
  findings: [],
};

const ruleset = await shippedRules();

it("an audit without findings says how many cases it looked at", () => {
  expect(auditText(report, ruleset)).toEqual(["2026-11-23 核对 292 件，发现 0 处"]);
});

it("an audit names each finding with its agency, and how many more there are", () => {
  const agency = "market-regulation";
  const what = "enforcement-decision:A1:disclosure.licence-or-penalty:1";
  const text = auditText(
    {
      ...report,
      found: { "untaken-step": 103, gap: 1 },
      findings: [
        { kind: "untaken-step", agency, what },
        { kind: "gap", agency, what: "market-regulation:head", gap: { agency, role: "head" } },
      ],
    },
    ruleset,
  );
  expect(text).toEqual([
    "2026-11-23 核对 292 件，发现 104 处",
    `  昌吉市市场监督管理局有事项到了应当通知的日期而没有通知：${what}`,
    "  昌吉市市场监督管理局没有登记“主要负责人”，发给该岗位的通知无人接收",
    "其余 102 处未列",
  ]);
});
