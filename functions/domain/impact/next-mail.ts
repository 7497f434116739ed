import { awaitedOn } from "../duty/ladder.ts";
import { afterChanges, type KnownCase, type NewReport, reviseCase } from "../duty/revise-case.ts";
import type { Duty, RecordKey } from "../entities.ts";
import type { NoticeLine } from "../notice/line.ts";
import { reportLines } from "../notice/report-line.ts";
import { planDuty } from "../notice/sweep.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";

export type ImpactedRecord = RecordKey & { readonly agency: string; readonly facts: Facts };
/** A case as it stands: with the keys of its lines, and the reports that are not told yet. */
export type StandingCase = KnownCase & {
  readonly lines: ReadonlySet<string>;
  readonly untold: readonly NewReport["report"][];
};
/** A line that one person would get on the next mailing day. */
export type MailLine = { readonly agency: string; readonly recipient: string; readonly key: string };
/** Lines of the next mailing day by the old rules and by the new ones. */
export type MailLines = { readonly before: readonly MailLine[]; readonly after: readonly MailLine[] };

/** What the sweep of `day` would tell of a case: like the sweep it decides anew only where something awaits a line. */
export async function nextMail(
  record: ImpactedRecord | undefined,
  { duties, reports, untold, lines }: StandingCase,
  ruleset: Ruleset,
  day: IsoDate,
): Promise<MailLine[]> {
  if (untold.length === 0 && !duties.some((duty) => awaitsBy(duty, day))) return [];
  const revised =
    record && (await reviseCase(record, { duties, reports }, { ruleset, on: day, by: "impact" }));
  const settled = revised ? afterChanges(duties, revised.changes) : duties;
  const said = new Set(revised?.decision.reports.map(({ rule }) => rule));
  return mailOf([
    ...stepLines(settled, ruleset, day, lines),
    ...untold
      .filter(({ rule }) => said.has(rule))
      .flatMap((report) => reportLines(report, ruleset.directory, day)),
  ]);
}

export const awaitsBy = (duty: Duty, day: IsoDate): boolean => (awaitedOn(duty) ?? "9999") <= day;

export const stepLines = (
  duties: readonly Duty[],
  ruleset: Ruleset,
  day: IsoDate,
  known: ReadonlySet<string>,
): NoticeLine[] =>
  duties
    .filter((duty) => awaitsBy(duty, day))
    .flatMap((duty) => planDuty(duty, { ruleset, on: day, known }).lines);

/** Without what was overtaken and is only recorded. */
export const mailOf = (lines: readonly NoticeLine[]): MailLine[] =>
  lines
    .filter(({ status }) => status === "collecting")
    .map(({ agency, recipient, key }) => ({ agency, recipient, key }));
