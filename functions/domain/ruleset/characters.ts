/** Format characters (zero width, direction, byte order mark), line and paragraph separators, blank letters. */
const INVISIBLE = /[\p{Cf}\u2028\u2029\u115F\u1160\u3164\uFFA0]/u;

const NAMES: readonly (readonly [from: number, to: number, name: string])[] = [
  [0x200b, 0x200b, "零宽空格"],
  [0x200c, 0x200d, "零宽连接符"],
  [0x200e, 0x200f, "文字方向控制符"],
  [0x202a, 0x202e, "文字方向控制符"],
  [0x2066, 0x2069, "文字方向控制符"],
  [0xfeff, 0xfeff, "字节顺序标记"],
];

export type CharacterProblem = { readonly code: string; readonly message: string };

/** Why a character may not stand in a text: it cannot be seen, or changes how the rest is seen. */
export function characterProblem(codePoint: number): CharacterProblem | undefined {
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint <= 0x9f))
    return {
      code: "control-character",
      message: `文本中有控制字符 ${unicode(codePoint)}，应当删去；换行写作 \\n`,
    };
  if (codePoint === 0xfffd)
    return { code: "not-utf8", message: "文件不是 UTF-8 编码（有无法识别的字），应当另存为 UTF-8" };
  if (codePoint < 0xa0 || !INVISIBLE.test(String.fromCodePoint(codePoint))) return undefined;
  const name = NAMES.find(([from, to]) => codePoint >= from && codePoint <= to)?.[2] ?? "不可见字符";
  return {
    code: "invisible-character",
    message: `有看不见的字符 ${unicode(codePoint)}（${name}），应当删去`,
  };
}

const unicode = (codePoint: number): string => `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;

/** An escape, or a character that is no plain text. */
const PIECE = /(?:\\u[\da-fA-F]{4})+|\\.?|[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u115F\u1160\u3164\uFFA0\uFFFD]/gsu;

/** All but ASCII, Chinese and its punctuation: quick to look for, so that most files need no closer look. */
const UNCOMMON = /[^\n -[\]-~·\u2010-\u2027\u3000-\u303F\u4E00-\u9FFF\uFF01-\uFF5E]/;

export const isPlain = (text: string): boolean => !UNCOMMON.test(text);

/** What is wrong with the characters of a JSON text, as written between its quotes; `offset` is where it begins. */
export function* textProblems(
  written: string,
  offset: number,
): Iterable<CharacterProblem & { offset: number }> {
  for (const { 0: piece, index } of written.matchAll(PIECE)) {
    const problem = pieceProblem(piece);
    if (problem) yield { offset: offset + index, ...problem };
  }
}

function pieceProblem(piece: string): CharacterProblem | undefined {
  if (/^\\["\\/n]$/.test(piece)) return undefined;
  if (/^\\(?!u[\da-fA-F]{4}|[bfrt]$)/.test(piece))
    return { code: "bad-escape", message: `“${piece}”不是 JSON 的转义写法，反斜杠本身写作 \\\\` };
  const meant: string = piece.startsWith("\\") ? JSON.parse(`"${piece}"`) : piece;
  for (const character of meant) {
    const codePoint = character.codePointAt(0) as number;
    const problem =
      codePoint >= 0xd800 && codePoint <= 0xdfff ? halfOf(codePoint) : characterProblem(codePoint);
    if (problem) return problem;
  }
  return undefined;
}

const halfOf = (codePoint: number): CharacterProblem => ({
  code: "unpaired-surrogate",
  message: `文本中有不完整的字符 ${unicode(codePoint)}，应当删去`,
});
