import { awaitedOn } from "../duty/ladder.ts";
import type { Decision } from "../entities.ts";
import { compose } from "../notice/compose.ts";
import { factsLines, nextFactsRequestOn } from "../notice/facts-line.ts";
import { digestId, type NoticeLine } from "../notice/line.ts";
import { findPerson } from "../notice/recipients.ts";
import { reportLines } from "../notice/report-line.ts";
import { planDuty } from "../notice/sweep.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { CaseBook, SimulatedCase } from "./case-book.ts";

/** A mail that would be sent. */
export type SimulatedDigest = {
  readonly id: string;
  readonly day: IsoDate;
  readonly agency: string;
  readonly recipient: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly lines: readonly NoticeLine[];
};

/** The sweep of one morning: every line once, and the digests that hold them. `known` takes the keys of the lines. */
export async function morning(
  book: CaseBook,
  known: Set<string>,
  ruleset: Ruleset,
  on: IsoDate,
): Promise<SimulatedDigest[]> {
  const lines: NoticeLine[] = [];
  for (const one of book.cases) {
    if (!awaitsStep(one, on)) continue;
    const decision = await book.revise(one, on);
    lines.push(...dutyLines(book, one, known, ruleset, on), ...takeReports(one, decision, ruleset, on));
  }
  lines.push(...requestLines(book, ruleset, on));
  for (const { key } of lines) known.add(key);
  const told = lines.filter(({ status }) => status === "collecting");
  return [...Map.groupBy(told, ({ recipient }) => recipient)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([recipient, own]) => digestOf(recipient, own, book, ruleset, on));
}

const awaitsStep = ({ duties, awaiting }: SimulatedCase, on: IsoDate): boolean =>
  awaiting.length > 0 || duties.some((duty) => (awaitedOn(duty) ?? "9999") <= on);

function dutyLines(
  book: CaseBook,
  one: SimulatedCase,
  known: ReadonlySet<string>,
  ruleset: Ruleset,
  on: IsoDate,
): NoticeLine[] {
  return one.duties.flatMap((duty) => {
    if ((awaitedOn(duty) ?? "9999") > on) return [];
    const plan = planDuty(duty, { ruleset, on, known });
    if (plan.after) book.replace(plan.after);
    return plan.lines;
  });
}

/** Told once; where the finding applies no more, not at all. */
function takeReports(
  one: SimulatedCase,
  decision: Decision | undefined,
  ruleset: Ruleset,
  on: IsoDate,
): NoticeLine[] {
  const due = one.awaiting.filter(({ rule }) => decision?.reports.some((report) => report.rule === rule));
  one.awaiting = [];
  return due.flatMap((report) => reportLines(report, ruleset.directory, on));
}

function requestLines(book: CaseBook, ruleset: Ruleset, on: IsoDate): NoticeLine[] {
  return [...book.requests].flatMap(([agency, awaitedOn]) => {
    if (awaitedOn > on) return [];
    const needs = [...book.cases].filter((one) => one.record?.agency === agency && one.missing.length > 0);
    if (needs.length === 0) {
      book.requests.delete(agency);
      return [];
    }
    book.requests.set(agency, nextFactsRequestOn(ruleset, on));
    return factsLines(agency, needs, awaitedOn, on, ruleset);
  });
}

function digestOf(
  recipient: string,
  collected: readonly NoticeLine[],
  book: CaseBook,
  ruleset: Ruleset,
  day: IsoDate,
): SimulatedDigest[] {
  const lines = collected.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const agency = lines[0]?.agency as string;
  const digest = { id: digestId(recipient, day), agency, recipient, day };
  const duties = lines.flatMap(({ dutyId = "" }) => book.duty(dutyId) ?? []);
  const { mail } = compose({
    digest,
    lines,
    duties: new Map(duties.map((duty) => [duty.id, duty])),
    ruleset,
    on: day,
  });
  const to = findPerson(ruleset.directory, recipient)?.person.email ?? "";
  return mail ? [{ ...digest, to, subject: mail.subject, text: mail.text, lines }] : [];
}
