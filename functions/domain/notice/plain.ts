import { mask } from "../mask.ts";

/** C0, C1, line and paragraph separators. */
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;
/** Marks that change reading direction, are invisible, or tag other characters. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/**
 * A fact as it may stand in a mail: one line, no control or bidirectional characters, no identity number, nothing
 * that a mail program turns into a link, at most `max` characters (code points).
 */
export function plain(value: string, max = 120): string {
  const line = mask(value.toWellFormed())
    .normalize("NFC")
    .replace(CONTROL, " ")
    .replace(INVISIBLE, "")
    .replace(/:\/\//g, "：//")
    .replace(/\s+/g, " ")
    .trim();
  const points = [...line];
  return points.length > max ? `${points.slice(0, max - 1).join("")}…` : line;
}
