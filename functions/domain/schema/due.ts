import { z } from "zod";
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

/** A fixed day of each period: for a year `MM-DD`; otherwise the day of the last month of the period. */
export const dueEvery = z.strictObject({
  every: z.enum(["year", "half-year", "quarter", "month"]),
  on: monthDay,
  roll: roll.optional(),
  source: dueSource,
});
export type DueEvery = z.infer<typeof dueEvery>;

const dueOnDate = z.strictObject({ on: isoDate, roll: roll.optional(), source: dueSource });

export const due = z.union([dueAfter, dueEvery, dueOnDate]);
export type Due = z.infer<typeof due>;
