import * as z from "zod";
import type { Figure } from "../../../domain/entities.ts";
import { EVERY } from "../../../domain/schema/due.ts";
import { indicatorEffect } from "../../../domain/schema/period-effects.ts";
import { outcome } from "./finding.ts";
import { count, day, named } from "./named.ts";
import { words } from "./words.ts";

const counted = z.strictObject({
  type: z.string(),
  id: z.string(),
  agency: z.string().exactOptional(),
  counted: z
    .enum(["numerator", "denominator", "open", "not"])
    .meta({ description: "计入分子、只计入分母、因事实缺失而未定、不计入" }),
});

const numbers = {
  numerator: count,
  denominator: count,
  required: count.meta({ description: "达到最低比例所需的分子" }).exactOptional(),
  previousNumerator: count.exactOptional(),
  previousDenominator: count.exactOptional(),
  averageWorkingDays: z.number().exactOptional(),
  provisional: z.boolean().exactOptional(),
};

export const figure = named(
  "Figure",
  "指标的数值及其所依据的台账",
  z.strictObject({ ...numbers, records: z.array(counted) }),
) satisfies z.ZodType<Figure>;

const agencyFigure = z.strictObject({
  agency: z.string(),
  ...numbers,
  records: z.array(counted).meta({ description: "只列您可以查看的台账；多于一个机关的不列" }).exactOptional(),
  leftOff: count.meta({ description: "没有列出的台账数" }).exactOptional(),
  outcome: outcome.meta({ description: "applies 为未达到" }),
  missing: z.array(z.string()),
});

const { atLeastRatio, trend, atMostAverage, over } = indicatorEffect.shape;

export const indicatorAnswer = named(
  "Indicator",
  "一个周期的指标，各责任机关分别计算",
  z.strictObject({
    rule: z.string(),
    title: z.string(),
    period: z.strictObject({
      id: z.string(),
      every: words(EVERY),
      startsOn: day,
      endsOn: day,
      label: z.string(),
    }),
    running: z.boolean().meta({ description: "周期尚未结束：数值按今日结束计算" }),
    asks: z.strictObject({ atLeastRatio, trend, atMostAverage, over }),
    figures: z.array(agencyFigure),
    together: z.strictObject({ numerator: count, denominator: count }).exactOptional(),
  }),
);
