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
 * and none has to be false.
 */
export function allOf(parts: readonly Outcomes[]): Outcomes {
  let common = ANY;
  let some = 0;
  let notFalse = true;
  for (const part of parts) {
    common &= part;
    some |= part;
    if (part === FALSE) notFalse = false;
  }
  return (common & TRUE) | (some & FALSE) | (notFalse ? some & UNKNOWN : 0);
}

export const anyOf = (parts: readonly Outcomes[]): Outcomes => negated(allOf(parts.map(negated)));
