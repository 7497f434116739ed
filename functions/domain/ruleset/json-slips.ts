import { type CharacterProblem, characterProblem } from "./characters.ts";
import type { TextProblem } from "./json-reader.ts";

/** Signs whose half-width form is not what JSON has in their place. */
const MEANT: Readonly<Record<string, string>> = {
  "、": ",",
  "；": ",",
  "【": "[",
  "】": "]",
  "“": '"',
  "”": '"',
  "'": '"',
  "=": ":",
};
const CODES: Readonly<Record<string, string>> = { "'": "single-quotes", "=": "missing-colon" };

/** A text closed by `”`, or one as it should be, which is passed over; or a comment, something hidden, a wrong sign. */
const TEXT_OR_SLIP = new RegExp(
  [
    String.raw`("[^"“”\\\n]*”(?=\s*[,，:：}\]\n]))`,
    String.raw`"(?:[^"\\\n]|\\.)*"?`,
    String.raw`(//.*|#.*|/\*[^]*?(?:\*/|$))`,
    String.raw`((?![\n\r\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])`,
    String.raw`([“”＂][^“”＂"\n]*[“”＂"]?|'[^'"\n]*'|[，、；：=｛｝［］【】]|[０-９．－]+|(?:(?! )\p{Zs})+)`,
  ].join("|"),
  "gu",
);

/** More of them would not be told. */
const MAX_SLIPS = 1_000;

/** The text with what was meant in the place of slips that can only mean one thing, every offset as it was. */
export function mend(text: string): { mended: string; slips: TextProblem[] } {
  const slips: TextProblem[] = [];
  const put = (offset: number, problem: CharacterProblem, instead: string): string => {
    slips.push({ offset, ...problem });
    return instead;
  };
  const mended = text.replace(TEXT_OR_SLIP, (written: string, closed, comment, hidden, sign, offset) => {
    if (slips.length === MAX_SLIPS) return written;
    if (closed) return put(offset + written.length - 1, wrongSign("”"), `${written.slice(0, -1)}"`);
    if (comment) return put(offset, commentProblem(comment), blank(written));
    if (hidden)
      return put(offset, characterProblem(hidden.codePointAt(0)) as CharacterProblem, blank(written));
    return sign ? put(offset, wrongSign(sign), halfWidth(sign)) : written;
  });
  return { mended, slips };
}

const blank = (written: string): string => written.replace(/[^\n]/g, " ");

const commentProblem = (comment: string): CharacterProblem => ({
  code: "comment",
  message: `规则文件不得写注释（“${/^#|^\/./.exec(comment)?.[0]}”），应当删去`,
});

const isQuote = (sign: string): boolean => /^[“”＂']/.test(sign);

/** The same number of characters as JSON has them; of a quoted text only the quotes. */
const halfWidth = (sign: string): string =>
  sign.replace(isQuote(sign) ? /^.|[“”＂']$/g : /./g, (c) => MEANT[c] ?? c.normalize("NFKC"));

function wrongSign(sign: string): CharacterProblem & Pick<TextProblem, "found" | "suggestion"> {
  const found = sign.slice(0, isQuote(sign) ? 1 : 40);
  const suggestion = halfWidth(found);
  const code = CODES[found] ?? "full-width-punctuation";
  if (suggestion.trim() === "") return { code, message: `这里有${spaceName(found)}，应为半角空格` };
  const width = CODES[found] ? "" : "全角的";
  return { code, message: `用了${width}“${found}”，应为半角的“${suggestion}”`, found, suggestion };
}

const spaceName = (found: string): string =>
  /^\u3000+$/.test(found) ? "全角空格" : /^[\u00A0\u202F]+$/.test(found) ? "不间断空格" : "特殊空格";
