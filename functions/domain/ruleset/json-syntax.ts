import { show } from "./diagnostic.ts";
import type { TextProblem } from "./json-reader.ts";

/** An error of jsonc-parser by its name, and where the object or array began that ended last before it. */
export type ParserError = { readonly name: string; readonly offset: number; readonly lastClosed: number };

/** What it spoils: nothing, the value there, or all that follows. */
type Damage = "none" | "value" | "rest";
type Row = readonly [when: RegExp, code: string, damage: Damage, message: string, suggestion?: string];

/**
 * What an error means, by its name, the sign before it, the word or sign there and the sign after, parted by blanks.
 * `$` stands for the word.
 */
const TABLE: readonly Row[] = [
  [/^(Value|PropertyName)Expected , [\]}] /, "trailing-comma", "none", "$之前多了逗号，应当删去"],
  [/^(Value|PropertyName)Expected [,[{] , /, "extra-comma", "none", "多了一个逗号，应当删去"],
  [/^CommaExpected \S ["[{\p{L}\p{N}-]/u, "missing-comma", "none", "$之前缺少“,”"],
  [/^ColonExpected \S ["[{\p{L}\p{N}-]/u, "missing-colon", "value", "$与它前面的键之间缺少“:”"],
  [/^ValueExpected : [,\]}]/, "missing-value", "value", "“:”之后没有值，这里应为一个值"],
  [/^ValueExpected {3}$/, "empty-file", "rest", "文件是空的，应有一个“{”开头的对象"],
  [/^InvalidSymbol \S? [-+]?(NaN|Infinity) /, "not-finite", "value", "$不是数，应为有限的数，例如 7"],
  [/^\w+(Symbol|Number) \S? [-+.]*\d/, "number-form", "value", "$不是数的写法，应为十进制数，例如 7 或 0.5"],
  [/^InvalidSymbol \S? [\p{L}_$][^ ]* :/u, "unquoted-key", "value", "键$应当用双引号括起", '"$"'],
  [/^InvalidSymbol [^" ]? [\p{L}_$][^ ]* "/u, "unquoted-text", "rest", "文本$之前缺少双引号", '"$"'],
  [
    /^InvalidSymbol " /,
    "not-json",
    "rest",
    "这里是$，应为“,”或者右括号；文本中的引号应写作“ ”，或者在前面加反斜杠",
  ],
  [/^InvalidSymbol : (true|yes|是) /i, "not-json", "value", "不认识的$，应写作“true”", "true"],
  [/^InvalidSymbol : (false|no|否) /i, "not-json", "value", "不认识的$，应写作“false”", "false"],
  [/^InvalidSymbol : (null|none|undefined) /i, "not-json", "value", "不认识的$，应写作“null”", "null"],
  [/^InvalidSymbol \S? [\p{L}_$]/u, "unquoted-text", "value", "文本$应当用双引号括起", '"$"'],
  [/^UnexpectedEndOfString /, "unterminated-text", "rest", "文本没有结束的双引号；文本不得跨行"],
  [/^Close/, "unclosed", "rest", "$没有与之配对的右括号"],
  [/^EndOfFileExpected /, "second-value", "rest", "文件到此应当结束，这里还有$，应当删去"],
  [/^PropertyNameExpected /, "not-json", "rest", "这里是$，应为双引号括起的键"],
  [/^ColonExpected /, "not-json", "rest", "这里是$，应为“:”"],
  [/^CommaExpected /, "not-json", "rest", "这里是$，应为“,”或者另一种右括号"],
  [/^ValueExpected /, "not-json", "rest", "这里是$，应为一个值"],
  [/^/, "not-json", "value", "不应有$，应当删去"],
];

/** The characters of a text tell these with their places. */
const IN_TEXT = /^Invalid(Character|EscapeCharacter|Unicode)$/;
/** What is skipped to go on reading; where a bracket is, its contents come as noise. */
const SKIPPED_BRACKET = /[^,[\]{}]{0,200}[[{]/y;
const IN_WORD = /[^\s,:{}[\]"]/y;
const HERE = /"[^"\n]{0,20}"?|[^\s,:{}[\]"]{1,40}|./uy;

/** The errors as problems, each slip once; what lies from `lostAt` on was read out of step. */
export function syntaxProblems(
  text: string,
  errors: readonly ParserError[],
): { problems: TextProblem[]; harmless: boolean; lostAt: number } {
  const problems: TextProblem[] = [];
  let harmless = true;
  let told = -1;
  for (const [i, error] of errors.entries()) {
    if (IN_TEXT.test(error.name) || comesOf(told, text, error, errors[i - 1])) continue;
    const { problem, damage, end } = explain(text, error);
    problems.push(problem);
    told = end;
    harmless &&= damage === "none";
    if (damage === "rest" || (damage === "value" && matchAt(SKIPPED_BRACKET, text, error.offset)))
      return { problems, harmless, lostAt: problem.offset };
  }
  return { problems, harmless, lostAt: Number.POSITIVE_INFINITY };
}

/** Whether an error comes of the slip that was told last, which ends at `told`. */
function comesOf(told: number, text: string, { name, offset }: ParserError, previous?: ParserError): boolean {
  if (offset < told) return true;
  if (told < 0 || !name.endsWith("Expected")) return false;
  const pair = name === "ValueExpected" && previous?.name === "PropertyNameExpected";
  return pair || text.slice(told, offset).trim() === "";
}

function explain(text: string, error: ParserError): { problem: TextProblem; damage: Damage; end: number } {
  const at = error.name.startsWith("Close") ? error.lastClosed : error.offset;
  let start = at;
  while (at - start < 40 && matchAt(IN_WORD, text, at) && matchAt(IN_WORD, text, start - 1)) start--;
  const word = matchAt(HERE, text, start);
  const before = text.slice(0, start).trimEnd();
  const after = matchAt(/\s*\S/uy, text, start + word.length).trim();
  const name = start < at ? "InvalidSymbol" : error.name;
  const situation = `${name} ${before.at(-1) ?? ""} ${word} ${after}`;
  const [, code, damage, message, suggestion] = TABLE.find(([when]) => when.test(situation)) as Row;
  const found = show(word);
  const offset = /^(trailing-comma|empty-file)$/.test(code) ? Math.max(0, before.length - 1) : start;
  const told = { code, message: message.replace("$", () => (word ? `“${found}”` : "文件的结尾")) };
  const meant = suggestion === undefined ? {} : { found, suggestion: suggestion.replace("$", () => found) };
  return {
    problem: { offset, ...told, ...meant },
    damage,
    end: matchAt(IN_WORD, text, start) ? start + word.length : at,
  };
}

function matchAt(sticky: RegExp, text: string, at: number): string {
  sticky.lastIndex = at;
  return at < 0 ? "" : (sticky.exec(text)?.[0] ?? "");
}
