import { agenciesOf } from "../access/caller-of-claims.ts";
import type { Caller } from "../entities.ts";

/**
 * How much of personal data is shown. `handling`: to the agency that has the record and works on it. `oversight`: to
 * who supervises it. `none`: to everybody else, and in all that is not an answer about a record, ledgers too.
 */
export type Level = "handling" | "oversight" | "none";

/** Whoever keeps rules or machines running needs no names. `agency`: that of the record, where one is asked about. */
export function levelOf(caller: Caller, agency?: string): Level {
  if (caller.role === "supervisor") return "oversight";
  if (caller.role !== "agency" && caller.role !== "case-system") return "none";
  return agency === undefined || agenciesOf(caller).includes(agency) ? "handling" : "none";
}
