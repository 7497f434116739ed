import pMap from "p-map";
import { now } from "../adapters/clock.ts";
import { describeFault, log } from "../adapters/log.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import {
  type AuditReport,
  closeFinding,
  loadAudit,
  openFindings,
  saveAudit,
} from "../adapters/store/audits.ts";
import { casePk } from "../adapters/store/keys.ts";
import { loadCase } from "../adapters/store/records.ts";
import { loadSweepState } from "../adapters/store/sweeps.ts";
import { type AuditContext, auditCase } from "../domain/audit/audit-case.ts";
import type { Finding } from "../domain/audit/finding.ts";
import { auditHistory } from "../domain/audit/history.ts";
import type { LastSweep } from "../domain/audit/steps.ts";
import { addDays } from "../domain/calendar/dates.ts";
import type { RecordKey } from "../domain/entities.ts";
import { isMailingDay } from "../domain/notice/mailing-day.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { auditedCases } from "./audited-cases.ts";
import { noteFinding } from "./note-finding.ts";
import { withReachable } from "./reachable.ts";

/** Cases read side by side. */
const CONCURRENCY = 8;
/** Findings that a report names; all are counted. */
const NAMED = 100;
/** The longest series of days off is shorter. */
const LOOK_BACK_DAYS = 21;

/**
 * Every case against the rules, its history and the last sweep. Without time left it stops after a page, and the next run
 * of the day goes on from there. What is new is told to the keeper of the directory, once.
 */
export async function audit(on: IsoDate, hasTime: () => boolean = () => true): Promise<AuditReport> {
  const ruleset = await withReachable(await currentRuleset());
  const context = { ruleset, on, ...(await lastSweep(ruleset, on)) };
  let report = await begin(on, ruleset.hash);
  const known = new Map((await openFindings()).map((one) => [one.key, one]));
  for await (const { subjects, next } of auditedCases(ruleset, report.place)) {
    const findings = await pMap(subjects, (subject) => auditOne(subject, context), {
      concurrency: CONCURRENCY,
    });
    const fresh: Finding[] = [];
    for (const finding of findings.flat())
      if (await noteFinding(finding, { known, since: report.since, on, ruleset })) fresh.push(finding);
    const { place: _, ...rest } = added(report, fresh, subjects.length);
    report = { ...rest, ...(next ? { place: next } : { done: true }) };
    const goesOn = next === undefined || hasTime();
    if (subjects.length > 0 || !next || !goesOn) await saveAudit(report);
    if (!goesOn) return report;
  }
  for (const { key, seenAt } of await openFindings()) if (seenAt < report.since) await closeFinding(key);
  return report;
}

/** The audit of the day that was broken off, or a new one. Another ruleset has other lists, so it begins anew. */
async function begin(day: IsoDate, ruleset: string): Promise<AuditReport> {
  const before = await loadAudit(day);
  if (before && !before.done && before.ruleset === ruleset) return before;
  return { day, since: now().toISOString(), ruleset, done: false, cases: 0, found: {}, findings: [] };
}

function added(report: AuditReport, fresh: readonly Finding[], cases: number): AuditReport {
  const found: Record<string, number> = { ...report.found };
  for (const { kind } of fresh) found[kind] = (found[kind] ?? 0) + 1;
  const findings = [...report.findings, ...fresh].slice(0, NAMED);
  return { ...report, cases: report.cases + cases, found, findings };
}

async function lastSweep(ruleset: Ruleset, on: IsoDate): Promise<{ lastSweep?: LastSweep }> {
  for (let n = 0; n < LOOK_BACK_DAYS; n++) {
    const day = addDays(on, -n);
    const state = isMailingDay(ruleset, day) ? await loadSweepState(day) : undefined;
    if (state?.done) return { lastSweep: { day, since: state.since } };
  }
  return {};
}

/** One bad record never stops the audit of another. */
async function auditOne(subject: RecordKey, context: AuditContext): Promise<Finding[]> {
  const found = await loadCase(subject);
  const ofHistory = auditHistory(found);
  try {
    return [...ofHistory, ...(await auditCase(found, context))];
  } catch (fault) {
    const what = casePk(subject);
    log("error", "audit: case failed", { pk: what, ...describeFault(fault) });
    return [
      ...ofHistory,
      { kind: "unreadable", agency: found.record?.agency ?? found.duties[0]?.agency ?? "", what },
    ];
  }
}
