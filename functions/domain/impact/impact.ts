import type { IsoDate } from "../schema/primitives.ts";
import type { ChangedGate, FlippedFinding } from "./case-impact.ts";
import type { ChangedDuty } from "./duty-changes.ts";
import type { RuleChanges } from "./rule-changes.ts";

/** What one person would get on the next mailing day, by the old rules and by the new ones; only where that differs. */
export type ChangedMail = {
  readonly agency: string;
  readonly recipient: string;
  /** Lines in the mail; 0 is no mail. */
  readonly before: number;
  readonly after: number;
};

/** Records whose list of missing facts changes. */
export type ChangedNeeds = {
  readonly type: string;
  readonly id: string;
  readonly agency: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

export type AgencyImpact = {
  readonly agency: string;
  readonly findings: number;
  readonly gatesShut: number;
  readonly gatesOpened: number;
  readonly opened: number;
  readonly withdrawn: number;
  readonly moved: number;
  /** Mails on the next mailing day. */
  readonly mailsBefore: number;
  readonly mailsAfter: number;
};

/** What a change of rules would do. Every list is in the order of its names, so that two runs give the same bytes. */
export type Impact = {
  /** Hashes of the rulesets. */
  readonly from: string;
  readonly to: string;
  readonly on: IsoDate;
  /** The next mailing day by the new rules. */
  readonly mailsOn: IsoDate;
  readonly rules: RuleChanges;
  /** Records that were decided under both: those of the types that the change can touch. */
  readonly records: number;
  /** Records that could not be decided, by what was wrong with them. */
  readonly failed: readonly { readonly what: string; readonly reason: string }[];
  readonly agencies: readonly AgencyImpact[];
  readonly findings: readonly FlippedFinding[];
  readonly gates: readonly ChangedGate[];
  readonly duties: readonly ChangedDuty[];
  readonly needs: readonly ChangedNeeds[];
  readonly mails: readonly ChangedMail[];
};
