import * as z from "zod";
import { choice, key, type Label, pattern } from "./choice.ts";

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

const DATE_ERROR = "应为真实存在的日期，格式 YYYY-MM-DD，例如 2026-09-28";

export const isoDate = z
  .string()
  .refine(isIsoDate, { error: DATE_ERROR })
  .meta({
    description: "日期，YYYY-MM-DD，北京时间",
    format: "date",
    pattern: "^(19|20|21)\\d\\d-\\d\\d-\\d\\d$",
    patternErrorMessage: DATE_ERROR,
    examples: ["2026-09-28"],
  });

/** Day of a year `MM-DD`. */
export const monthDay = pattern(
  /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  "应为“月-日”，格式 MM-DD，例如 01-31",
);

export const identifier = pattern(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  "应为小写字母、数字和连字符，例如 market-regulation",
).max(80);

/** `topic/name`. */
export const ruleId = pattern(
  /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/,
  "应为“主题/名称”，例如 disclosure/licence-or-penalty",
).max(120);

/** Dotted fact name, e.g. `review.result`. */
export const factName = pattern(
  /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/,
  "应为事实名，例如 review.completedOn",
).max(80);

/** A period as an indicator, cadence or case names it. */
export const periodName = pattern(
  /^(19|20|21)\d\d(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])))?$/,
  "应为年、半年、季度或者月，例如 2026、2026-H1、2026-Q1、2026-01",
);

/** What a case of a cadence names: a period, or the day of what is to be done once. */
export const occasionName = pattern(
  /^(19|20|21)\d\d(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?))?$/,
  "应为年、半年、季度、月或者一次性事项的日期，例如 2026、2026-H1、2026-Q1、2026-01、2026-01-31",
);

export const $schema = key(
  z.string().max(200).optional(),
  "格式",
  "本文件的格式说明，编辑器据此提示和检查",
  "../../schema/rule.schema.json",
);

/** Of one paragraph or several. */
const anyText = z
  .string()
  .max(2000)
  .refine((written) => written === "" || /\S/.test(written), { error: "不得只有空格" });

export const paragraphs = anyText.min(1);

/** One line: it stands in sentences, subjects and cells of tables. */
export const textOrNone = anyText.refine((written) => !written.includes("\n"), {
  error: "应当写在一行，不得有换行（\\n）",
  params: { code: "control-character" },
});

export const text = textOrNone.min(1);

/** One address and nothing beside it. Whether its domain can be is checked where its place in the file is known. */
export const mailAddress = pattern(
  /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+$/,
  "应为一个电子邮件地址，例如 yifa@example.org",
).max(254);

export const scalar = z.union([z.string().max(2000), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalar>;

/** A value that a record may hold for a fact. Lists hold distinct texts. Money is in yuan, at most 2 decimals. */
export type FactValue = Scalar | string[];
/** Facts by dotted name; an absent key is a missing fact, never `undefined` or `null`. */
export type Facts = Readonly<Record<string, FactValue>>;

/** Where a number of days comes from: a reader must be able to tell law from default. */
export const DUE_SOURCES = {
  text: { label: "文件规定", explanation: "所引文件写明的期限" },
  derived: { label: "由文件推算", explanation: "文件没有写明，由其文字推算得出" },
  law: { label: "法律规定", explanation: "其他法律、法规规定的期限，须在 cites 中引用" },
  default: { label: "系统默认，可配置", explanation: "没有规定，由本系统给出，可以修改" },
} as const satisfies Record<string, Label>;
export const dueSource = choice(DUE_SOURCES);
export type DueSource = z.infer<typeof dueSource>;

/** What a fact can hold. */
export const FACT_TYPES = {
  text: { label: "文本", explanation: "一段文字；有 values 的，只能是其中之一" },
  date: { label: "日期", explanation: "YYYY-MM-DD，北京时间" },
  instant: {
    label: "时刻",
    explanation: "YYYY-MM-DDTHH:MM+08:00，北京时间；只知道日期的，写 YYYY-MM-DD",
  },
  boolean: { label: "是否", explanation: "true 为是，false 为否" },
  number: { label: "数", explanation: "不带单位的数，单位写在 unit" },
  list: { label: "多选", explanation: "互不相同的若干文本，每个都是 values 之一" },
} as const satisfies Record<string, Label>;
export const factType = choice(FACT_TYPES);
export type FactType = z.infer<typeof factType>;

/** What a number counts; numbers of different units are never compared. */
export const QUANTITIES = {
  yuan: { label: "元", explanation: "人民币元，至多两位小数" },
  "working-day": { label: "工作日", explanation: "按工作日历计算的日数" },
  day: { label: "日", explanation: "自然日数，含节假日" },
  piece: { label: "个", explanation: "个数、次数、轮次" },
} as const satisfies Record<string, Label>;
export const quantity = choice(QUANTITIES);
export type Quantity = z.infer<typeof quantity>;

/** What a due date is counted in; `counted` is how the unit reads behind a number: 七个工作日、十五日、二年. */
export const UNITS = {
  "working-day": {
    label: "工作日",
    explanation: "从次日起算，周末、节假日不计，调休上班日计入",
    counted: "个工作日",
  },
  day: { label: "日", explanation: "从次日起算的自然日，含节假日", counted: "日" },
  month: { label: "月", explanation: "到届满月的对应日；没有对应日的，到月末", counted: "个月" },
  year: { label: "年", explanation: "到届满年的对应日", counted: "年" },
} as const satisfies Record<string, Label & { counted: string }>;
export const unit = choice(UNITS);
export type Unit = z.infer<typeof unit>;

/** What happens to a due date on a day off. */
export const ROLLS = {
  none: { label: "不顺延", explanation: "届满日逢休息日仍为当日" },
  next: { label: "顺延", explanation: "届满日逢休息日的，顺延到其后第一个工作日" },
  previous: { label: "提前", explanation: "届满日逢休息日的，提前到其前最后一个工作日" },
} as const satisfies Record<string, Label>;
export const roll = choice(ROLLS);
export type Roll = z.infer<typeof roll>;
