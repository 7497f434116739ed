import { formatChineseDay, toDayNumber } from "../calendar/dates.ts";
import { timeText } from "../calendar/instants.ts";
import { limitInstant } from "../calendar/office-hours.ts";
import { limitOf } from "../duty/close.ts";
import type { Duty } from "../entities.ts";
import { measureId } from "../measure/measure.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { isMeasure } from "../schema/folder.ts";
import { DUE_SOURCES, type IsoDate, UNITS } from "../schema/primitives.ts";
import type { Citation } from "../schema/rule.ts";
import type { NoticeLine } from "./line.ts";
import { plain } from "./plain.ts";
import { plainDutyId } from "./plain-id.ts";
import { findPerson } from "./recipients.ts";

/** `measure`: the reader is to issue what was drafted against the agency that is late. */
export type Urgency = "measure" | "late" | "today" | "coming";

/** One row of a digest: a duty as the mail names it. Every text is plain and free of personal data. */
export type Matter = {
  readonly urgency: Urgency;
  readonly dueOn: IsoDate;
  readonly number: string;
  readonly title: string;
  /** The responsible agency, where it is not the one that is addressed. */
  readonly owner?: string;
  /** Whom the reader stands in for. */
  readonly insteadOf?: string;
  readonly due: string;
  /** Calendar days: 已逾期3天, 今日到期, 剩余2天. */
  readonly days: string;
  readonly step?: string;
  readonly why: string;
  readonly dutyId: string;
  /** Of the measure that the reader is to issue. */
  readonly measureId?: string;
  /** Where the reader may confirm that it is in hand. */
  readonly confirmUrl?: string;
};

export function matterOf(
  duty: Duty,
  { step, standsInFor }: Pick<NoticeLine, "step" | "standsInFor">,
  reader: string,
  on: IsoDate,
  ruleset: Ruleset,
): Matter {
  const left = toDayNumber(duty.dueOn) - toDayNumber(on);
  const taken = duty.steps.find((one) => one.id === step);
  const measure = taken !== undefined && isMeasure(taken);
  const dutyId = plainDutyId(duty);
  return {
    urgency: measure ? "measure" : left < 0 ? "late" : left === 0 ? "today" : "coming",
    dueOn: duty.dueOn,
    number: duty.caseNumber === undefined ? periodOrNone(duty) : plain(duty.caseNumber, 60),
    title: plain(duty.title, 80),
    ...(duty.agency === reader ? {} : { owner: agencyName(duty.agency, ruleset) }),
    ...(standsInFor === undefined ? {} : { insteadOf: personName(standsInFor, ruleset) }),
    due: `${chineseDate(duty.dueOn)}${endTime(duty)}${duty.provisional ? "（暂定）" : ""}`,
    days: left < 0 ? `已逾期${-left}天` : left === 0 ? "今日到期" : `剩余${left}天`,
    ...(taken === undefined ? {} : { step: measure ? `拟${taken.name}` : taken.name }),
    why: plain(`依据${basis(duty, ruleset)}${counting(duty)}`, 400),
    dutyId,
    ...(measure && { measureId: measureId({ id: dutyId }, taken) }),
  };
}

export function agencyName(id: string, ruleset: Ruleset): string {
  return plain(ruleset.directory.agencies.find((one) => one.id === id)?.name ?? id, 60);
}

/** 14时, where it is due within the day. */
const endTime = (duty: Duty): string => timeText(limitInstant(limitOf(duty)) ?? duty.dueOn);

/** 张某, or the role of somebody without a name in the directory. */
export function personName(id: string, { directory }: Ruleset): string {
  const person = findPerson(directory, id)?.person;
  const role = directory.roles.find((one) => one.id === person?.role)?.label;
  return plain(person?.name ?? role ?? id, 40);
}

/** 2026年11月23日 */
export const chineseDate = (date: IsoDate): string => `${date.slice(0, 4)}年${formatChineseDay(date)}`;

const periodOrNone = (duty: Duty): string => (duty.subject.type === "period" ? "周期事项" : "（无文书号）");

export function basis({ cites }: Pick<Duty, "cites">, ruleset: Ruleset): string {
  return cites.map((cite) => citationText(cite, ruleset)).join("、");
}

/** 昌市政办发〔2019〕18号“（二）加强事后公开” or 《行政处罚法》第48条. */
function citationText(cite: Citation, ruleset: Ruleset): string {
  if ("law" in cite) {
    const article = /^\d+$/.test(cite.article) ? `第${cite.article}条` : cite.article;
    return `《${cite.law.replace(/^《|》$/g, "")}》${article}`;
  }
  const document = ruleset.documents.get(cite.document);
  const clause = document?.clauses.find((one) => one.duties.some((duty) => duty.duty === cite.duty));
  return `${document?.number ?? cite.document}${clause ? `“${clause.heading}”` : ` ${cite.duty}`}`;
}

/** ，自2026年9月17日次日起算，计7个工作日（休息日2天不计） */
function counting({ triggerOn, source, derivation }: Duty): string {
  const { counted, skipped, from } = derivation;
  const told = source === "text" ? "" : `，期限来源：${DUE_SOURCES[source].label}`;
  if (!triggerOn) return told;
  const { after, unit } = from && "after" in from ? from : { after: triggerOn, unit: "working-day" as const };
  const inHalves = derivation.dueAt !== undefined && derivation.assumes === undefined;
  const event = `${chineseDate(triggerOn)}${inHalves ? timeText(after) : ""}`;
  const start = `，自${event}${inHalves ? "所在半日之后" : "次日"}起算`;
  const last = counted.at(-1);
  if (!last) return `${start}${told}`;
  const off = unit === "working-day" ? `休息日${skipped.length}天不计` : "届满日逢休息日";
  return `${start}，计${last.n}${UNITS[unit].counted}${skipped.length > 0 ? `（${off}）` : ""}${told}`;
}
