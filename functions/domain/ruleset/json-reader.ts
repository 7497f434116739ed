import { type JSONVisitor, type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { isPlain, textProblems } from "./characters.ts";
import type { DiagnosticDetails } from "./diagnostic.ts";
import { mend } from "./json-slips.ts";
import { type ParserError, syntaxProblems } from "./json-syntax.ts";

/** A value with its place; offsets are in UTF-16 units of the text. */
export type JsonNode = {
  readonly value: unknown;
  readonly offset: number;
  /** Of the key before it; its own where there is none. */
  readonly keyOffset: number;
  readonly children: Map<string | number, JsonNode>;
};

export type TextProblem = {
  readonly offset: number;
  readonly code: string;
  readonly message: string;
} & Pick<DiagnosticDetails, "found" | "suggestion">;

const MAX_DEPTH = 40;
const MAX_VALUES = 200_000;
const MAX_KEYS = 1_000;
/** More of them would not be told. */
const MAX_PROBLEMS = 1_000;
/** A double holds any number of so many significant digits exactly enough to be written back as it was. */
const MAX_DIGITS = 15;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads strict JSON. A slip that can only mean one thing (a comment, a trailing comma, full-width punctuation) is told
 * and mended, so that the rest of the file is checked too; without `root` nothing could be made of the text.
 */
export function readJson(text: string): { root?: JsonNode; problems: readonly TextProblem[] } {
  const asWritten = new Reading(text);
  if (asWritten.errors.length === 0) return asWritten;
  const { mended, slips } = mend(text);
  const { root, problems, errors } = new Reading(mended);
  const syntax = syntaxProblems(mended, errors);
  const told = [...slips, ...problems].filter(({ offset }) => offset < syntax.lostAt);
  return { ...(root && syntax.harmless && { root }), problems: [...told, ...syntax.problems] };
}

/** Ends the reading: there is too much of it. */
class Stop extends Error {}

/** What the parser finds in a text. */
class Reading implements JSONVisitor {
  root?: JsonNode;
  readonly problems: TextProblem[] = [];
  readonly errors: ParserError[] = [];
  readonly #text: string;
  readonly #plain: boolean;
  readonly #open: JsonNode[] = [];
  /** The key whose value comes next; none where that value is not kept. */
  #key: { readonly name: string; readonly offset: number } | undefined;
  #lastClosed = 0;
  #values = 0;
  #full: JsonNode | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#plain = isPlain(text);
    try {
      visit(text, this, { disallowComments: true });
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      delete this.root;
    }
  }

  onObjectBegin = (offset: number) => this.#begin({}, offset);
  onArrayBegin = (offset: number) => this.#begin([], offset);
  onObjectEnd = () => this.#end();
  onArrayEnd = () => this.#end();

  onObjectProperty = (name: string, offset: number, length: number) => {
    const parent = this.#open.at(-1) as JsonNode;
    this.#checkText(offset, length);
    this.#key = undefined;
    if (FORBIDDEN_KEYS.has(name)) this.#note(offset, "forbidden-key", `键“${name}”不得使用，应当删去`);
    else if (parent.children.has(name))
      this.#note(offset, "repeated-key", `键“${name}”在同一层重复出现，只能保留一个`);
    else if (parent.children.size < MAX_KEYS) this.#key = { name, offset };
    else if (this.#full !== parent) {
      this.#full = parent;
      this.#note(offset, "too-many-keys", `一个对象最多 ${MAX_KEYS} 个键`);
    }
  };

  onLiteralValue = (value: unknown, offset: number, length: number) => {
    this.#put(value, offset);
    if (typeof value === "string") this.#checkText(offset, length);
    else if (typeof value === "number") this.#checkNumber(value, offset, length);
  };

  onError = (error: ParseErrorCode, offset: number) => {
    if (this.errors.length < MAX_PROBLEMS)
      this.errors.push({ name: printParseErrorCode(error), offset, lastClosed: this.#lastClosed });
  };

  #begin(value: object, offset: number): void {
    this.#open.push(this.#put(value, offset, new Map()));
    if (this.#open.length > MAX_DEPTH)
      this.#stop(offset, "too-deep", `嵌套超过 ${MAX_DEPTH} 层，应当拆成几条规则或者简化条件`);
  }

  #end(): void {
    this.#lastClosed = this.#open.pop()?.offset ?? 0;
  }

  #put(value: unknown, offset: number, children = NO_CHILDREN): JsonNode {
    if (++this.#values > MAX_VALUES)
      this.#stop(offset, "too-many-values", `文件内容过多，最多 ${MAX_VALUES} 个值`);
    const parent = this.#open.at(-1);
    const key = Array.isArray(parent?.value) ? { name: parent.children.size, offset } : this.#key;
    const node = { value, offset, keyOffset: key?.offset ?? offset, children };
    if (!parent) this.root = node;
    else if (key) {
      (parent.value as Record<string | number, unknown>)[key.name] = value;
      parent.children.set(key.name, node);
    }
    return node;
  }

  #checkText(offset: number, length: number): void {
    if (this.#plain) return;
    for (const problem of textProblems(this.#text.slice(offset + 1, offset + length - 1), offset + 1))
      if (this.problems.length < MAX_PROBLEMS) this.problems.push(problem);
      else return;
  }

  #checkNumber(value: number, offset: number, length: number): void {
    const found = this.#text.slice(offset, offset + Math.min(length, 40));
    const digits = found.replace(/e.*|[-.]/gi, "").replace(/^0+|0+$/g, "");
    const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
    if (!Number.isFinite(value))
      this.#note(offset, "not-finite", `“${found}”超出数的范围，应为有限的数，例如 7`);
    else if (length > 40 || digits.length > MAX_DIGITS || (value === 0 && digits !== "") || !exact)
      this.#note(
        offset,
        "number-precision",
        `“${found}”位数过多，会失去精度，最多 ${MAX_DIGITS} 位有效数字；编号应写成文本`,
      );
  }

  #note(offset: number, code: string, message: string): void {
    this.problems.push({ offset, code, message });
  }

  #stop(offset: number, code: string, message: string): never {
    this.#note(offset, code, message);
    throw new Stop();
  }
}

const NO_CHILDREN: JsonNode["children"] = new Map();
