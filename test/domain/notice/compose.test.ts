import { beforeAll, describe, expect, it } from "vitest";
import type { Duty, NoticeLine } from "../../../functions/domain/entities.ts";
import { compose } from "../../../functions/domain/notice/compose.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { DUE_SOURCES } from "../../../functions/domain/schema/primitives.ts";
import { aDuty, shippedRuleset } from "./rules.ts";

let ruleset: Ruleset;
beforeAll(async () => {
  ruleset = await shippedRuleset();
});

const id = (n: number) => `enforcement-decision:A${n}:disclosure.licence-or-penalty:1`;
const line = (duty: Duty, step = "due-day", more: Partial<NoticeLine> = {}): NoticeLine => ({
  key: `line:1:${duty.id}#${step}#p`,
  kind: "step",
  agency: "market-regulation",
  recipient: "market-regulation-case-officer",
  on: "2026-11-23",
  status: "collecting",
  dutyId: duty.id,
  step,
  ...more,
});

function mailOf(duties: readonly Duty[], extra: readonly NoticeLine[] = [], agency = "market-regulation") {
  return compose({
    digest: {
      id: "digest:1:market-regulation-case-officer:2026-11-23",
      agency,
      recipient: "market-regulation-case-officer",
      day: "2026-11-23",
    },
    lines: [...duties.map((duty) => line(duty)), ...extra],
    duties: new Map(duties.map((duty) => [duty.id, duty])),
    ruleset,
    on: "2026-11-23",
  });
}

const due = (n: number, dueOn: string, more: Partial<Duty> = {}) => aDuty({ id: id(n), dueOn, ...more });

describe("the mail", () => {
  it("says in the subject who owes how much by when", () => {
    const dates = ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23", "2026-11-23"];
    const { mail } = mailOf(dates.map((dueOn, n) => due(n, dueOn)));
    expect(mail?.subject).toBe("【依法行政提醒】昌吉市市场监督管理局：逾期3件、今日到期2件（11月23日）");
  });

  it("names what is due, when, why and how to discharge it, and who sends it", () => {
    const { mail } = mailOf([due(1, "2026-11-20")]);
    for (const body of [mail?.text, mail?.html]) {
      for (const text of [
        "昌吉市市场监督管理局：",
        "昌市监罚〔2026〕12号",
        "2026年11月20日",
        "已逾期3天",
        "昌市政办发〔2019〕18号",
        "自2026年11月12日次日起算，计7个工作日（休息日4天不计）",
        "npx yifa discharge",
        "--published 执法机关,执法对象,执法类别,执法结论",
        id(1),
        "昌吉市司法局",
        "0994-0000000",
      ]) {
        expect(body).toContain(text);
      }
    }
    expect(mail?.text).not.toContain("责任单位");
  });

  it("names the agency that owes it to a supervisor", () => {
    const { mail } = mailOf([due(1, "2026-11-20")], [], "justice");
    expect(mail?.text).toContain("责任单位：昌吉市市场监督管理局");
    expect(mail?.text).toContain("请贵单位督促责任单位办理");
    expect(mail?.text).not.toContain("办结方式");
  });

  it("tells a default limit from one of law", () => {
    const { mail } = mailOf([due(1, "2026-11-20", { source: "default", provisional: true })]);
    expect(mail?.text).toContain(`，期限来源：${DUE_SOURCES.default.label}`);
    expect(mail?.text).toContain("2026年11月20日（暂定）");
    expect(mailOf([due(1, "2026-11-20")]).mail?.text).not.toContain("期限来源");
  });

  it("leaves out what was done meanwhile and says so", () => {
    const { mail, leftOut } = mailOf([due(1, "2026-11-20"), due(2, "2026-11-20", { status: "discharged" })]);
    expect(mail?.subject).toContain("逾期1件");
    expect(mail?.text).toContain("另有1件在本邮件形成后已经办结或者不再需要办理");
    expect(leftOut.map((one) => one.reason)).toEqual(["已办结"]);
  });

  it("is not written when all was done meanwhile", () => {
    expect(mailOf([due(1, "2026-11-20", { status: "withdrawn" })]).mail).toBeUndefined();
  });

  it("lists a duty once however many steps fell on the day", () => {
    const duty = due(1, "2026-11-20");
    expect(mailOf([duty], [line(duty, "urge")]).mail?.subject).toContain("逾期1件");
  });

  it("shows at most 50 rows of a table and counts the rest", () => {
    const { mail } = mailOf(Array.from({ length: 63 }, (_, n) => due(n, "2026-11-20")));
    expect(mail?.subject).toContain("逾期63件");
    expect(mail?.text.match(/事项编号：/g)).toHaveLength(50);
    expect(mail?.text).toContain("其余13件");
    expect(mail?.html).toContain("其余13件");
  });

  it("has sections for reports, missing facts and gaps, the same gap once", () => {
    const duty = due(1, "2026-11-20");
    const note = (kind: NoticeLine["kind"], text: string, n = 0): NoticeLine => {
      const { dutyId: _, step: __, ...rest } = line(duty);
      return { ...rest, key: `line:1:${kind}${n}#x#p`, kind, text };
    };
    const { mail } = mailOf(
      [],
      [
        note("report", "先决定后审核"),
        note("facts", "缺少事实"),
        note("gap", "没有登记"),
        note("gap", "没有登记", 1),
      ],
    );
    expect(mail?.subject).toContain("审核异常1件、待补充事实1项、通讯录缺口1处");
    expect(mail?.text).toContain("没有登记（涉及2件）");
    expect(mail?.text).toContain("补充方式");
    expect(mail?.text).not.toContain("办结方式");
  });

  it.each([
    ["line breaks", "12号\r\nBcc: a@b.c", "12号 Bcc: a@b.c"],
    ["other separators and controls", "12\u2028号\u0000\u0085\u001b[31m", "12 号 [31m"],
    ["marks of direction", "\u202e号21\u2066\u200f", "号21"],
    ["a link", "http://evil.example", "http：//evil.example"],
    ["template syntax", "{{{office}}}{{#x}}", "{{{office}}}{{#x}}"],
  ])("takes %s out of facts", (_, caseNumber, shown) => {
    const { mail } = mailOf([due(1, "2026-11-20", { caseNumber })]);
    expect(mail?.text).toContain(`1. ${shown}　`);
    expect(mail?.subject).not.toMatch(/[\r\n]/);
  });

  it("masks identity numbers", () => {
    const { mail } = mailOf([due(1, "2026-11-20", { caseNumber: "110101199003077571号" })]);
    expect(mail?.text).toContain("*");
    expect(`${mail?.text}${mail?.html}`).not.toContain("19900307");
  });

  it("escapes HTML and shortens what is very long, not through a character", () => {
    const { mail } = mailOf([due(1, "2026-11-20", { caseNumber: `<img src=x>${"𠮷".repeat(500)}` })]);
    expect(mail?.html).toContain("&lt;img src&#x3D;x&gt;");
    expect(mail?.html).not.toContain("<img");
    expect(mail?.html.isWellFormed()).toBe(true);
    expect(mail?.html).toContain("𠮷…");
  });
});
