/** Who may do what: one table, from which the policies are made. docs/grants.md lists what comes of it, line by line. */

/** Items by their partition key, as functions/adapters/store/keys.ts spells it. */
export const ITEMS = {
  cases: "case#*",
  agencies: "agency#*",
  digests: "digest#*",
  addresses: "addresses",
  periods: "period#*",
  rulesets: "ruleset",
  sweeps: "sweep#*",
  audits: "audit#*",
  auditFindings: "audit-findings",
  recompute: "recompute*",
  imports: "import#*",
  impacts: "impact#*",
  mailPause: "mail",
} as const;

/** Lanes of the indexes, by the partition key of the index. */
export const LANES = {
  awaiting: { steps: "step#*", digests: "digest#*", erasures: "erase#*" },
  byAgency: {
    records: "*#record#*",
    duties: "*#duty",
    measures: "*#measure",
    digests: "*#digest",
    imports: "*#import",
  },
} as const;

type Items = readonly (keyof typeof ITEMS)[];
type Lanes<I extends keyof typeof LANES> = readonly (keyof (typeof LANES)[I])[];
export type Grant = {
  readonly read: Items;
  readonly write?: Items;
  /** Nothing is deleted but what is over; see the store's README.md. */
  readonly remove?: Items;
  readonly awaiting?: Lanes<"awaiting">;
  readonly byAgency?: Lanes<"byAgency">;
  /** Objects of rulesets: everybody reads, who takes proposals writes. */
  readonly rulesets: "read" | "write";
  /** Hands digests to the queue, and asks whether some wait there. */
  readonly sends?: true;
};

export const GRANTS = {
  Api: {
    read: [
      "cases",
      "agencies",
      "digests",
      "addresses",
      "rulesets",
      "sweeps",
      "recompute",
      "imports",
      "impacts",
    ],
    write: ["cases", "agencies", "digests", "rulesets", "recompute", "impacts"],
    remove: ["agencies"],
    awaiting: ["digests"],
    byAgency: ["records", "duties", "measures", "digests", "imports"],
    rulesets: "write",
    sends: true,
  },
  Sweep: {
    read: ["cases", "agencies", "digests", "addresses", "rulesets", "sweeps", "recompute"],
    write: ["cases", "agencies", "digests", "sweeps", "recompute"],
    remove: ["agencies"],
    awaiting: ["steps", "digests"],
    byAgency: ["records", "duties"],
    rulesets: "read",
    sends: true,
  },
  OpenPeriods: {
    read: ["cases", "periods", "rulesets"],
    write: ["cases", "agencies", "periods"],
    remove: ["agencies"],
    awaiting: ["erasures"],
    byAgency: ["records"],
    rulesets: "read",
  },
  Deliver: {
    read: ["cases", "agencies", "digests", "rulesets", "mailPause"],
    write: ["digests", "mailPause"],
    rulesets: "read",
  },
  Audit: {
    read: ["cases", "addresses", "rulesets", "sweeps", "audits", "auditFindings"],
    write: ["agencies", "digests", "audits", "auditFindings"],
    remove: ["auditFindings"],
    byAgency: ["records", "duties"],
    rulesets: "read",
  },
  Release: {
    read: ["rulesets", "mailPause"],
    remove: ["mailPause"],
    awaiting: ["digests"],
    rulesets: "read",
    sends: true,
  },
  Recompute: {
    read: ["cases", "addresses", "rulesets", "sweeps", "recompute"],
    write: ["cases", "agencies", "digests", "recompute"],
    remove: ["agencies"],
    byAgency: ["records", "duties"],
    rulesets: "read",
  },
  /** What is stored is read, and nothing written but how far it came. */
  Impact: {
    read: ["cases", "agencies", "addresses", "periods", "impacts"],
    write: ["impacts"],
    awaiting: ["steps"],
    byAgency: ["records", "duties"],
    rulesets: "read",
  },
  BulkImport: {
    read: ["cases", "rulesets", "imports"],
    write: ["cases", "agencies", "digests", "imports"],
    remove: ["agencies"],
    rulesets: "read",
  },
  Receipts: {
    read: ["cases", "agencies", "digests", "addresses", "rulesets"],
    write: ["cases", "agencies", "digests", "addresses"],
    rulesets: "read",
  },
  DeliveryReports: {
    read: ["cases", "agencies", "digests", "addresses", "rulesets"],
    write: ["cases", "agencies", "digests", "addresses"],
    rulesets: "read",
  },
} as const satisfies Readonly<Record<string, Grant>>;

export type FunctionName = keyof typeof GRANTS;
