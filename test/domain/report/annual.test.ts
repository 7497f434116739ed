import { describe, expect, it, test } from "vitest";
import type { AnnualReport } from "../../../functions/domain/report/annual/annual.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { report } from "./annual-records.ts";

/** What was counted, as `table/column: n`; zeros left out. */
function told({ penalties, licences, compulsory, others, outcomes }: AnnualReport): string[] {
  const counts = Object.entries({
    处罚: penalties.counts,
    许可: { 申请: licences.applied, 受理: licences.accepted, ...licences.counts },
    强制: compulsory.counts,
    其他行为: Object.fromEntries(Object.entries(others).map(([kind, { count }]) => [kind, count])),
    ...outcomes,
  });
  return counts.flatMap(([table, own]) =>
    Object.entries(own).flatMap(([column, n]) => (n === 0 ? [] : [`${table}/${column}: ${n}`])),
  );
}

const penalty = { kind: "行政处罚", decidedOn: "2026-09-17", penaltyKinds: ["警告"] };
const licence = {
  kind: "行政许可",
  decidedOn: "2026-09-17",
  appliedOn: "2026-09-01",
  acceptedOn: "2026-09-03",
};
const PERMITS = "暂扣许可证件、降低资质等级、吊销许可证件";
const BUSINESS = "限制开展生产经营活动、责令停产停业、责令关闭、限制从业";

describe("where a decision is counted", () => {
  const rows: [string, Facts[], string[]][] = [
    ["one penalty in its kind", [penalty], ["处罚/警告、通报批评: 1"]],
    [
      "several kinds in the heaviest",
      [{ ...penalty, penaltyKinds: ["没收", "罚款"], fineYuan: 1, confiscatedYuan: 1 }],
      ["处罚/没收违法所得、没收非法财物: 1"],
    ],
    [
      "detention before all",
      [{ ...penalty, penaltyKinds: ["行政拘留", "吊销许可证件"] }],
      ["处罚/行政拘留: 1"],
    ],
    [
      "a stop of business before a permit",
      [{ ...penalty, penaltyKinds: ["责令停产停业", "吊销许可证件"] }],
      [`处罚/${BUSINESS}: 1`],
    ],
    [
      "a named kind before an other one",
      [{ ...penalty, penaltyKinds: ["其他", "警告"] }],
      ["处罚/警告、通报批评: 1"],
    ],
    ["an other one where it is alone", [{ ...penalty, penaltyKinds: ["其他"] }], ["处罚/其他行政处罚: 1"]],
    [
      "suspended or revoked, whichever, before a fine",
      [{ ...penalty, penaltyKinds: ["罚款"], fineYuan: 1, penaltyKindText: "罚款;暂扣或吊销许可证件" }],
      [`处罚/${PERMITS}: 1`],
    ],
    [
      "suspended or revoked alone",
      [{ kind: "行政处罚", decidedOn: "2026-09-17", penaltyKindText: "暂扣或吊销许可证件" }],
      [`处罚/${PERMITS}: 1`],
    ],
    [
      "the first and the last day of the year",
      [
        { ...penalty, decidedOn: "2026-01-01" },
        { ...penalty, decidedOn: "2026-12-31" },
      ],
      ["处罚/警告、通报批评: 2"],
    ],
    [
      "not the days around it",
      [
        { ...penalty, decidedOn: "2025-12-31" },
        { ...penalty, decidedOn: "2027-01-01" },
      ],
      [],
    ],
    [
      "joint offenders as one decision, in the heaviest kind of them all",
      [
        { ...penalty, documentNumber: "昌市建罚字〔2026〕1号" },
        { ...penalty, documentNumber: "昌市建罚字(2026)1号", penaltyKinds: ["行政拘留"] },
      ],
      ["处罚/行政拘留: 1"],
    ],
    [
      "one number on two days as two",
      [
        { ...penalty, documentNumber: "1号" },
        { ...penalty, documentNumber: "1号", decidedOn: "2026-09-18" },
      ],
      ["处罚/警告、通报批评: 2"],
    ],
    ["no number as a decision of its own", [penalty, penalty], ["处罚/警告、通报批评: 2"]],
    [
      "a renewal as a licence granted",
      [{ ...licence, result: "延续" }],
      ["许可/申请: 1", "许可/受理: 1", "许可/许可数量: 1"],
    ],
    [
      "a licence withdrawn",
      [{ kind: "行政许可", decidedOn: "2026-09-17", result: "撤销" }],
      ["许可/撤销许可数量: 1"],
    ],
    ["an application that is pending", [{ kind: "行政许可", appliedOn: "2026-12-31" }], ["许可/申请: 1"]],
    [
      "an application of the year before only where it was decided",
      [{ ...licence, result: "不予", appliedOn: "2025-12-31" }],
      ["许可/受理: 1", "许可/不予许可数量: 1"],
    ],
    [
      "licences of one number by applicant",
      [
        { ...licence, result: "准予", documentNumber: "1号" },
        { ...licence, result: "准予", documentNumber: "1号" },
      ],
      ["许可/申请: 2", "许可/受理: 2", "许可/许可数量: 2"],
    ],
    [
      "a compulsory measure",
      [{ kind: "行政强制", decidedOn: "2026-09-17", compulsoryMeasure: "代履行" }],
      ["强制/代履行: 1"],
    ],
    [
      "inspections by what was inspected",
      [
        { kind: "行政检查", decidedOn: "2026-09-17", documentNumber: "1号" },
        { kind: "行政检查", decidedOn: "2026-09-17", documentNumber: "1号" },
      ],
      ["其他行为/行政检查: 2"],
    ],
    [
      "a decision revoked later in its year, and the revocation",
      [{ ...penalty, outcome: "撤销", outcomeOn: "2026-12-31" }],
      ["处罚/警告、通报批评: 1", "行政处罚/撤销: 1"],
    ],
    [
      "a revocation of an older decision",
      [{ ...penalty, decidedOn: "2024-05-06", outcome: "确认违法", outcomeOn: "2026-01-01" }],
      ["行政处罚/确认违法: 1"],
    ],
    [
      "the revocation of a decision on two parties once",
      [
        { ...penalty, documentNumber: "1号", outcome: "撤销", outcomeOn: "2026-12-31" },
        { ...penalty, documentNumber: "1号", outcome: "撤销", outcomeOn: "2026-12-31" },
      ],
      ["处罚/警告、通报批评: 1", "行政处罚/撤销: 1"],
    ],
  ];
  it.each(rows)("%s", (_name, facts, expected) => {
    const made = report(...facts);
    expect(told(made)).toEqual(expected);
    expect(made.uncounted).toEqual([]);
  });
});

