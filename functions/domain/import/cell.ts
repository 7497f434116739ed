import { mask } from "../mask.ts";

/** What a cell says, or why it cannot be taken. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string };

export const read = <T>(value: T): Reading<T> => ({ ok: true, value });
export const refuse = (code: string, message: string): Reading<never> => ({ ok: false, code, message });

/** Control, bidirectional and zero-width characters: in a name they can forge a mail header or hide text. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
const NOTHING_TO_FILL = /^(无|\/|\\|-+|—+|n\/a)$/i;

/** The text as inert text: invisible characters become one space, ends are trimmed. */
export function cleanText(text: string): string {
  return text.replace(INVISIBLE, " ").trim();
}

/** For numbers, dates and codes: full-width forms become ASCII. */
export function plainText(text: string): string {
  return cleanText(text.normalize("NFKC"));
}

/** Whether a cell says that there is nothing to fill in, as agencies write it. */
export function isPlaceholder(text: string): boolean {
  return NOTHING_TO_FILL.test(text);
}

/** For messages: at most 60 characters. Masked before it is cut: half a number is no number that can be told. */
export function quote(text: string): string {
  const shown = mask(text);
  return `“${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}”`;
}
