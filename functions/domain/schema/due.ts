import { z } from "zod";
import { choice, type Label } from "./choice.ts";
import { dueSource, factName, isoDate, monthDay, roll, unit } from "./primitives.ts";

const count = z
  .number()
  .min(0.5)
  .max(3660)
  .refine((n) => Number.isInteger(n * 2), { error: "天数应为整数或半天，例如 7 或 6.5" });

/** So many units after the date that a fact holds; of a list of facts the first present one counts. */
export const dueAfter = z.strictObject({
  after: z.union([factName, z.array(factName).min(1).max(8)]),
  count: z.union([count, z.strictObject({ fact: factName })]),
  unit,
  roll: roll.optional(),
  source: dueSource,
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
export const dueEvery = z.strictObject({
  every,
  on: monthDay,
  roll: roll.optional(),
  source: dueSource,
});
export type DueEvery = z.infer<typeof dueEvery>;

const dueOnDate = z.strictObject({ on: isoDate, roll: roll.optional(), source: dueSource });

export const due = z.union([dueAfter, dueEvery, dueOnDate]);
export type Due = z.infer<typeof due>;
