import type { Caller } from "../entities.ts";

/**
 * How much of personal data is shown. `handling`: to the agency that has the record and works on it. `oversight`: to
 * who supervises it. `none`: to everybody else, and in all that is not an answer about a record, ledgers too.
 */
export type Level = "handling" | "oversight" | "none";

/** Whoever keeps rules or machines running needs no names. `agency`: that of the record, where one is asked about. */
export function levelOf({ role, agency: own }: Caller, agency?: string): Level {
  if (role === "supervisor") return "oversight";
  return role === "agency" && own !== undefined && own === (agency ?? own) ? "handling" : "none";
}
