import { now } from "../../adapters/clock.ts";
import { casePk } from "../../adapters/store/keys.ts";
import { commitLines, guarded } from "../../adapters/store/notices.ts";
import { countWrite, movedChange } from "../../adapters/store/recompute.ts";
import { loadCase } from "../../adapters/store/records.ts";
import { parseDutyId } from "../../domain/duty/duty-id.ts";
import { recompute } from "../../domain/duty/recompute.ts";
import type { Duty } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import { nextMailingDay } from "../../domain/notice/mailing-day.ts";
import { movedLines } from "../../domain/notice/moved-line.ts";
import { countChanges } from "../../domain/publication/recomputed.ts";
import type { RunContext } from "./recompute-case.ts";

/** How often a duty that others change meanwhile is read again. */
const ATTEMPTS = 6;

/**
 * Brings an open duty up to the calendars in force. The index that lists duties may be behind: where the write is
 * refused, the duty itself is read. @returns 1 where its due date moved, else 0.
 */
export async function moveDuty(listed: Duty | { readonly id: string }, context: RunContext): Promise<number> {
  const { subject } = parseDutyId(listed.id);
  const pk = casePk(subject);
  const read = async () => (await loadCase(subject)).duties.find(({ id }) => id === listed.id);
  let duty = "steps" in listed ? listed : await read();
  for (let attempt = 1; attempt <= ATTEMPTS && duty; attempt++) {
    const change = recompute(duty, context.ruleset);
    if (!change) return 0;
    const { writes, entries } = movedOf(change, context);
    const lines = movedLines(change, context.ruleset.directory, context.mailOn);
    const commit = { pk, lines, ...guarded({ writes, entries }, { pk }) };
    if (await commitLines(commit, (frozen) => nextMailingDay(context.ruleset, frozen)))
      return change.duty.dueOn === change.dueBefore ? 0 : 1;
    duty = await read();
  }
  if (!duty) return 0;
  throw new YifaError("conflict", "busy", "同一事项正被频繁更新，留待下次处理");
}

function movedOf({ duty, reason }: { duty: Duty; reason: string }, { ruleset, run }: RunContext) {
  const change = movedChange(duty, { reason, at: now().toISOString(), ruleset: ruleset.hash });
  const counts = [...countChanges([{ kind: "moved", duty, reason }])];
  const counted = counts.map(([agency, own]) => countWrite(run, agency, own));
  return { ...change, writes: [...change.writes, ...counted] };
}
