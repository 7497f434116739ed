import type { Random } from "./random.ts";

/** `others` are the texts that a splice may take from. */
export type TextMutator = (text: string, random: Random, others: readonly string[]) => string;

const NASTY = [
  "__proto__",
  '"__proto__": {"polluted": true},',
  '"constructor": {"prototype": {"polluted": true}},',
  '"toString": 1,',
  "\0",
  "\\u0000",
  "\\ud800",
  "\uFEFF",
  "\r",
  "\t",
  "\u2028",
  "\u202E",
  "\u2066",
  "\u200B",
  "\uFFFD",
  "\uD83D",
  "𠮷",
  "，",
  "：",
  "“",
  "”",
  "｛",
  "１２",
  "　",
  "'",
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "1e999",
  "-1e999",
  "-0",
  "-",
  "0x10",
  "NaN",
  "Infinity",
  "null",
  "true",
  "1e-400",
  "9007199254740993",
  "1".repeat(400),
  "长".repeat(2_001),
  "[".repeat(60),
  '{"not":'.repeat(60),
  "// 注释\n",
  "/* 注释 */",
  "# 注释",
  "{{",
  "{{{",
  "{{#",
  "{{=",
  "{{>x}}",
  "<script>",
  "<a href='javascript:",
  "<!--",
  "]]>",
  "&#0;",
] as const;

function slice(text: string, random: Random): readonly [from: number, to: number] {
  const from = random.below(text.length + 1);
  return [from, Math.min(text.length, from + 1 + random.below(random.chance(0.7) ? 8 : 200))];
}

function splice(text: string, from: number, to: number, insert: string): string {
  return text.slice(0, from) + insert + text.slice(to);
}

export const TEXT_MUTATORS: Readonly<Record<string, TextMutator>> = {
  "flips a character": (text, random) => {
    const i = random.below(text.length);
    return splice(text, i, i + 1, String.fromCharCode(text.charCodeAt(i) ^ (1 << random.below(8))));
  },
  "inserts a character": (text, random) => {
    const i = random.below(text.length + 1);
    return splice(text, i, i, String.fromCharCode(random.below(random.chance(0.8) ? 128 : 65_536)));
  },
  "deletes a slice": (text, random) => splice(text, ...slice(text, random), ""),
  "doubles a slice": (text, random) => {
    const [from, to] = slice(text, random);
    return splice(text, to, to, text.slice(from, to));
  },
  "moves a slice": (text, random) => {
    const [from, to] = slice(text, random);
    const without = splice(text, from, to, "");
    const i = random.below(without.length + 1);
    return splice(without, i, i, text.slice(from, to));
  },
  "inserts a nasty token": (text, random) => {
    const i = random.below(text.length + 1);
    return splice(text, i, i, random.pick(NASTY));
  },
  "replaces a slice by a nasty token": (text, random) =>
    splice(text, ...slice(text, random), random.pick(NASTY)),
  "splices two files": (text, random, others) => {
    const other = random.pick(others);
    return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
  },
  "changes a number": (text, random) =>
    replaceOne(text, /\d+/g, random, (number) =>
      random.pick([`-${number}`, `${number}.5`, `0${number}`, `${number}e9`, `${number}0`, "0", "1"]),
    ),
  "changes a text": (text, random) =>
    replaceOne(text, /"[^"\n]*"/g, random, () => random.pick(['""', '"甲"', '"toString"', '"0"', '"a.b"'])),
};

function replaceOne(text: string, pattern: RegExp, random: Random, by: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { 0: match, index } = random.pick(found);
  return splice(text, index, index + match.length, by(match));
}
