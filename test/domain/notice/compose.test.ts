import { describe, expect, it } from "vitest";
import { DUE_SOURCES } from "../../../functions/domain/schema/primitives.ts";
import { due, idOf, line, mailOf, note } from "./mails.ts";

describe("the mail", () => {
  it("says in the subject who owes how much by when", () => {
    const dates = ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23", "2026-11-23"];
    const { mail } = mailOf(dates.map((dueOn, n) => due(n, dueOn)));
    expect(mail?.subject).toBe(
      "【依法行政提醒】昌吉市市场监督管理局：逾期3件（最久5天）、今日到期2件（11月23日）",
    );
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
        idOf(1),
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

  it("says to whoever stands in for somebody for whom", () => {
    const duty = due(1, "2026-11-20");
    const standsInFor = "market-regulation-head";
    const { mail } = mailOf(
      [duty],
      [line(duty, "urge", { standsInFor }), { ...note("facts", "缺少事实"), standsInFor }],
    );
    for (const body of [mail?.text, mail?.html]) {
      expect(body).toContain("代主要负责人办理");
      expect(body).toContain("缺少事实（代主要负责人办理）");
    }
  });

  it("shows at most 50 rows of a table, counts the rest and attaches the table in full", () => {
    const { mail, attached } = mailOf(Array.from({ length: 63 }, (_, n) => due(n, "2026-11-20")));
    expect(attached[0]).toMatchObject({ kind: "table", name: "附件1 事项全表.xlsx" });
    expect(mail?.text).toContain("其余13件见所附表格");
    expect(mail?.subject).toContain("逾期63件");
    expect(mail?.text.match(/事项编号：/g)).toHaveLength(50);
    expect(mail?.text).toContain("其余13件");
    expect(mail?.html).toContain("其余13件");
  });

  it("has sections for reports, missing facts and gaps, the same gap once, with the matters that it concerns", () => {
    const { mail } = mailOf(
      [],
      [
        note("report", "先决定后审核"),
        note("facts", "缺少事实"),
        note("gap", "没有登记"),
        ...[due(1, "2026-11-23"), due(2, "2026-11-23")].map((duty) =>
          line(duty, "urge", { kind: "gap", text: "没有登记" }),
        ),
      ],
    );
    expect(mail?.subject).toContain("审核异常1件、待补充事实1项、通讯录缺口1处");
    expect(mail?.text).toContain("没有登记（涉及2件）");
    expect(mail?.text).toContain("补充方式");
    expect(mail?.text).not.toContain("办结方式");
  });
});
