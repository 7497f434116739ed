/** Which of the three values a condition can still take: a set of the bits below. */
export type Outcomes = number;

export const TRUE = 1;
export const FALSE = 2;
export const UNKNOWN = 4;
export const ANY = TRUE | FALSE | UNKNOWN;

export const isDecided = (outcomes: Outcomes): boolean => (outcomes & (outcomes - 1)) === 0;

export function negated(outcomes: Outcomes): Outcomes {
  return (outcomes & UNKNOWN) | (outcomes & TRUE ? FALSE : 0) | (outcomes & FALSE ? TRUE : 0);
}

/**
 * What an `all` of independent parts can be (Kleene): false if one can be, true if all can be, unknown if one can be
 * and none has to be false. For an `any`, exchange true and false: `decisive` is what one part suffices for.
 */
export function combined<T>(
  parts: readonly T[],
  outcomesOf: (part: T) => Outcomes,
  decisive: typeof TRUE | typeof FALSE,
): Outcomes {
  const other = TRUE + FALSE - decisive;
  let common = other;
  let some = 0;
  for (const part of parts) {
    const outcomes = outcomesOf(part);
    if (outcomes === decisive) return decisive;
    common &= outcomes;
    some |= outcomes;
  }
  return common | (some & (decisive | UNKNOWN));
}
