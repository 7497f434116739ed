import { describe, expect, it } from "vitest";
import { loadCase } from "../../functions/adapters/store/records.ts";
import { actOnMeasure } from "../../functions/application/act-on-measure.ts";
import { discharge } from "../../functions/application/close-duty.ts";
import { listMeasures } from "../../functions/application/list-measures.ts";
import { sweep } from "../../functions/application/sweep.ts";
import type { Caller } from "../../functions/domain/entities.ts";
import type { Measure } from "../../functions/domain/measure/measure.ts";
import type { MeasureAct } from "../../functions/domain/measure/status.ts";
import { balanced, CALLER, drain, exact, put, ruleset, taken } from "../support/mail-road.ts";

const DUTY = "enforcement-decision:1:disclosure.licence-or-penalty:1";
const ID = `${DUTY}:supervise`;
const justice: Caller = { name: "justice-legal-unit", role: "supervisor", agency: "justice" };
const market: Caller = { name: "market-regulation-head", role: "agency", agency: "market-regulation" };

/** Decided on 2026-11-04, so due on 2026-11-13 and 督办 on 2026-11-20. */
async function overdue(on = "2026-11-20"): Promise<void> {
  process.env.YIFA_AS_OF = on;
  await put("1", { decidedOn: "2026-11-04" });
  balanced(await sweep(on));
  await drain();
}
const act = (name: MeasureAct, caller: Caller, on: string, text?: string) =>
  actOnMeasure({ id: ID, act: name, caller, on, ruleset, text });
const stored = async (): Promise<Measure[]> =>
  (await loadCase({ type: "enforcement-decision", id: "1" })).measures;
const told = (to: RegExp) => taken.filter((mail) => to.test(mail.to)).map((mail) => mail.text);
const files = (to: RegExp) => taken.filter((mail) => to.test(mail.to)).flatMap((mail) => mail.files);
const nextMorning = async (on: string) => {
  taken.length = 0;
  process.env.YIFA_AS_OF = on;
  balanced(await sweep(on));
  await drain();
};

describe("a measure on its road", () => {
  it("is drafted for the supervisor and does not reach the agency by itself", async () => {
    await overdue();
    expect(await stored()).toMatchObject([{ id: ID, kind: "督办", status: "drafted", issuer: "justice" }]);
    expect(told(/@justice\./).join()).toContain("请审签的监督措施（1件）");
    expect(told(/@justice\./).join()).toContain(`措施编号：${ID}`);
    expect(told(/@market-regulation\./).length).toBeGreaterThan(0);
    expect(told(/@market-regulation\./).join()).not.toContain("督办");
    expect(files(/@justice\./)).toEqual(["附件1 督办通知书（拟稿，昌市许〔2026〕1号）.docx"]);
    expect(new Set(files(/@market-regulation\./))).toEqual(new Set(["附件1 期限日历.ics"]));
    await exact();
  });

  it("is issued, served, answered, sent back and at last accepted, each side told once", async () => {
    await overdue();
    expect((await act("issue", justice, "2026-11-20")).issued).toMatchObject({
      number: "司法局督办〔2026〕1号",
      answerBy: "2026-11-27",
    });
    await nextMorning("2026-11-23");
    expect(told(/head@market-regulation\./).join()).toContain("司法局督办〔2026〕1号");
    expect(told(/head@market-regulation\./).join()).toContain("请于2026年11月27日前办理并书面答复");
    expect(files(/head@market-regulation\./)).toEqual(["附件1 督办通知书（司法局督办〔2026〕1号）.docx"]);
    await act("answer", market, "2026-11-24", "已补充公开");
    await nextMorning("2026-11-25");
    expect(told(/@justice\./).join()).toContain("答复司法局督办〔2026〕1号：已补充公开");
    await act("return", justice, "2026-11-25", "网址无法打开");
    await nextMorning("2026-11-26");
    expect(told(/head@market-regulation\./).join()).toContain("退回理由：网址无法打开");
    await act("answer", market, "2026-11-26", "已更正网址");
    const done = await act("accept", justice, "2026-11-26", "已核实");
    expect(done).toMatchObject({ status: "accepted", version: 6 });
    const { history } = await loadCase({ type: "enforcement-decision", id: "1" });
    expect(history.flatMap(({ what }) => (what.startsWith("measure-") ? [what] : []))).toEqual([
      "measure-drafted",
      "measure-issued",
      "measure-answered",
      "measure-returned",
      "measure-answered",
      "measure-accepted",
    ]);
    await exact();
  });

  it("is dropped with its duty, and then nobody can issue it", async () => {
    await overdue();
    await discharge({
      id: DUTY,
      doneOn: "2026-11-20",
      evidence: { publishedUrl: "https://www.example.org/1" },
      published: ["执法机关", "执法对象", "执法类别", "执法结论"],
      caller: CALLER,
      on: "2026-11-20",
      ruleset,
    });
    expect(await stored()).toMatchObject([{ status: "cancelled", closing: { reason: "事项已办结" } }]);
    await expect(act("issue", justice, "2026-11-20")).rejects.toThrow("状态是“已撤销”，不能签发");
  });

  it.each<[string, MeasureAct, Caller, string]>([
    ["by the agency that is late", "issue", { ...market, role: "supervisor" }, "不得办理本机关自己的事项"],
    [
      "by an office that it was not drafted for",
      "issue",
      { ...justice, agency: "performance" },
      "由昌吉市司法局签发和审核",
    ],
    ["by an agency, as if it were its own", "issue", market, "没有监督措施"],
    ["by a neighbour", "answer", { ...market, agency: "housing" }, "没有监督措施"],
  ])("is not touched %s", async (_, name, caller, message) => {
    await overdue();
    await expect(act(name, caller, "2026-11-20", "文")).rejects.toThrow(message);
    expect(await stored()).toMatchObject([{ status: "drafted", version: 1 }]);
  });

  it("gives two issued at once two numbers", async () => {
    await overdue();
    await put("2", { decidedOn: "2026-11-04" });
    await sweep("2026-11-20");
    const ids = [ID, ID.replace(":1:", ":2:")];
    const issued = await Promise.all(
      ids.map((id) => actOnMeasure({ id, act: "issue", caller: justice, on: "2026-11-20", ruleset })),
    );
    expect(issued.map(({ issued: one }) => one?.number).sort()).toEqual([
      "司法局督办〔2026〕1号",
      "司法局督办〔2026〕2号",
    ]);
  });

  it("is listed to the supervisor as a draft, to the agency once issued, to neighbours never", async () => {
    await overdue();
    const seen = async (caller: Caller) => {
      const { items } = await listMeasures({ caller, directory: ruleset.directory });
      return items.map(({ status }) => status);
    };
    expect([await seen(justice), await seen(market)]).toEqual([["drafted"], []]);
    await act("issue", justice, "2026-11-20", "昌司督〔2026〕3号");
    expect([await seen(justice), await seen(market)]).toEqual([["issued"], ["issued"]]);
    expect(await seen({ ...market, agency: "housing" })).toEqual([]);
  });
});
