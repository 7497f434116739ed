import { z } from "zod";
import { factName, scalar } from "./primitives.ts";

export const OPERATORS = [
  "equal",
  "notEqual",
  "in",
  "notIn",
  "lessThan",
  "lessThanInclusive",
  "greaterThan",
  "greaterThanInclusive",
  "contains",
  "doesNotContain",
  "before",
  "onOrBefore",
  "after",
  "onOrAfter",
  "isPresent",
  "isMissing",
] as const;
export type Operator = (typeof OPERATORS)[number];

const factReference = z.strictObject({ fact: factName });

const leaf = z.strictObject({
  fact: factName,
  operator: z.enum(OPERATORS),
  value: z.union([scalar, z.array(scalar).min(1).max(200), factReference]).optional(),
});
type Leaf = z.infer<typeof leaf>;

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf;

const all = z.strictObject({
  get all() {
    return z.array(condition).min(1).max(100);
  },
});
const any = z.strictObject({
  get any() {
    return z.array(condition).min(1).max(100);
  },
});
const not = z.strictObject({
  get not() {
    return condition;
  },
});

/** json-rules-engine's condition format, without `path`, named conditions and `priority`. */
export const condition: z.ZodType<Condition> = z.lazy(() => z.union([all, any, not, leaf]));
