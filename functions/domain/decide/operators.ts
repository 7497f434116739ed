import { Operator } from "json-rules-engine";
import type { Operator as OperatorName } from "../schema/operators.ts";

type Compare = (found: never, expected: never) => boolean;

/**
 * What each operator means for a fact that is there. Dates are `YYYY-MM-DD`, so that text order is date order;
 * the loader has made sure that both sides are of one type.
 */
const COMPARE: Readonly<Record<OperatorName, Compare>> = {
  equal: (a, b) => a === b,
  notEqual: (a, b) => a !== b,
  in: (a, b: never[]) => b.includes(a),
  notIn: (a, b: never[]) => !b.includes(a),
  lessThan: (a, b) => a < b,
  lessThanInclusive: (a, b) => a <= b,
  greaterThan: (a, b) => a > b,
  greaterThanInclusive: (a, b) => a >= b,
  contains: (a: never[], b) => a.includes(b),
  doesNotContain: (a: never[], b) => !a.includes(b),
  before: (a, b) => a < b,
  onOrBefore: (a, b) => a <= b,
  after: (a, b) => a > b,
  onOrAfter: (a, b) => a >= b,
  isPresent: (a) => a !== undefined,
  isMissing: (a) => a === undefined,
};

/** Whether a comparison holds. A missing side makes it false; `fold` makes it unknown. */
export function holds(operator: OperatorName, found: unknown, expected: unknown): boolean {
  const compare = COMPARE[operator] as (found: unknown, expected: unknown) => boolean;
  if (operator === "isPresent" || operator === "isMissing") return compare(found, expected);
  return found !== undefined && expected !== undefined && compare(found, expected);
}

/** Operators for json-rules-engine. */
export const operators: readonly Operator[] = (Object.keys(COMPARE) as OperatorName[]).map(
  (name) => new Operator(name, (found: unknown, expected: unknown) => holds(name, found, expected)),
);
