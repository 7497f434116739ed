import { z } from "zod";

/** A calendar date `YYYY-MM-DD` in Asia/Shanghai. Existence in the calendar (no 02-30) is checked here. */
export type IsoDate = string;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether `text` is a date that exists, in ASCII digits, `YYYY-MM-DD`, years 1900 to 2199. */
export function isIsoDate(text: unknown): text is IsoDate {
  if (typeof text !== "string") return false;
  const match = /^((?:19|20|21)\d\d)-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (DAYS_IN_MONTH[month - 1] ?? 0) + (leap ? 1 : 0);
}

export const isoDate = z
  .string()
  .refine(isIsoDate, { error: "应为真实存在的日期，格式 YYYY-MM-DD，例如 2026-09-28" })
  .meta({ description: "日期，YYYY-MM-DD，北京时间", format: "date" });

/** Day of a year `MM-DD`. */
export const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: "应为“月-日”，格式 MM-DD，例如 01-31" });

export const identifier = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "应为小写字母、数字和连字符，例如 market-regulation" })
  .max(80);

/** `topic/name`. */
export const ruleId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/, {
    error: "应为“主题/名称”，例如 disclosure/licence-or-penalty",
  })
  .max(120);

/** Dotted fact name, e.g. `review.result`. */
export const factName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/, { error: "应为事实名，例如 review.completedOn" })
  .max(80);

export const text = z.string().min(1).max(2000);

export const scalar = z.union([z.string().max(2000), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalar>;

/** A value that a record may hold for a fact. Lists hold distinct texts. Money is in yuan, at most 2 decimals. */
export type FactValue = Scalar | string[];
/** Facts by dotted name; an absent key is a missing fact, never `undefined` or `null`. */
export type Facts = Readonly<Record<string, FactValue>>;

/** Where a number of days comes from: the document's text, derived from it, another law, or Yifa's own default. */
export const dueSource = z.enum(["text", "derived", "law", "default"]);
export type DueSource = z.infer<typeof dueSource>;

/** What a fact can hold. `list` is a list of distinct texts. */
export const FACT_TYPES = ["text", "date", "boolean", "number", "list"] as const;
export type FactType = (typeof FACT_TYPES)[number];

/** What a number counts; numbers of different units are never compared. */
export const quantity = z.enum(["yuan", "working-day", "day", "piece"]);
export type Quantity = z.infer<typeof quantity>;

export const unit = z.enum(["working-day", "day", "month", "year"]);
export type Unit = z.infer<typeof unit>;

export const roll = z.enum(["none", "next", "previous"]);
export type Roll = z.infer<typeof roll>;
