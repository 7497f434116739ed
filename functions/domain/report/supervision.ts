import type { Duty } from "../entities.ts";
import type { Act } from "../measure/measure.ts";
import { isWithin, type Period } from "../period/period.ts";
import { MEASURES, type MeasureKind } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { SupervisionReportTerms } from "../schema/supervision-report.ts";
import { countDuties, type DutyCounts } from "./duty-counts.ts";
import type { OpenRate } from "./open-rate.ts";
import { addRates } from "./rate.ts";
import { type ReportedDuty, reportedDuty } from "./reported-duty.ts";
import { type ScorePart, scoreOf } from "./score.ts";

/** What one agency has, of the period and around it. */
export type AgencyInput = {
  readonly agency: string;
  readonly duties: readonly Duty[];
  readonly measures: readonly MeasureCounted[];
  readonly review: OpenRate;
  readonly filing: OpenRate;
};
type MeasureCounted = { readonly kind: MeasureKind; readonly issued?: Pick<Act, "on"> };

export type SupervisionRow = {
  readonly duties: DutyCounts;
  /** Of them those that are disclosures. */
  readonly disclosure: DutyCounts;
  readonly review: OpenRate;
  readonly filing: OpenRate;
  /** Issued in the half-year; a draft has not reached the agency. */
  readonly measures: Readonly<Record<MeasureKind, number>>;
};
export type AgencyRow = SupervisionRow & {
  readonly agency: string;
  /** Out of 100; absent where nothing can be scored. */
  readonly score?: number;
};

/** The supervisor's table of a half-year as of day `on`. */
export type SupervisionReport = {
  readonly half: Period;
  readonly on: IsoDate;
  readonly rows: readonly AgencyRow[];
  readonly total: SupervisionRow;
  /** In the order of the rows, the latest first. */
  readonly late: readonly ReportedDuty[];
};

type Question = {
  readonly half: Period;
  readonly on: IsoDate;
  readonly terms: SupervisionReportTerms;
};

/** Counts the duties whose due date lies in the half-year, in the order of the agencies. */
export function supervisionReport(inputs: readonly AgencyInput[], question: Question): SupervisionReport {
  const { half, on, terms } = question;
  const own = inputs.map((input) => ({
    ...input,
    duties: input.duties.filter(({ dueOn }) => isWithin(half, dueOn)),
    measures: input.measures.filter(({ issued }) => isWithin(half, issued?.on)),
  }));
  const rows = own.map((input) => {
    const row = rowOf(input, question);
    const score = scoreOf(ratesOf(row), terms);
    return { agency: input.agency, ...row, ...(score !== undefined && { score }) };
  });
  const total = rowOf(
    {
      duties: own.flatMap(({ duties }) => duties),
      measures: own.flatMap(({ measures }) => measures),
      review: addOpen(own.map(({ review }) => review)),
      filing: addOpen(own.map(({ filing }) => filing)),
    },
    question,
  );
  return { half, on, rows, total, late: own.flatMap(({ duties }) => lateDuties(duties, on)) };
}

function rowOf(
  { duties, measures, review, filing }: Omit<AgencyInput, "agency">,
  { on, terms }: Question,
): SupervisionRow {
  const isDisclosure = ({ action }: Duty) => terms.disclosure.actions.includes(action);
  const kinds = Object.keys(MEASURES) as MeasureKind[];
  return {
    duties: countDuties(duties, on),
    disclosure: countDuties(duties.filter(isDisclosure), on),
    review,
    filing,
    measures: Object.fromEntries(
      kinds.map((kind) => [kind, measures.filter((one) => one.kind === kind).length]),
    ) as Record<MeasureKind, number>,
  };
}

export const ratesOf = ({ duties, disclosure, review, filing }: SupervisionRow) =>
  ({
    duties: duties.onTimeRate,
    disclosure: disclosure.onTimeRate,
    review,
    filing,
  }) satisfies Record<ScorePart, unknown>;

const addOpen = (rates: readonly OpenRate[]): OpenRate => ({
  ...addRates(rates),
  open: rates.reduce((sum, { open }) => sum + open, 0),
});

const lateDuties = (duties: readonly Duty[], on: IsoDate): ReportedDuty[] =>
  duties
    .map((duty) => reportedDuty(duty, on))
    .filter(({ standing }) => standing === "late" || standing === "overdue")
    .sort((a, b) => b.daysLate - a.daysLate || (a.id < b.id ? -1 : 1));
