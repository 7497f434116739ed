import { addDays } from "../functions/domain/calendar/dates.ts";
import type { Subject } from "../functions/domain/entities.ts";
import type { FactValue } from "../functions/domain/schema/primitives.ts";

const KINDS = ["行政处罚", "行政许可", "行政检查"];
const AGENCIES = ["housing", "market-regulation", "ecology", "human-resources"];
const VIOLATIONS = ["未取得许可擅自经营", "超标排放污染物", "发布违法广告"];

/** Enforcement decisions like those of the samples, some with a review or a disclosure on record. */
export function sampleDecisions(count: number, from = "2026-08-03", days = 100): Subject[] {
  return Array.from({ length: count }, (_, i) => {
    const decidedOn = addDays(from, i % days);
    const facts: Record<string, FactValue> = {
      kind: KINDS[i % 3] as string,
      documentNumber: `昌市罚字〔2026〕${i}号`,
      title: "测试",
      decidedOn,
      "party.name": `测试${i}有限公司`,
      "party.type": "法人及非法人组织",
      penaltyKinds: ["罚款"],
      penaltyKindText: "罚款",
      fineYuan: (i % 40) * 5000,
      confiscatedYuan: 0,
      violationKind: VIOLATIONS[i % 3] as string,
      ...(i % 4 === 0 && {
        "review.result": "同意",
        "review.submittedOn": decidedOn,
        "review.completedOn": decidedOn,
      }),
      ...(i % 5 === 0 && { publishedOn: addDays(decidedOn, 2), publishedUrl: "https://www.example.org/1" }),
      ...(i % 6 === 0 && {
        majorPublicInterest: false,
        socialImpactOrRisk: false,
        majorRights: false,
        complex: false,
      }),
    };
    return { type: "enforcement-decision", id: `bench-${i}`, agency: AGENCIES[i % 4] as string, facts };
  });
}
