import { casePk } from "../../adapters/store/keys.ts";
import { commitLines, guarded } from "../../adapters/store/notices.ts";
import { countWrite } from "../../adapters/store/recompute.ts";
import { type Case, type CaseWrite, caseChange, loadCase } from "../../adapters/store/records.ts";
import type { DutyChange } from "../../domain/duty/reconcile.ts";
import type { RecordKey } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import { nextMailingDay } from "../../domain/notice/mailing-day.ts";
import { movedLines } from "../../domain/notice/moved-line.ts";
import { countChanges } from "../../domain/publication/recomputed.ts";
import type { Ruleset } from "../../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { type CaseRevision, writeCase } from "../write-case.ts";

/** One run: the ruleset and the day that it decides by, and the day of the mail that tells of it. */
export type RunContext = {
  readonly ruleset: Ruleset;
  readonly on: IsoDate;
  readonly mailOn: IsoDate;
  readonly run: number;
};

/** How often a case that others change meanwhile is read again. */
const ATTEMPTS = 6;

/** Whether a record's duties are other than the rules say now. Nothing is written. */
export async function isBehind(key: RecordKey, context: RunContext): Promise<boolean> {
  const revision = revisionOf(await loadCase(key), context);
  return revision !== undefined && (await writeCase({ ...revision, save: async () => {} })).changed;
}

/** Decides a stored record anew, as if it had been sent again today. @returns how many due dates moved. */
export async function bringUp(key: RecordKey, context: RunContext): Promise<number> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const stored = await loadCase(key);
    const revision = revisionOf(stored, context);
    if (!revision) return 0;
    let moved = 0;
    const save = async (write: CaseWrite) => {
      moved = await saveWithLines(write, stored, context);
    };
    try {
      await writeCase({ ...revision, save });
      return moved;
    } catch (error) {
      if (!(error instanceof YifaError) || error.kind !== "conflict") throw error;
    }
  }
  throw new YifaError("conflict", "busy", "同一台账条目正被频繁更新，留待下次处理");
}

function revisionOf(stored: Case, { on, ruleset }: RunContext): CaseRevision | undefined {
  const { record } = stored;
  return record && { stored, record, by: "recompute", on, ruleset };
}

/** The case with its lines on moved dates and its place in the report, all of it or nothing. */
async function saveWithLines(write: CaseWrite, stored: Case, context: RunContext): Promise<number> {
  const { ruleset, run } = context;
  const pk = casePk(write.key);
  const moved = write.changes.flatMap((change) => movedFrom(change, stored));
  const lines = moved.flatMap((one) => movedLines(one, ruleset.directory, context.mailOn));
  const { writes, entries } = caseChange(write);
  const counts = [...countChanges(write.changes)].map(([agency, own]) => countWrite(run, agency, own));
  const commit = { pk, lines, ...guarded({ writes: [...writes, ...counts], entries }, write.chain) };
  if (await commitLines(commit, (frozen) => nextMailingDay(ruleset, frozen))) return moved.length;
  throw new YifaError("conflict", "changed-meanwhile", "数据已被他人更新");
}

function movedFrom({ kind, duty, reason }: DutyChange, { duties }: Case) {
  const before = duties.find(({ id }) => id === duty.id);
  if (kind !== "moved" || !before || before.dueOn === duty.dueOn) return [];
  return [{ duty, dueBefore: before.dueOn, reason }];
}
