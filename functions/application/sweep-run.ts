import type { SweepRun } from "../adapters/store/sweeps.ts";
import type { DigestStatus } from "../domain/notice/digest.ts";
import type { SweepReport } from "./sweep.ts";

/** Failures that a record of a run names; all are counted. */
const NAMED = 20;

/** A report as it is kept and logged: digests by status instead of by name. */
export function sweepRunOf(report: SweepReport, startedAt: string, finishedAt: string): SweepRun {
  const { failed, digests, ...counts } = report;
  const byStatus: Partial<Record<DigestStatus, number>> = {};
  for (const { status } of digests) byStatus[status] = (byStatus[status] ?? 0) + 1;
  return {
    ...counts,
    startedAt,
    finishedAt,
    failed: failed.length,
    failures: failed.slice(0, NAMED),
    digests: byStatus,
  };
}
