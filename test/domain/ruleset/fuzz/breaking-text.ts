import type { Random } from "./random.ts";

/** Makes of the text of a JSON file one that is not strict JSON; nothing where it has no place for that. */
export type BreakingText = (text: string, random: Random) => string | undefined;

type Token = { readonly text: string; readonly from: number; readonly to: number; readonly isKey: boolean };

/** Texts, keys and numbers. */
function tokensOf(text: string): Token[] {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?/g)].map((match) => {
    const from = match.index;
    const own = match[0].slice(0, match[0].length - (match[1]?.length ?? 0));
    return { text: own, from, to: from + own.length, isKey: match[1] !== undefined };
  });
}

const replace = (text: string, { from, to }: Pick<Token, "from" | "to">, by: string): string =>
  text.slice(0, from) + by + text.slice(to);

function atToken(
  text: string,
  random: Random,
  suits: (token: Token) => boolean,
  by: (token: Token) => string,
): string | undefined {
  const tokens = tokensOf(text).filter(suits);
  if (tokens.length === 0) return undefined;
  const token = random.pick(tokens);
  return replace(text, token, by(token));
}

function insert(text: string, random: Random, what: string): string {
  const i = random.below(text.length + 1);
  return text.slice(0, i) + what + text.slice(i);
}

/** Closing brackets on a line of their own: no text has a line break in it. */
function beforeClosing(text: string, random: Random, what: string): string | undefined {
  const places = [...text.matchAll(/\n\s*[}\]]/g)];
  if (places.length === 0) return undefined;
  const { index } = random.pick(places);
  return text.slice(0, index) + what + text.slice(index);
}

const HIDDEN = ["\0", "\uFFFD", "\uFEFF", "\u200B", "\u200E", "\u202E", "\u2028", "\u2066", "\r", "\x07"];
const NUMBERS = [
  "1e999",
  "-1e999",
  "NaN",
  "Infinity",
  "01",
  "+1",
  ".5",
  "1.",
  "0x10",
  "１０",
  "1_000",
  "--1",
  "1e",
];
const isText = ({ text }: Token): boolean => text.startsWith('"');
const isKey = (token: Token): boolean => token.isKey;

export const BREAKING_TEXT: Readonly<Record<string, BreakingText>> = {
  "a key twice": (text, random) =>
    atToken(text, random, isKey, (key) => `${key.text}: ${random.pick(["1", "null", "{}"])}, ${key.text}`),
  "a key twice, once by escapes": (text, random) =>
    atToken(
      text,
      random,
      isKey,
      (key) =>
        `"\\u${key.text.charCodeAt(1).toString(16).padStart(4, "0")}${key.text.slice(2)}: 1, ${key.text}`,
    ),
  "a character that cannot be seen": (text, random) => insert(text, random, random.pick(HIDDEN)),
  "an escaped one": (text, random) =>
    atToken(
      text,
      random,
      isText,
      ({ text }) =>
        `"${random.pick(["\\u0000", "\\u202e", "\\ufeff", "\\ud800", "\\u200b"])}${text.slice(1)}`,
    ),
  "a comment": (text, random) =>
    atToken(
      text,
      random,
      isKey,
      ({ text }) => `${random.pick(["// 注释\n", "/* 注释 */", "# 注释\n"])}${text}`,
    ),
  "a comma before a closing bracket": (text, random) => beforeClosing(text, random, ","),
  "a number that is none": (text, random) =>
    atToken(
      text,
      random,
      (token) => !isText(token),
      () => random.pick(NUMBERS),
    ),
  "other quotes": (text, random) =>
    atToken(text, random, isText, ({ text }) =>
      random.pick([`'${text.slice(1, -1)}'`, `“${text.slice(1, -1)}”`, `\`${text.slice(1, -1)}\``]),
    ),
  "a key without quotes": (text, random) => atToken(text, random, isKey, ({ text }) => text.slice(1, -1)),
  "no comma": (text, random) => {
    const places = [...text.matchAll(/,(?=\n)/g)];
    if (places.length === 0) return undefined;
    const { index } = random.pick(places);
    return replace(text, { from: index, to: index + 1 }, random.pick(["", "，", ";"]));
  },
  "two values": (text, random) => text + random.pick(["1", "{}", '"甲"', "null", "]", "}"]),
  "an end too early": (text, random) => text.slice(0, random.below(text.trimEnd().length)),
};
