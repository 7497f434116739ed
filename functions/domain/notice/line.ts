import type { IsoDate } from "../schema/primitives.ts";

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

/** `digest:1:<recipient>:<day>`. */
export function digestId(recipient: string, day: IsoDate): string {
  return `digest:${VERSION}:${recipient}:${day}`;
}

export function parseDigestId(id: string): { recipient: string; day: IsoDate } | undefined {
  const match = /^digest:1:([a-z0-9-]+):(\d{4}-\d{2}-\d{2})$/.exec(id);
  return match?.[1] && match[2] ? { recipient: match[1], day: match[2] } : undefined;
}
