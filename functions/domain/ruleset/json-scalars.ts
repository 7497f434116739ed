import type { Scanned, TextProblem } from "./json-reader.ts";

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** A double holds any number of so many significant digits exactly enough to be written back as it was. */
const MAX_DIGITS = 15;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
/** What other languages write. */
const MEANT: Readonly<Record<string, string>> = {
  true: "true",
  yes: "true",
  是: "true",
  false: "false",
  no: "false",
  否: "false",
  null: "null",
  none: "null",
  undefined: "null",
};

type Note = (problem: TextProblem) => void;

/** Letters, digits and what else a name without quotes may hold, from here on. */
export function wordAt(text: string, at: number): string {
  const word = /[\p{L}\p{N}_$.-]{1,100}/uy;
  word.lastIndex = at;
  return word.exec(text)?.[0] ?? "";
}

export function readNumber(text: string, offset: number, note: Note): Scanned<number> | undefined {
  const token = /[-+.\p{L}\p{N}_]+/uy;
  token.lastIndex = offset;
  const written = token.exec(text)?.[0] ?? "";
  const end = offset + written.length;
  const found = written.slice(0, 40);
  const half = written.normalize("NFKC");
  if (/^[-+]?(Infinity|NaN)$/.test(written)) {
    note({ offset, code: "not-finite", message: `“${found}”不是数，应为有限的数，例如 7`, found });
    return { value: 0, end };
  }
  if (written !== half && NUMBER.test(half)) {
    const message = `用了全角的“${found}”，应为半角数字`;
    note({ offset, code: "full-width-punctuation", message, found, suggestion: half });
    return { value: Number(half), end };
  }
  if (!NUMBER.test(written)) {
    const message = `“${found}”不是数的写法，应为十进制数，例如 7 或 0.5`;
    note({ offset, code: "number-form", message, found });
    return { value: Number.parseFloat(half) || 0, end };
  }
  const value = Number(written);
  const digits = written
    .replace(/[eE].*$/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+|0+$/g, "");
  if (!Number.isFinite(value))
    note({ offset, code: "not-finite", message: `“${found}”超出数的范围，应为有限的数，例如 7`, found });
  else if (digits.length > MAX_DIGITS || (value === 0 && digits !== "") || !isExact(value))
    note({
      offset,
      code: "number-precision",
      message: `“${found}”位数过多，会失去精度，最多 ${MAX_DIGITS} 位有效数字；编号应写成文本`,
      found,
    });
  return { value: Number.isFinite(value) ? value : 0, end };
}

const isExact = (value: number): boolean => !Number.isInteger(value) || Number.isSafeInteger(value);

/** `true`, `false` and `null`; another word is noted and stands for what it most likely means. */
export function readWord(
  text: string,
  offset: number,
  note: Note,
): Scanned<string | boolean | null | number> | undefined {
  const word = wordAt(text, offset);
  if (word === "") return undefined;
  const end = offset + word.length;
  const known = WORDS.get(word);
  if (known !== undefined) return { value: known, end };
  const found = word.slice(0, 40);
  if (word === "NaN" || word === "Infinity") return readNumber(text, offset, note);
  const meant = MEANT[word.toLowerCase()];
  const suggestion = meant ?? `"${found}"`;
  const message =
    meant === undefined ? `文本“${found}”应当用双引号括起` : `不认识的“${found}”，应写作“${meant}”`;
  note({ offset, code: meant === undefined ? "unquoted-text" : "not-json", message, found, suggestion });
  return { value: meant === undefined ? word : (WORDS.get(meant) ?? null), end };
}