describe("what cannot be counted is told with its reason", () => {
  const rows: [string, Facts, [where: string, reason: string][]][] = [
    ["no kind of act", { decidedOn: "2026-09-17" }, [["各表", "缺执法类别"]]],
    ["no day", { kind: "行政检查" }, [["各表", "缺作出决定日期"]]],
    ["nothing at all", {}, [["各表", "缺作出决定日期，缺执法类别"]]],
    ["no kind of penalty", { ...penalty, penaltyKinds: [] }, [["各表", "缺处罚种类"]]],
    ["no measure", { kind: "行政强制", decidedOn: "2026-09-17" }, [["各表", "缺强制种类"]]],
    ["no result", licence, [["各表", "缺决定结果"]]],
    [
      "no dates before the licence",
      { kind: "行政许可", decidedOn: "2026-09-17", result: "准予" },
      [["申请数量、受理数量", "缺申请日期、受理日期"]],
    ],
    [
      "decided next year, perhaps applied for in this",
      { kind: "行政许可", decidedOn: "2027-01-05", result: "准予", acceptedOn: "2027-01-04" },
      [["申请数量", "缺申请日期"]],
    ],
    [
      "a fine without amount",
      { ...penalty, penaltyKinds: ["罚款"] },
      [["金额", "处罚种类含罚款，缺罚款金额"]],
    ],
    [
      "a fine without the kind",
      { ...penalty, fineYuan: 200 },
      [["金额", "处罚种类不含罚款，罚款金额未计入"]],
    ],
    ["a levy without amount", { kind: "行政征收", decidedOn: "2026-09-17" }, [["金额", "缺涉及金额"]]],
    ["an outcome without a day", { ...penalty, outcome: "撤销" }, [["决定后续结果", "缺后续结果日期"]]],
    [
      "a kind that no table is for",
      { kind: "行政指导", decidedOn: "2026-09-17" },
      [["各表", "执法类别“行政指导”没有对应的统计表"]],
    ],
  ];
  it.each(rows)("%s", (_name, facts, expected) => {
    expect(report(facts).uncounted.map(({ in: missing, reason }) => [missing, reason])).toEqual(expected);
  });

  it("not where it belongs to another year", () => {
    expect(
      report({ decidedOn: "2025-12-31" }, { ...penalty, decidedOn: "2027-01-01", outcome: "撤销" }).uncounted,
    ).toEqual([]);
  });
});

test("amounts are exact to the fen, of all parties, as decided", () => {
  const fined = {
    ...penalty,
    penaltyKinds: ["罚款", "没收"],
    fineYuan: 0.1,
    confiscatedYuan: 1.15,
    outcome: "撤销",
    outcomeOn: "2026-12-01",
  };
  const { penalties, others } = report(
    { ...penalty, fineYuan: 7, confiscatedYuan: 0 },
    fined,
    { ...fined, fineYuan: 0.2 },
    { kind: "行政征收", decidedOn: "2026-03-01", amountYuan: 1234567890.12 },
  );
  expect(penalties).toMatchObject({ fineYuan: 0.3, confiscatedYuan: 2.3, fineAndConfiscatedYuan: 2.6 });
  expect(others.行政征收).toEqual({ count: 1, amountYuan: 1234567890.12 });
});
