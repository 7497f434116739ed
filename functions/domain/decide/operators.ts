import { Operator } from "json-rules-engine";
import { dayOf, hasTime } from "../calendar/instants.ts";
import type { Operator as OperatorName } from "../schema/operators.ts";

type Compare = (found: never, expected: never) => boolean;

/**
 * What each operator means for a fact that is there. Dates are `YYYY-MM-DD`, so that text order is date order;
 * the loader has made sure that both sides are of one type. Dates and instants compare as far as both are known: two
 * instants by the instant, all else by the day.
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
  before: (a: string, b: string) => inTime(a, b) < 0,
  onOrBefore: (a: string, b: string) => inTime(a, b) <= 0,
  after: (a: string, b: string) => inTime(a, b) > 0,
  onOrAfter: (a: string, b: string) => inTime(a, b) >= 0,
  isPresent: (a) => a !== undefined,
  isMissing: (a) => a === undefined,
};

function inTime(a: string, b: string): number {
  const [one, other] = hasTime(a) && hasTime(b) ? [a, b] : [dayOf(a), dayOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

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
