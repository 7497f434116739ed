import * as z from "zod";
import { key, type Label } from "./choice.ts";
import { names } from "./names.ts";
import { factName } from "./primitives.ts";

/** The years in which a cadence comes round, as a setting may say. */
export const YEARS = {
  every: { label: "每年", explanation: "每一年都产生" },
  even: { label: "逢双数年", explanation: "公元年份为双数的年产生，例如2026年" },
  odd: { label: "逢单数年", explanation: "公元年份为单数的年产生，例如2027年" },
  none: { label: "不产生", explanation: "不按本规则办理" },
} as const satisfies Record<string, Label>;
export type Years = keyof typeof YEARS;

export const isYears = (value: unknown): value is Years =>
  typeof value === "string" && Object.hasOwn(YEARS, value);

export const yearsOf = z
  .strictObject({
    fact: key(
      names("years-setting", factName),
      "年份所在的设定",
      `由设定给出在哪些年产生：${Object.entries(YEARS)
        .map(([word, { label }]) => `${word}（${label}）`)
        .join("、")}，各种读法写在其 accepted 中；以每期首日的取值为准`,
      "setting.cleanUpCampaignYears",
    ),
  })
  .meta({ title: "由设定给出", description: "文件没有说清逐件办理还是隔年集中办理的，写在设定里" });
