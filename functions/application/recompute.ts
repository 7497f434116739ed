import { now } from "../adapters/clock.ts";
import { describeFault, log } from "../adapters/log.ts";
import { currentRuleset, rulesetOfHash } from "../adapters/rulesets.ts";
import { listDuties } from "../adapters/store/duties.ts";
import { casePk } from "../adapters/store/keys.ts";
import { commitLines, guarded } from "../adapters/store/notices.ts";
import { loadRecompute, movedChange, saveRecompute } from "../adapters/store/recompute.ts";
import { loadCase } from "../adapters/store/records.ts";
import { recompute as recomputeDuty } from "../domain/duty/recompute.ts";
import type { Duty } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { isMailingDay, nextMailingDay } from "../domain/notice/mailing-day.ts";
import { movedLines } from "../domain/notice/moved-line.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { withReachable } from "./reachable.ts";

type MovedDuty = {
  readonly duty: string;
  readonly agency: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
};
/** What this run did; a run that was broken off is continued by the next. */
export type RecomputeReport = {
  /** There was no time for all duties: the next run goes on. */
  readonly stopped?: true;
  readonly moved: readonly MovedDuty[];
  /** Duties that could not be written: they are tried again by the next run. */
  readonly failed: readonly { readonly what: string; readonly reason: string }[];
};

/** How often a duty that others change meanwhile is read again. */
const ATTEMPTS = 6;
const PAGE = 100;

/** Brings the open duties up to the calendars in force, where these changed since the last run. */
export async function recompute(on: IsoDate, hasTime: () => boolean = () => true): Promise<RecomputeReport> {
  const ruleset = await withReachable(await currentRuleset());
  const state = { ruleset: ruleset.hash };
  const last = await loadRecompute();
  if (last?.done && (await rulesetOfHash(last.ruleset)).calendarsHash === ruleset.calendarsHash)
    return { moved: [], failed: [] };
  const agencies = ruleset.directory.agencies.map(({ id }) => id);
  const found = { moved: [] as MovedDuty[], failed: [] as { what: string; reason: string }[] };
  // The agencies are those of one ruleset, so a cursor is good for that one only.
  let cursor = last?.ruleset === state.ruleset ? last.cursor : undefined;
  do {
    const page = await listDuties({ agencies, status: "open", cursor, pageSize: PAGE });
    for (const duty of page.items) await move(duty, ruleset, on, found);
    cursor = page.cursor;
    if (cursor !== undefined) await saveRecompute({ ...state, done: false, cursor });
    if (cursor !== undefined && !hasTime()) return { ...found, stopped: true };
  } while (cursor !== undefined);
  await saveRecompute({ ...state, done: found.failed.length === 0 });
  return found;
}

async function move(
  listed: Duty,
  ruleset: Ruleset,
  on: IsoDate,
  { moved, failed }: { moved: MovedDuty[]; failed: { what: string; reason: string }[] },
): Promise<void> {
  try {
    const change = await writeMove(listed, ruleset, on);
    if (change && change.duty.dueOn !== change.dueBefore)
      moved.push({ duty: listed.id, agency: listed.agency, from: change.dueBefore, to: change.duty.dueOn });
  } catch (fault) {
    // One bad duty never keeps the others from moving.
    log("error", "recompute: duty failed", { duty: listed.id, ...describeFault(fault) });
    failed.push({ what: listed.id, reason: fault instanceof Error ? fault.message : String(fault) });
  }
}

/** The index that lists duties may be behind: where the write is refused, the duty itself is read. */
async function writeMove(listed: Duty, ruleset: Ruleset, on: IsoDate) {
  let duty: Duty | undefined = listed;
  for (let attempt = 1; attempt <= ATTEMPTS && duty; attempt++) {
    const change = recomputeDuty(duty, ruleset);
    if (!change) return undefined;
    const day = isMailingDay(ruleset, on) ? on : nextMailingDay(ruleset, on);
    const lines = movedLines(change, ruleset.directory, day);
    const { reason } = change;
    const moved = movedChange(change.duty, { reason, at: now().toISOString(), ruleset: ruleset.hash });
    const pk = casePk(duty.subject);
    const commit = { pk, lines, ...guarded(moved, { pk }) };
    if (await commitLines(commit, (frozen) => nextMailingDay(ruleset, frozen))) return change;
    duty = (await loadCase(duty.subject)).duties.find(({ id }) => id === listed.id);
  }
  if (!duty) return undefined;
  throw new YifaError("conflict", "busy", "同一事项正被频繁更新，留待下次处理");
}
