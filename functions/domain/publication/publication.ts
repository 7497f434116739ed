import type { Person } from "./person.ts";

/** What became of a proposal. Which of the approved ones is in force, the pointer says and nothing else. */
export type PublicationStatus = "proposed" | "approved" | "rejected" | "withdrawn";

/** What the server found when it checked the proposal itself. */
export type Checks = {
  readonly rules: number;
  readonly cases: number;
  readonly warnings: number;
};

/** Instants are ISO in UTC. */
type Act = { readonly by: Person; readonly at: string };

/** A ruleset on its way into force. */
export type Publication = {
  /** Of the ruleset: SHA-256 of its canonical text. */
  readonly hash: string;
  readonly status: PublicationStatus;
  readonly proposed: Act;
  /** The ruleset in force when it was proposed; absent for the first of all. */
  readonly base?: string;
  readonly checks: Checks;
  /** Who approved, rejected or withdrew it; a rejection says why. */
  readonly settled?: Act & { readonly reason?: string };
  /** Counts changes from 1. */
  readonly version: number;
};

/** The pointer: which ruleset is in force, and by whose word. */
export type InForce = {
  readonly hash: string;
  readonly since: string;
  readonly proposedBy: Person;
  readonly approvedBy: Person;
  /** Who put it back into force, where it was taken back to. */
  readonly rolledBackBy?: Person;
  readonly reason?: string;
  /** Those in force before it, the last one first: what goes on when this one is refused. */
  readonly previous: readonly string[];
  readonly version: number;
};
