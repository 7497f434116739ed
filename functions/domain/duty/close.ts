import type { Instant } from "../calendar/instants.ts";
import { type DueMoment, isTooLate } from "../calendar/office-hours.ts";
import type { Duty } from "../entities.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";

export type Closing = {
  on: IsoDate;
  /** Where it is known to the minute. */
  at?: Instant;
  reason: string;
  evidence: Readonly<Record<string, string>>;
  by: string;
};

/** The duty done on `closing.on`; late when that is after the due date, or `closing.at` after the last half day. */
export function dischargeDuty(duty: Duty, closing: Closing): Duty {
  return {
    ...duty,
    status: "discharged",
    closed: { ...closing, late: isTooLate(closing.at ?? closing.on, limitOf(duty)) },
    version: duty.version + 1,
  };
}

/** The due date of a duty, with its instant as it was derived. */
export const limitOf = ({ dueOn, derivation: { dueAt } }: Pick<Duty, "dueOn" | "derivation">): DueMoment => ({
  dueOn,
  ...(dueAt !== undefined && { dueAt }),
});

/** The duty set aside by a supervisor, with the reason on record. */
export function waiveDuty(duty: Duty, closing: Closing): Duty {
  return { ...duty, status: "waived", closed: { ...closing, late: false }, version: duty.version + 1 };
}

/** The named facts as texts, for the ones that the record holds. */
export function evidenceOf(facts: Facts, names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (value !== undefined) found[name] = Array.isArray(value) ? value.join("、") : String(value);
  }
  return found;
}
