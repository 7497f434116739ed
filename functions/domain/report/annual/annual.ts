import type { StoredRecord } from "../../entities.ts";
import { sumYuan } from "./amounts.ts";
import { type Applications, applicationsOf } from "./applications.ts";
import { COMPULSORY_GROUPS, LICENCE_CLASSES, OTHER_KINDS, PENALTY_CLASSES } from "./classes.ts";
import { type Decision, decisionsOf, type Uncounted } from "./decisions.ts";
import { yearOf } from "./facts.ts";
import { outcomesOf } from "./outcomes.ts";

/** How many of what, by what the column is called. */
export type Counts = Readonly<Record<string, number>>;

/** The yearly statistics of one agency. */
export type AnnualReport = {
  readonly penalties: {
    readonly counts: Counts;
    readonly total: number;
    readonly fineYuan: number;
    readonly confiscatedYuan: number;
    readonly fineAndConfiscatedYuan: number;
  };
  readonly licences: Pick<Applications, "applied" | "accepted"> & { readonly counts: Counts };
  readonly compulsory: { readonly counts: Counts; readonly total: number };
  readonly others: Readonly<Record<string, { readonly count: number; readonly amountYuan?: number }>>;
  /** Of decisions of any year, what became of them in this one: by kind, then by outcome. */
  readonly outcomes: Readonly<Record<string, Counts>>;
  readonly decisions: readonly Decision[];
  readonly uncounted: readonly Uncounted[];
};

/** From all records of enforcement decisions that the agency owns. */
export function annualReport(records: readonly StoredRecord[], year: number): AnnualReport {
  const days = yearOf(year);
  const { decisions, uncounted } = decisionsOf(records, days);
  const applications = applicationsOf(records, days);
  const outcomes = outcomesOf(records, days);
  const of = (kind: string) => decisions.filter((decision) => decision.kind === kind);
  const penalties = of("行政处罚");
  const compulsory = of("行政强制");
  const penalised = penalties.flatMap((decision) => decision.records);
  return {
    penalties: {
      counts: count(Object.keys(PENALTY_CLASSES), penalties),
      total: penalties.length,
      fineYuan: sumYuan(penalised, ["fineYuan"]),
      confiscatedYuan: sumYuan(penalised, ["confiscatedYuan"]),
      fineAndConfiscatedYuan: sumYuan(penalised, ["fineYuan", "confiscatedYuan"]),
    },
    licences: {
      applied: applications.applied,
      accepted: applications.accepted,
      counts: count(Object.keys(LICENCE_CLASSES), of("行政许可")),
    },
    compulsory: {
      counts: count(Object.values(COMPULSORY_GROUPS).flat(), compulsory),
      total: compulsory.length,
    },
    others: Object.fromEntries(
      Object.entries(OTHER_KINDS).map(([kind, { amount }]) => {
        const own = of(kind);
        const owned = own.flatMap((decision) => decision.records);
        return [kind, { count: own.length, ...(amount && { amountYuan: sumYuan(owned, ["amountYuan"]) }) }];
      }),
    ),
    outcomes: outcomes.counts,
    decisions: decisions.toSorted(byDay),
    uncounted: [...uncounted, ...applications.uncounted, ...outcomes.uncounted],
  };
}

const count = (classes: readonly string[], decisions: readonly Decision[]): Counts =>
  Object.fromEntries(
    classes.map((one) => [one, decisions.filter((decision) => decision.class === one).length]),
  );

const byDay = (a: Decision, b: Decision): number =>
  compare(a.decidedOn, b.decidedOn) || compare(a.number, b.number);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
