import { z } from "zod";
import { OPERATOR_NAMES } from "./operators.ts";
import { factName, scalar } from "./primitives.ts";

const factReference = z.strictObject({ fact: factName });

const leaf = z.strictObject({
  fact: factName,
  operator: z.enum(OPERATOR_NAMES),
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
