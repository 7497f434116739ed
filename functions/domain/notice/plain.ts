import { mask } from "../mask.ts";

/** C0, C1, line and paragraph separators. */
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;
/** Marks that change reading direction, are invisible, or tag other characters. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/**
 * What mail programs make a link of without being asked: http://…, www.example.org, someone@example.org, \\server. A
 * sign of full width ends a link for them, and a person still reads what was written.
 */
const LINKED: readonly (readonly [RegExp, string])[] = [
  [/:\/\//g, "：//"],
  [/(?<=[\p{L}\p{N}_-])\.(?=\p{L}[\p{L}\p{N}-]*[\p{L}\p{N}])/gu, "．"],
  [/(?<=\S)@(?=[\p{L}\p{N}])/gu, "＠"],
  [/\\\\/g, "＼＼"],
];

/** A fact as it may stand in a mail: `oneLine`, and nothing that has the form of personal data. */
export const plain = (value: string, max = 120): string => oneLine(mask(value.toWellFormed()), max);

/**
 * One line, no control or bidirectional characters, nothing that a mail program turns into a link, at most `max`
 * characters (code points).
 */
export function oneLine(value: string, max: number): string {
  const line = LINKED.reduce(
    (text, [form, instead]) => text.replace(form, instead),
    value.toWellFormed().normalize("NFC").replace(CONTROL, " ").replace(INVISIBLE, ""),
  )
    .replace(/\s+/g, " ")
    .trim();
  const points = [...line];
  return points.length > max ? `${points.slice(0, max - 1).join("")}…` : line;
}
