import type { RecordKey } from "../entities.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** One step of one duty (or one report, request for facts, gap, moved date or change of rules) for one recipient. */
export type NoticeLine = {
  /** `line:1:<what>#<step>#<recipient>`. */
  readonly key: string;
  readonly kind:
    | "step"
    | "report"
    | "facts"
    | "gap"
    | "moved"
    | "rules"
    | "measure"
    | "mail"
    | "audit"
    | "import";
  /** Agency of the recipient. */
  readonly agency: string;
  /** Person id of the directory. */
  readonly recipient: string;
  /** Person id of whom the recipient stands in for. */
  readonly standsInFor?: string;
  readonly on: IsoDate;
  /** `missed`: an earlier step that was overtaken, recorded and never sent. */
  readonly status: "frozen" | "missed" | "collecting";
  readonly dutyId?: string;
  readonly step?: string;
  readonly subject?: RecordKey;
  readonly rule?: string;
  /** What the mail says of it, for the kinds that have no duty: already free of personal data. */
  readonly text?: string;
};

/** Version of the key formats; a new format is a new number, never a new meaning of an old one. */
const VERSION = 1;

/** `line:1:<what>#<step>#<recipient>`: what is a duty id, `report:…` or `facts:…`. One line ever has one key. */
export function lineKey(what: string, step: string, recipient: string): string {
  return `line:${VERSION}:${what}#${step}#${recipient}`;
}

/** What a line is about, from its key; the other two parts hold no `#`. */
export function lineSubject(key: string): string {
  return key.slice(`line:${VERSION}:`.length, key.lastIndexOf("#", key.lastIndexOf("#") - 1));
}

export const lineStep = (key: string): string => key.split("#").at(-2) ?? "";

/** `digest:1:<recipient>:<day>`. */
export function digestId(recipient: string, day: IsoDate): string {
  return `digest:${VERSION}:${recipient}:${day}`;
}

export function parseDigestId(id: string): { recipient: string; day: IsoDate } | undefined {
  const match = /^digest:1:([a-z0-9-]+):(\d{4}-\d{2}-\d{2})$/.exec(id);
  return match?.[1] && match[2] ? { recipient: match[1], day: match[2] } : undefined;
}
