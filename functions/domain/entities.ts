/** What Yifa stores and answers. Dates are `YYYY-MM-DD` in Asia/Shanghai; `…At` are ISO instants in UTC. */

import type { DueQuestion } from "./calendar/due-date.ts";
import type { Instant } from "./calendar/instants.ts";
import type { Origin } from "./history/origin.ts";
import type { LadderStep } from "./schema/folder.ts";
import type { Operator } from "./schema/operators.ts";
import type { DueSource, Facts, FactValue, IsoDate, Scalar } from "./schema/primitives.ts";
import type { Citation, GateStep } from "./schema/rule.ts";

export type RecordKey = { readonly type: string; readonly id: string };

/** Facts about one thing, owned by one agency. `version` starts at 1 and counts changes. */
export type StoredRecord = RecordKey & {
  readonly agency: string;
  readonly facts: Facts;
  readonly version: number;
  /** The day on which Yifa first received it. */
  readonly receivedOn: IsoDate;
  /** The spreadsheet row that it came from; `rowHash` makes importing the same row again a no-op. */
  readonly source?: {
    readonly file: string;
    readonly row: number;
    readonly rowHash: string;
    /** Id of the import of a dropped file. */
    readonly import?: string;
  };
  /** Columns that no fact takes, kept as they were, by header. */
  readonly extra?: Readonly<Record<string, string>>;
  /** What it told of persons was erased: the day, and which facts. It never comes back. */
  readonly erased?: { readonly on: IsoDate; readonly facts: readonly string[] };
};

/** A record as it is asked about: `decide` needs no version. */
export type Subject = RecordKey & { readonly agency?: string; readonly facts: Facts };

export type Outcome = "applies" | "does-not-apply" | "undetermined";

/** One node of a condition with its three-valued result: `null` is unknown. `matters: false`: the result does not rest on it. */
export type Trace = (
  | { readonly all: readonly Trace[]; readonly result: boolean | null }
  | { readonly any: readonly Trace[]; readonly result: boolean | null }
  | { readonly not: Trace; readonly result: boolean | null }
  | {
      readonly fact: string;
      readonly operator: Operator;
      readonly expected?: FactValue;
      readonly found?: FactValue;
      readonly result: boolean | null;
    }
) & { readonly matters?: false };

export type Finding = {
  readonly rule: string;
  readonly title: string;
  /** `effectiveFrom` of the version that counted; absent when none was in force. */
  readonly version?: IsoDate;
  /** Which law was looked at, and why that one. */
  readonly law: LawInForce;
  readonly outcome: Outcome;
  readonly missing: readonly string[];
  readonly cites: readonly Citation[];
  /** Rules that are exceptions to this one and set it aside (`applies`) or leave it open (`undetermined`). */
  readonly exceptions?: readonly { readonly rule: string; readonly outcome: "applies" | "undetermined" }[];
  /** Of a finding that is itself a contradiction between rules (rule id `conflict/…`). */
  readonly conflict?: Conflict;
  readonly trace?: Trace;
};

/** The triggering date of a rule on a record, and the version in force on it. Both ends inclusive. */
export type LawInForce = {
  readonly on: IsoDate;
  /** The fact that gave `on`; absent where the day of the question stood in. */
  readonly by?: string;
  /** Absent where no version was in force on that day. */
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** The version is later than `on` and says that it covers what was there before it. */
  readonly coversEarlier?: true;
};

/** Two or more rules that cannot both be right about one record: nobody wins. */
export type Conflict = {
  /** `flag`: they supply different values for one fact; `duty`: different due dates for one action. */
  readonly kind: "flag" | "duty";
  /** The fact, or the action. */
  readonly about: string;
  readonly between: readonly { readonly rule: string; readonly says: Scalar }[];
};

export type GateState = "open" | "blocked" | "undetermined";
export type GateReason = {
  readonly rule: string;
  readonly state: GateState;
  readonly reason: string;
  readonly cites: readonly Citation[];
};
export type GateDecision = {
  readonly step: GateStep;
  readonly state: GateState;
  readonly by: readonly string[];
  readonly reasons: readonly GateReason[];
};

export type CountedDay = { readonly date: IsoDate; readonly n: number };
export type SkippedDay = { readonly date: IsoDate; readonly reason: string; readonly source: string };
/** A due date with the days behind it. Inclusive: met until 24:00 of `dueOn`. */
export type Derivation = {
  readonly dueOn: IsoDate;
  /** Only for halves of working days: the instant within `dueOn`. */
  readonly dueAt?: string;
  /** Halves were counted from a day whose half is not known: the whole day is not counted. */
  readonly assumes?: "whole-day";
  readonly provisional: boolean;
  readonly calendar: string;
  readonly counted: readonly CountedDay[];
  readonly skipped: readonly SkippedDay[];
  /** What a duty's date is counted from, so that it can be counted anew. */
  readonly from?: DueQuestion;
};

/** A record as an indicator counts it. One in the numerator may be in the denominator too; `open`: facts are missing. */
export type Counted = RecordKey & {
  readonly agency?: string;
  readonly counted: "numerator" | "denominator" | "open" | "not";
};

