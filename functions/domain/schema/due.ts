import * as z from "zod";
import { choice, key, type Label } from "./choice.ts";
import { names } from "./names.ts";
import { dueSource, factName, isoDate, monthDay, roll, unit } from "./primitives.ts";

export const count = z
  .number()
  .min(0.5)
  .max(3660)
  .refine((n) => Number.isInteger(n * 2), { error: "天数应为整数或半天，例如 7 或 6.5" });

const source = key(dueSource, "期限来源", "期限是谁定的，应当如实写：读者须能分清规定与系统默认", "text");
/** Of a fixed date: it stays where it is unless the rule says otherwise. */
const rollOfDate = key(roll.optional(), "遇休息日", "届满日逢休息日怎么办；不写即不顺延", "none");

/** So many units after the date that a fact holds; of a list of facts the first present one counts. */
export const dueAfter = z
  .strictObject({
    after: key(
      z.union([names("date-fact", factName), z.array(names("date-fact", factName)).min(1).max(8)]),
      "起算事实",
      "从哪个日期起算，当日不计入；写成列表的，以其中第一个已填写的为准",
      "decidedOn",
      ["lastReviewedOn", "publishedOn"],
    ),
    count: key(
      z.union([
        count,
        z
          .strictObject({
            fact: key(
              names("number-fact", factName),
              "数量所在的事实",
              "由台账事实或者设定给出数量，单位应当与 unit 相同",
              "otherLimit.workingDays",
            ),
          })
          .meta({ title: "由事实给出", description: "数量写在台账事实或者设定里" }),
      ]),
      "数量",
      "多少个单位，0.5 至 3660；只有工作日可以写半天",
      7,
      { fact: "setting.takeDownWorkingDays" },
    ),
    unit: key(unit, "单位", "按什么计算", "working-day"),
    roll: key(
      roll.optional(),
      "遇休息日",
      "按日、月、年计算的，届满日逢休息日怎么办；不写即顺延。按工作日计算的不会落在休息日，不写",
      "next",
    ),
    source,
  })
  .meta({
    title: "自某日起若干日",
    description: "从一个日期的次日起算，含届满当日，至北京时间24时止",
    part: "due-after",
  });
export type DueAfter = z.infer<typeof dueAfter>;

/** How often a period comes round. */
export const EVERY = {
  year: { label: "每年", explanation: "自然年；on 为月-日" },
  "half-year": { label: "每半年", explanation: "1月至6月、7月至12月；on 的日为期末月的日" },
  quarter: { label: "每季度", explanation: "自然季度；on 的日为季末月的日" },
  month: { label: "每月", explanation: "自然月；on 的日为当月的日" },
} as const satisfies Record<string, Label>;
export const every = choice(EVERY);

/** A fixed day of each period: for a year `MM-DD`; otherwise the day of the last month of the period. */
export const dueEvery = z
  .strictObject({
    every: key(every, "周期", "多久一次", "year"),
    on: key(monthDay, "届满日", "月-日，含当日；半年、季度、月只看其中的日，落在该期最后一个月", "01-31"),
    roll: rollOfDate,
    source,
  })
  .meta({ title: "每期固定一日", description: "每个周期的固定一日届满，含当日", part: "due-every" });
export type DueEvery = z.infer<typeof dueEvery>;

/** One day, for once. */
export const dueOnDate = z
  .strictObject({
    on: key(isoDate, "届满日", "固定的日期，含当日，北京时间24时止", "2019-12-31"),
    roll: rollOfDate,
    source,
  })
  .meta({ title: "固定日期", description: "文件写明的某年某月某日" });

export const due = z.union([dueAfter, dueEvery, dueOnDate]);
export type Due = z.infer<typeof due>;
