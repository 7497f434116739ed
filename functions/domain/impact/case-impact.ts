import { afterChanges, type NewReport, type Revision, reviseCase } from "../duty/revise-case.ts";
import type { Decision, Duty, GateState, Outcome, RecordKey } from "../entities.ts";
import { nextMailingDay } from "../notice/mailing-day.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { GateStep } from "../schema/gate-step.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { announced, byCalendars, type ChangedDuty, changedDuties } from "./duty-changes.ts";
import { type ImpactedRecord, type MailLines, nextMail, type StandingCase } from "./next-mail.ts";

/** The rules as they are and as they would be, on one day. */
export type Change = { readonly from: Ruleset; readonly to: Ruleset; readonly on: IsoDate };

type Of = RecordKey & { readonly agency: string };
export type FlippedFinding = Of & {
  readonly rule: string;
  /** Absent where the rule is new, or gone. */
  readonly before?: Outcome;
  readonly after?: Outcome;
};
export type ChangedGate = Of & {
  readonly step: GateStep;
  readonly before?: GateState;
  readonly after?: GateState;
};

/** What a change of rules does to duties, and to the next mail. */
export type DutyImpact = {
  readonly duties: readonly ChangedDuty[];
  readonly mail: MailLines;
  /** Agencies that publishing tells how many of their duties it changed. */
  readonly told: readonly string[];
};

/** What it does to one record. */
export type CaseImpact = Of &
  DutyImpact & {
    readonly findings: readonly FlippedFinding[];
    readonly gates: readonly ChangedGate[];
    /** Facts that are asked for. */
    readonly missing: { readonly before: readonly string[]; readonly after: readonly string[] };
  };

/** A record of which nothing is stored yet: as the old rules would have it. */
const NOTHING: StandingCase = { duties: [], reports: [], lines: new Set(), untold: [] };

/**
 * A record under both rulesets on one day: what publishing does to it, by the same road as publishing. Without `known`
 * it stands as the old rules would have it.
 */
export async function caseImpact(
  record: ImpactedRecord,
  known: StandingCase | undefined,
  { from, to, on }: Change,
): Promise<CaseImpact> {
  const before = await standing(record, known ?? NOTHING, from, on);
  const start = known ?? before;
  const shifted = byCalendars(start.duties, from, to);
  const after = await standing(record, { ...start, duties: shifted.duties }, to, on);
  const news = announced(shifted.moved, after.revision.changes, shifted.duties, to, on);
  const of = { type: record.type, id: record.id, agency: record.agency };
  return {
    ...of,
    findings: flipped(before.revision.decision, after.revision.decision, of),
    gates: changedGates(before.revision.decision, after.revision.decision, of),
    duties: changedDuties(before.duties, after.duties),
    mail: {
      before: await nextMail(record, before, from, nextMailingDay(from, on)),
      after: [...(await nextMail(record, after, to, nextMailingDay(to, on))), ...news.lines],
    },
    told: news.agencies,
    missing: { before: before.revision.missing, after: after.revision.missing },
  };
}

/**
 * A case on which no rule changes, or the duty of a period: what other calendars move, and who gets the lines that await
 * one by the next mailing day.
 */
export async function restImpact(
  record: ImpactedRecord | undefined,
  known: StandingCase,
  { from, to, on }: Change,
): Promise<DutyImpact> {
  const shifted = byCalendars(known.duties, from, to);
  const news = announced(shifted.moved, [], known.duties, to, on);
  const after = { ...known, duties: shifted.duties };
  return {
    duties: changedDuties(known.duties, shifted.duties),
    mail: {
      before: await nextMail(record, known, from, nextMailingDay(from, on)),
      after: [...(await nextMail(record, after, to, nextMailingDay(to, on))), ...news.lines],
    },
    told: news.agencies,
  };
}

type Standing = StandingCase & { readonly revision: Revision; readonly duties: readonly Duty[] };

async function standing(
  record: ImpactedRecord,
  known: StandingCase,
  ruleset: Ruleset,
  on: IsoDate,
): Promise<Standing> {
  const revision = await reviseCase(record, known, { ruleset, on, by: "impact" });
  const reports = revision.reports.map(({ report }: NewReport) => report);
  const awaiting = revision.reports.flatMap(({ report, awaits }) => (awaits ? [report] : []));
  return {
    revision,
    duties: afterChanges(known.duties, revision.changes),
    reports: [...known.reports, ...reports],
    untold: [...known.untold, ...awaiting],
    lines: known.lines,
  };
}

function flipped(before: Decision, after: Decision, of: Of): FlippedFinding[] {
  const outcomes = ({ findings }: Decision) => new Map(findings.map((one) => [one.rule, one.outcome]));
  const [was, is] = [outcomes(before), outcomes(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((rule) => {
    const [a, b] = [was.get(rule), is.get(rule)];
    // A rule that is new or gone and does not apply changes nothing.
    const says = (outcome: Outcome | undefined) => outcome ?? "does-not-apply";
    if (says(a) === says(b)) return [];
    return [{ ...of, rule, ...(a && { before: a }), ...(b && { after: b }) }];
  });
}

function changedGates(before: Decision, after: Decision, of: Of): ChangedGate[] {
  const states = ({ gates }: Decision) => new Map(gates.map((one) => [one.step, one.state]));
  const [was, is] = [states(before), states(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((step) => {
    const [a, b] = [was.get(step), is.get(step)];
    if (a === b) return [];
    return [{ ...of, step, ...(a && { before: a }), ...(b && { after: b }) }];
  });
}