/** What an indicator came to. */
export type Figure = {
  readonly numerator: number;
  readonly denominator: number;
  /** ceil(ratio × denominator); only where a ratio is asked for. */
  readonly required?: number;
  /** Of the period before; only where a trend is asked for. */
  readonly previousNumerator?: number;
  readonly previousDenominator?: number;
  /** Of the records in the numerator, to the hundredth; only where an average is asked for and there is one. */
  readonly averageWorkingDays?: number;
  /** The average counts days of a year whose holiday notice is not known. */
  readonly provisional?: boolean;
  readonly records: readonly Counted[];
};

export type DutyStatus = "open" | "discharged" | "waived" | "withdrawn";

/** A duty that a decision says the record opens, before it is reconciled with what is stored. */
export type DecidedDuty = {
  readonly rule: string;
  readonly title: string;
  readonly action: string;
  /** Agency id. */
  readonly responsible: string;
  /** The date that the count started from; absent for fixed dates. */
  readonly triggerOn?: IsoDate;
  readonly dueOn: IsoDate;
  readonly provisional: boolean;
  readonly source: DueSource;
  readonly derivation: Derivation;
  readonly status: "open" | "discharged";
  readonly dischargedOn?: IsoDate;
  /** Where its fact holds an instant: `2026-09-28T11:20+08:00`. */
  readonly dischargedAt?: Instant;
  /** A new trigger is the next instance, not a correction (its discharging fact is also its trigger). */
  readonly recurring: boolean;
  readonly cites: readonly Citation[];
  readonly ladder: string;
};

export type Report = {
  readonly rule: string;
  /** Absent where it goes to the keeper of the directory: rules that contradict each other. */
  readonly supervisor?: string;
  readonly title: string;
  readonly cites: readonly Citation[];
};

export type Decision = RecordKey & {
  readonly ruleset: string;
  readonly findings: readonly Finding[];
  /** Facts that flags supplied (facts of the record itself are not repeated). */
  readonly flags: Readonly<Record<string, Scalar>>;
  readonly gates: readonly GateDecision[];
  readonly duties: readonly DecidedDuty[];
  /** Flags that apply and are to be reported to a supervisor, and contradictions between rules. */
  readonly reports: readonly Report[];
};

export type Light = "green" | "yellow" | "red" | "grey";

/** A step of the ladder as frozen when the duty was opened (or its due date moved), with its date. */
export type DatedStep = LadderStep & { readonly offsetWorkingDays: number; readonly on: IsoDate };

export type Duty = {
  /** `<type>:<record id>:<rule with . for />:<instance>`; parse from both ends. */
  readonly id: string;
  readonly subject: RecordKey;
  /** The responsible agency. */
  readonly agency: string;
  readonly rule: string;
  /** 1, 2, … of the same rule on the same subject. */
  readonly instance: number;
  readonly title: string;
  readonly action: string;
  readonly status: DutyStatus;
  readonly triggerOn?: IsoDate;
  readonly dueOn: IsoDate;
  readonly provisional: boolean;
  readonly source: DueSource;
  readonly derivation: Derivation;
  readonly cites: readonly Citation[];
  /** Names the case in mail: the record type's `number` fact; never personal. */
  readonly caseNumber?: string;
  readonly openedOn: IsoDate;
  /** Hash of the ruleset that opened or last changed it. */
  readonly ruleset: string;
  readonly ladder: string;
  readonly steps: readonly DatedStep[];
  /** Index into `steps` of the next one to take; absent when none is left. Kept when the duty is closed, so that a reopened one goes on. */
  readonly nextStep?: number;
  /** Due before `goLiveOn`: listed, never mailed. */
  readonly historical: boolean;
  readonly closed?: {
    readonly on: IsoDate;
    /** Where it is known to the minute. */
    readonly at?: Instant;
    readonly late: boolean;
    readonly reason: string;
    readonly evidence: Readonly<Record<string, string>>;
    readonly by: string;
  };
  /** Of a breach: the figure that opened it, with the first of the records behind it. */
  readonly figure?: Figure;
  readonly extension?: {
    readonly until: IsoDate;
    readonly reason: string;
    readonly askedBy: string;
    readonly grantedBy?: string;
  };
  /** The agency knows and is at it: reminders before the due date rest until that day, inclusive. */
  readonly acknowledged?: { readonly until: IsoDate; readonly by: string; readonly on: IsoDate };
  readonly version: number;
};

export type HistoryEntry = {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly reason?: string;
  /** Names and numbers, never the values of facts: an entry cannot be erased. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Hash of the ruleset that decided, where one did. */
  readonly ruleset?: string;
  readonly from?: Origin;
};

export type Role = "agency" | "supervisor" | "administrator" | "operator" | "case-system";
/** Who asks. People have their own `agency`, operators none; a case system has the `agencies` that it serves. */
export type Caller = {
  readonly name: string;
  /** The issuer's own id of the person or client. */
  readonly subject?: string;
  readonly role: Role;
  readonly agency?: string;
  readonly agencies?: readonly string[];
};
