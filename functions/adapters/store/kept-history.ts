import type { KeptHistory } from "../../domain/history/verify.ts";
import { storedEnd, storedEntry } from "./history.ts";
import { historyPrefix } from "./keys.ts";
import { isSealed, sealedThing } from "./sealed.ts";

/** The history of a partition among its items, with the things that it seals. */
export function keptHistory(items: readonly Record<string, unknown>[]): KeptHistory {
  const head = items.find(({ kind }) => kind === "history-head");
  return {
    entries: items.filter(({ sk }) => String(sk).startsWith(historyPrefix)).map(storedEntry),
    things: items.filter(isSealed).map(sealedThing),
    ...(head && { head: storedEnd(head) }),
  };
}
