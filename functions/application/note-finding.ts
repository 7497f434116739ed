import { now } from "../adapters/clock.ts";
import { newFindingWrite, type OpenFinding, saveFinding } from "../adapters/store/audits.ts";
import { agencyPk } from "../adapters/store/keys.ts";
import { commitLines } from "../adapters/store/notices.ts";
import { type Finding, findingKey } from "../domain/audit/finding.ts";
import { findingLines } from "../domain/audit/finding-line.ts";
import { nextMailingDay } from "../domain/notice/mailing-day.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

/** So many are kept and told; a thousand say as much as ten thousand. */
const MAX_OPEN = 1000;

type Noting = {
  /** The open findings by key; kept up to date. */
  readonly known: Map<string, OpenFinding>;
  /** Instant at which this audit began. */
  readonly since: string;
  readonly on: IsoDate;
  readonly ruleset: Ruleset;
};

/** `false` where this audit has met it before. A new one goes to the keeper with the mail of the next mailing day. */
export async function noteFinding(finding: Finding, { known, since, on, ruleset }: Noting): Promise<boolean> {
  const key = findingKey(finding);
  const before = known.get(key);
  if (before && before.seenAt >= since) return false;
  if (!before && known.size >= MAX_OPEN) return true;
  const next = (day: IsoDate) => nextMailingDay(ruleset, day);
  const open = { key, foundOn: before?.foundOn ?? on, seenAt: now().toISOString(), finding };
  const lines = before ? [] : findingLines(finding, on, next(on), ruleset);
  const commit = { pk: agencyPk(finding.agency), lines, guard: [newFindingWrite(open)] };
  // Where another audit of the day was quicker, it has told it.
  if (before || !(await commitLines(commit, next))) await saveFinding(open);
  known.set(key, open);
  return true;
}
