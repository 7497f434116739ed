import { toDayNumber } from "../calendar/dates.ts";
import { agencyName, basis, chineseDate } from "../notice/matter.ts";
import { plain } from "../notice/plain.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { MeasureKind } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Measure } from "./measure.ts";

/** A measure as a document of an office, GB/T 9704 part by part. Every text is plain and names no private person. */
export type MeasurePaper = {
  /** Of its file, without the ending. */
  readonly name: string;
  /** 发文机关标志 */
  readonly issuer: string;
  /** 发文字号; of a draft, that it has none yet. */
  readonly number: string;
  readonly title: string;
  /** 主送机关 */
  readonly to: string;
  readonly paragraphs: readonly string[];
  /** 成文日期; absent from a draft. */
  readonly date?: string;
  readonly draft: boolean;
};

const TITLES: Record<MeasureKind, string> = {
  督办: "督办通知书",
  约谈: "约谈通知书",
  责令整改: "责令整改通知书",
  通报批评: "通报批评",
};

/** What is asked for by the day `by`. */
const DEMANDS: Record<MeasureKind, (by: string) => string> = {
  督办: (by) => `现予督办。请你单位${by}办理完毕，并将办理情况书面答复本机关。`,
  约谈: (by) =>
    `现就上述情况约谈你单位主要负责人，时间、地点另行通知。请你单位${by}将未按期办结的原因和整改安排书面答复本机关。`,
  责令整改: (by) => `现责令你单位限期整改。请你单位${by}整改到位，并将整改情况书面答复本机关。`,
  通报批评: (by) => `现对你单位予以通报批评。请你单位${by}整改到位，并将整改情况书面答复本机关。`,
};

/** `on`: the day that a draft speaks of; what was issued speaks of the day of its issue. */
export function measurePaper(measure: Measure, ruleset: Ruleset, on: IsoDate): MeasurePaper {
  const { kind, issued, dueOn, agency } = measure;
  const asOf = issued?.on ?? on;
  const late = toDayNumber(asOf) - toDayNumber(dueOn);
  const caseNumber = measure.caseNumber === undefined ? "" : plain(measure.caseNumber, 60);
  const by = issued
    ? `于${chineseDate(issued.answerBy)}前（含当日）`
    : `自签发之日起${measure.answerWithinWorkingDays}个工作日内`;
  return {
    name: fileName(`${TITLES[kind]}（${issued ? issued.number : `拟稿${caseNumber && `，${caseNumber}`}`}）`),
    issuer: agencyName(measure.issuer, ruleset),
    number: issued ? plain(issued.number, 60) : "（签发时编号）",
    title: TITLES[kind],
    to: agencyName(agency, ruleset),
    paragraphs: [
      `经查，你单位承办的“${plain(measure.title, 160)}”${caseNumber && `（${caseNumber}）`}，办理期限已于${chineseDate(dueOn)}届满。截至${chineseDate(asOf)}，已逾期${late}天，仍未办结。`,
      `上述事项应当办理的依据是：${plain(basis(measure, ruleset), 600)}。`,
      DEMANDS[kind](by),
      "确有困难不能按期办结的，应当在上述期限届满前书面说明理由。",
    ],
    ...(issued ? { date: chineseDate(issued.on) } : {}),
    draft: issued === undefined,
  };
}

/** Nothing that a file system reads as a path or a pattern. */
const fileName = (text: string): string => plain(text, 80).replace(/[\\/:*?"<>|.]/g, "_");
