import { characterProblem, unicode } from "./characters.ts";
import type { TextProblem } from "./json-reader.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", "“": '”"', "”": '”"' };
const WORTH_A_LOOK = /[\\\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u115F\u1160\u3164\uFFA0\uFFFD]/u;

type Note = (problem: TextProblem) => void;

/** Reads a quoted text from its opening quote on; `end` is past the closing quote, or absent where there is none. */
export function readText(text: string, start: number, note: Note): { value: string; end?: number } {
  const quote = text[start] as string;
  if (quote === "'")
    note({ offset: start, code: "single-quotes", message: "用了单引号“'”，应为半角双引号“\"”" });
  else if (quote !== '"') note(fullWidthQuote(start, quote));
  const end = endOf(text, start + 1, CLOSING[quote] as string);
  if (end === undefined) {
    const odd = closingFullWidth(text, start + 1, lineEnd(text, start));
    note(
      odd === undefined
        ? { offset: start, code: "unterminated-text", message: "文本没有结束的双引号；文本不得跨行" }
        : fullWidthQuote(odd, "”"),
    );
    return { value: "" };
  }
  const raw = text.slice(start + 1, end);
  return { value: WORTH_A_LOOK.test(raw) ? decode(raw, start + 1, note) : raw, end: end + 1 };
}

/** The offset of a `”` that has no `“` before it: a quote that was closed on a Chinese keyboard. */
export function closingFullWidth(text: string, from: number, to: number): number | undefined {
  const raw = text.slice(from, to);
  const at = raw.indexOf("”");
  return at >= 0 && !raw.slice(0, at).includes("“") ? from + at : undefined;
}

export const fullWidthQuote = (offset: number, found: string): TextProblem => ({
  offset,
  code: "full-width-punctuation",
  message: `用了全角的“${found}”，应为半角的“"”`,
  found,
  suggestion: '"',
});

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function endOf(text: string, from: number, closing: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    const c = text[at] as string;
    if (closing.includes(c)) return at;
    if (c === "\n") return undefined;
    if (c === "\\" && text[at + 1] !== "\n") at++;
  }
  return undefined;
}

/** Each UTF-16 unit of a text with the offset it was written at; a line break or tab by escape is wanted. */
type Unit = { readonly unit: string; readonly at: number; readonly wanted?: boolean };

function decode(raw: string, base: number, note: Note): string {
  const units: Unit[] = [];
  for (let i = 0; i < raw.length; ) {
    if (raw[i] === "\\") {
      const { unit, length } = escaped(raw, i, base, note);
      units.push({ unit, at: base + i, wanted: /[\n\t]/.test(unit) && raw[i + 1] !== "u" });
      i += length;
    } else units.push({ unit: raw[i] as string, at: base + i++ });
  }
  const value = units.map(({ unit }) => unit).join("");
  for (let i = 0; i < value.length; i++) {
    const codePoint = value.codePointAt(i) as number;
    const { at: offset, wanted } = units[i] as Unit;
    if (codePoint >= 0xd800 && codePoint <= 0xdfff)
      note({
        offset,
        code: "unpaired-surrogate",
        message: `文本中有不完整的字符 ${unicode(codePoint)}，应当删去`,
      });
    const problem = wanted ? undefined : characterProblem(codePoint);
    if (problem) note({ offset, ...problem });
    if (codePoint > 0xffff) i++;
  }
  return value;
}

function escaped(raw: string, i: number, base: number, note: Note): { unit: string; length: number } {
  const letter = raw[i + 1] ?? "";
  const hex = letter === "u" ? /^[0-9a-fA-F]{4}/.exec(raw.slice(i + 2, i + 6))?.[0] : undefined;
  if (hex !== undefined) return { unit: String.fromCharCode(Number.parseInt(hex, 16)), length: 6 };
  if (Object.hasOwn(ESCAPES, letter)) return { unit: ESCAPES[letter] as string, length: 2 };
  note({
    offset: base + i,
    code: "bad-escape",
    message: `“\\${letter}”不是 JSON 的转义写法，反斜杠本身写作 \\\\`,
  });
  return { unit: letter, length: 2 };
}
