import * as z from "zod";
import type { Derivation } from "../../../domain/entities.ts";
import { roll, unit } from "../../../domain/schema/primitives.ts";
import { day, named } from "./named.ts";

const from = z.union([
  z.strictObject({ after: z.string(), count: z.number(), unit, roll: roll.exactOptional() }),
  z.strictObject({ on: day, roll: roll.exactOptional() }),
]);

export const derivation = named(
  "Derivation",
  "期限届满日及其逐日计算",
  z.strictObject({
    dueOn: day.meta({ description: "期限届满日，含当日，至北京时间24时止" }),
    dueAt: z.string().meta({ description: "按半日计算的，届满日中的时刻，北京时间" }).exactOptional(),
    assumes: z.literal("whole-day").meta({ description: "起算只知道日期，当日整日不计入" }).exactOptional(),
    provisional: z.boolean().meta({ description: "暂定：所涉年份的放假安排尚未公布" }),
    calendar: z.string().meta({ description: "工作日历的代号", examples: ["cn-xj"] }),
    counted: z
      .array(z.strictObject({ date: day, n: z.number() }))
      .meta({ description: "计入的日子，n 为第几个" }),
    skipped: z
      .array(z.strictObject({ date: day, reason: z.string(), source: z.string() }))
      .meta({ description: "不计入的日子及其依据" }),
    from: from.meta({ description: "由什么起算" }).exactOptional(),
  }),
) satisfies z.ZodType<Derivation>;
