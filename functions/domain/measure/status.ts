import { YifaError } from "../errors.ts";
import type { Label } from "../schema/choice.ts";

export const MEASURE_STATUSES = {
  drafted: { label: "拟办", explanation: "已拟稿，待监督机关签发，未送达责任机关" },
  issued: { label: "已签发", explanation: "已送达责任机关，待其答复" },
  answered: { label: "已答复", explanation: "责任机关已答复，待监督机关审核" },
  returned: { label: "退回补办", explanation: "答复未获认可，待责任机关重新答复" },
  accepted: { label: "已销号", explanation: "监督机关认可答复，措施办结" },
  cancelled: { label: "已撤销", explanation: "签发之前事项已经办结，或者监督机关决定不签发" },
} as const satisfies Record<string, Label>;
export type MeasureStatus = keyof typeof MEASURE_STATUSES;

/** What a person, or Yifa (`cancel`), does to a measure. */
export const MEASURE_ACTS = {
  issue: { from: ["drafted"], to: "issued", label: "签发" },
  cancel: { from: ["drafted"], to: "cancelled", label: "撤销" },
  answer: { from: ["issued", "returned"], to: "answered", label: "答复" },
  accept: { from: ["answered"], to: "accepted", label: "销号" },
  return: { from: ["answered"], to: "returned", label: "退回补办" },
} as const satisfies Record<string, { from: readonly MeasureStatus[]; to: MeasureStatus; label: string }>;
export type MeasureAct = keyof typeof MEASURE_ACTS;

/** Statuses in which the late agency knows of a measure. */
export const SERVED: readonly MeasureStatus[] = ["issued", "answered", "returned", "accepted"];

/** @throws {YifaError} `conflict` where the measure is not in a status from which the act leads on. */
export function statusAfter(measure: { id: string; status: MeasureStatus }, act: MeasureAct): MeasureStatus {
  const { from, to, label } = MEASURE_ACTS[act];
  if ((from as readonly MeasureStatus[]).includes(measure.status)) return to;
  const wanted = from.map((status) => `“${MEASURE_STATUSES[status].label}”`).join("或者");
  throw new YifaError(
    "conflict",
    "measure-status",
    `监督措施“${measure.id}”的状态是“${MEASURE_STATUSES[measure.status].label}”，不能${label}，应为${wanted}`,
  );
}
