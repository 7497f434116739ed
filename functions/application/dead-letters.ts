import { type DeadLetter, visitDeadLetters } from "../adapters/dead-letters.ts";
import { log } from "../adapters/log.ts";
import { requirePermission } from "../domain/access/permissions.ts";
import type { Caller } from "../domain/entities.ts";

export async function listDeadLetters(caller: Caller): Promise<DeadLetter[]> {
  requirePermission(caller, "dead-letter:replay");
  const letters: DeadLetter[] = [];
  await visitDeadLetters((letter) => {
    letters.push(letter);
    return "leave";
  });
  return letters.sort((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
}

export type Replayed = {
  readonly replayed: readonly string[];
  /** Of daily runs, and taken away: the next run makes up for them. */
  readonly madeUp: readonly string[];
  /** Asked for and not found. */
  readonly unknown: readonly string[];
};

/** Hands these, or all, to their queues again. What they ask for is done once, however often it is handed in. */
export async function replayDeadLetters(caller: Caller, ids?: readonly string[]): Promise<Replayed> {
  requirePermission(caller, "dead-letter:replay");
  const replayed: string[] = [];
  const madeUp: string[] = [];
  await visitDeadLetters(({ id, ofRun }) => {
    if (ids && !ids.includes(id)) return "leave";
    (ofRun ? madeUp : replayed).push(id);
    return "replay";
  });
  const found = new Set([...replayed, ...madeUp]);
  log("info", "dead letters replayed", { by: caller.name, replayed, madeUp });
  return { replayed, madeUp, unknown: (ids ?? []).filter((id) => !found.has(id)) };
}
