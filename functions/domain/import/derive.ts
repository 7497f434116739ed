import type { Facts } from "../schema/primitives.ts";
import { readPenaltyKinds } from "./penalty-kinds.ts";

/** First match counts; the wording of licensing documents. */
const RESULTS: readonly (readonly [RegExp, string])[] = [
  [/不予(行政)?许可|不予批准/, "不予"],
  [/撤销/, "撤销"],
  [/撤回(行政)?许可/, "撤回"],
  [/注销/, "注销"],
  [/变更/, "变更"],
  [/延续/, "延续"],
  [/准予/, "准予"],
];

/** Facts that no single column holds. What a column gave is never overwritten. */
export function deriveFacts(facts: Facts, documentName: string): Facts {
  if (facts.kind === "行政处罚") {
    const kinds =
      facts.penaltyKindText === undefined ? {} : readPenaltyKinds(text(facts.penaltyKindText)).facts;
    return { title: `${text(facts.violationKind)}行政处罚`, ...kinds, ...facts };
  }
  const matter = text(facts.compulsoryMeasure) || text(facts.inspectionItem);
  if (matter !== "") return { title: `${matter}${text(facts.kind)}`, ...facts };
  if (facts.kind !== "行政许可") return facts;
  const wording = `${documentName} ${text(facts.licenceContent)}`;
  const result = RESULTS.find(([pattern]) => pattern.test(wording))?.[1];
  return {
    title: text(facts.licenceName) || documentName || "行政许可",
    ...(result !== undefined && { result }),
    ...facts,
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
