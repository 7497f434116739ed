import { describe, expect, it } from "vitest";
import { dateSteps } from "../../../functions/domain/duty/ladder.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { issueMeasure } from "../../../functions/domain/measure/act.ts";
import { draftMeasure } from "../../../functions/domain/measure/measure.ts";
import { measurePaper } from "../../../functions/domain/measure/paper.ts";
import { isMeasure, MEASURES, type MeasureKind } from "../../../functions/domain/schema/folder.ts";
import { aDuty, shippedRuleset } from "../notice/rules.ts";

const ruleset = await shippedRuleset();
const ladder = ruleset.ladders.get("disclosure");
if (!ladder) throw new Error("no ladder");
const steps = dateSteps(ladder, "2026-11-23", ruleset);

function draft(kind: MeasureKind, change: Partial<Duty> = {}) {
  const step = steps.find((one) => one.name === kind);
  if (!step || !isMeasure(step)) throw new Error(kind);
  return draftMeasure(aDuty({ steps, ...change }), step, "justice", "2026-11-30");
}
const paper = (kind: MeasureKind, change: Partial<Duty> = {}) =>
  measurePaper(draft(kind, change), ruleset, "2026-11-30");

describe("a measure as a document", () => {
  it("says who, to whom, what, since when, on what basis and by when", () => {
    const act = { on: "2026-12-01", by: "张三", number: "市司法局督办〔2026〕1号" };
    const issued = issueMeasure(draft("督办"), aDuty(), act, ruleset);
    expect(measurePaper(issued, ruleset, "2026-12-09")).toEqual({
      name: "督办通知书（市司法局督办〔2026〕1号）",
      issuer: "昌吉市司法局",
      number: "市司法局督办〔2026〕1号",
      title: "督办通知书",
      to: "昌吉市市场监督管理局",
      paragraphs: [
        "经查，你单位承办的“行政许可、行政处罚决定七个工作日内公开”（昌市监罚〔2026〕12号），办理期限已于2026年11月23日届满。截至2026年12月1日，已逾期8天，仍未办结。",
        "上述事项应当办理的依据是：昌市政办发〔2019〕18号“二(二)4 加强事后公开”。",
        "现予督办。请你单位于2026年12月8日前（含当日）办理完毕，并将办理情况书面答复本机关。",
        "确有困难不能按期办结的，应当在上述期限届满前书面说明理由。",
      ],
      date: "2026年12月1日",
      draft: false,
    });
  });

  it("has neither number nor date while it is a draft, and counts its limit from the issue", () => {
    const { number, date, draft: isDraft, paragraphs } = paper("督办");
    expect({ number, date, isDraft }).toEqual({ number: "（签发时编号）", date: undefined, isDraft: true });
    expect(paragraphs.join()).toContain("截至2026年11月30日，已逾期7天");
    expect(paragraphs.join()).toContain("自签发之日起5个工作日内");
  });

  it.each(Object.keys(MEASURES) as MeasureKind[])("says %s in so many words", (kind) => {
    const { title, paragraphs } = paper(kind);
    expect(title).toContain(kind);
    expect(paragraphs[2]).toContain(kind === "责令整改" ? "责令你单位限期整改" : kind);
    expect(paragraphs[2]).toContain("书面");
  });

  it("shows facts as plain text, and no identity number", () => {
    const { paragraphs, name } = paper("督办", {
      caseNumber: '../a\r\n<b>"*?\u202e',
      title: "当事人11010519491231002X的决定\r\n公开",
    });
    expect(paragraphs.join()).not.toMatch(/[\r\n\u202e]|11010519491231002X/);
    expect(name).toBe("督办通知书（拟稿，___a _b____）");
  });
});
