import { toDayNumber } from "../calendar/dates.ts";
import type { Duty } from "../entities.ts";
import type { Label } from "../schema/choice.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** How a duty stands in a report; each duty in exactly one way. */
export const STANDINGS = {
  onTime: { label: "按期办结", explanation: "期限届满之前办结，含届满日当日" },
  late: { label: "逾期办结", explanation: "期限届满之后办结" },
  overdue: { label: "逾期未办", explanation: "截至统计日仍未办结" },
  pending: { label: "未到期", explanation: "尚未办结，统计日不晚于届满日；不计入按期率" },
  provisional: { label: "期限暂定", explanation: "尚未办结，届满日待放假通知公布后确定；不计入应办" },
  historical: { label: "历史事项", explanation: "届满日早于启用日期；不计入应办" },
  waived: { label: "已豁免", explanation: "经监督机关批准，不再办理；不计入应办" },
  withdrawn: { label: "已撤回", explanation: "台账更正后，规则不再适用；不计入应办" },
} as const satisfies Record<string, Label>;
export type Standing = keyof typeof STANDINGS;

/** As of day `on`, inclusive: what was done after it was not done yet. */
export function standingOf(duty: Duty, on: IsoDate): Standing {
  if (duty.status === "withdrawn" || duty.status === "waived") return duty.status;
  if (duty.historical) return "historical";
  if (doneOn(duty, on) !== undefined) return duty.closed?.late ? "late" : "onTime";
  if (duty.provisional) return "provisional";
  return on > duty.dueOn ? "overdue" : "pending";
}

/** In calendar days, until it was done or until `on`; 0 where it is not late, or late by hours. */
export function daysLate(duty: Duty, on: IsoDate): number {
  const standing = standingOf(duty, on);
  if (standing !== "late" && standing !== "overdue") return 0;
  return toDayNumber(doneOn(duty, on) ?? on) - toDayNumber(duty.dueOn);
}

export function doneOn({ status, closed }: Duty, on: IsoDate): IsoDate | undefined {
  return status === "discharged" && closed && closed.on <= on ? closed.on : undefined;
}
