import { characterProblem, FULL_WIDTH } from "./characters.ts";
import type { DiagnosticDetails } from "./diagnostic.ts";
import { readNumber, readWord, wordAt } from "./json-scalars.ts";
import { closingFullWidth, fullWidthQuote, readText } from "./json-text.ts";

/** Offsets are in UTF-16 units of the text. */
export type JsonNode =
  | { readonly kind: "object"; readonly offset: number; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly offset: number; readonly items: readonly JsonNode[] }
  | { readonly kind: "scalar"; readonly offset: number; readonly value: string | number | boolean | null };
export type JsonMember = { readonly name: string; readonly offset: number; readonly value: JsonNode };

export type TextProblem = {
  readonly offset: number;
  readonly code: string;
  readonly message: string;
} & Pick<DiagnosticDetails, "found" | "accepted" | "suggestion">;

/** What was read: a scalar, and where it ends. */
export type Scanned<T> = { readonly value: T; readonly end: number };

const MAX_DEPTH = 40;
const MAX_VALUES = 200_000;
const MAX_KEYS = 1_000;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

const CLOSING = { "{": "}", "[": "]" } as const;

/** Ends the reading: what follows cannot be understood. The problem is noted already. */
class Stop extends Error {}

/**
 * Reads strict JSON. A slip that can only mean one thing (a comment, a trailing comma, full-width punctuation) is noted
 * and reading goes on, so that the rest of the file is checked too; without `root` nothing could be made of the text.
 */
export function readJson(text: string): { root?: JsonNode; problems: readonly TextProblem[] } {
  const reader = new JsonReader(text);
  try {
    return { root: reader.document(), problems: reader.problems };
  } catch (error) {
    if (error instanceof Stop) return { problems: reader.problems };
    throw error;
  }
}

class JsonReader {
  readonly problems: TextProblem[] = [];
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #values = 0;
  /** Where the text that was read last stands, without its quotes. */
  #lastText: readonly [from: number, to: number] = [0, 0];
  readonly #fullWidthSeen = new Set<number>();

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    if (this.#next() === "") this.#stop(0, "empty-file", "文件是空的，应有一个“{”开头的对象");
    const root = this.#value();
    if (this.#next() !== "")
      this.#stop(this.#at, "second-value", `文件到此应当结束，这里还有${this.#seen()}，应当删去`);
    return root;
  }

  #value(): JsonNode {
    const c = this.#next();
    const offset = this.#at;
    if (++this.#values > MAX_VALUES)
      this.#stop(offset, "too-many-values", `文件内容过多，最多 ${MAX_VALUES} 个值`);
    if (c === "{" || c === "[") {
      if (++this.#depth > MAX_DEPTH)
        this.#stop(offset, "too-deep", `嵌套超过 ${MAX_DEPTH} 层，应当拆成几条规则或者简化条件`);
      const node: JsonNode =
        c === "{"
          ? { kind: "object", offset, members: this.#members() }
          : { kind: "array", offset, items: this.#items() };
      this.#depth--;
      return node;
    }
    return { kind: "scalar", offset, value: this.#scalar(c) };
  }

  #scalar(c: string): string | number | boolean | null {
    const note = (problem: TextProblem) => this.problems.push(problem);
    if (c === '"' || c === "“" || c === "”" || c === "'") return this.#quoted();
    const read = /[-+.\d０-９]/.test(c)
      ? readNumber(this.#text, this.#at, note)
      : readWord(this.#text, this.#at, note);
    if (!read) this.#unexpected("一个值");
    this.#at = read.end;
    return read.value;
  }

  #quoted(): string {
    const { value, end } = readText(this.#text, this.#at, (problem) => this.problems.push(problem));
    if (end === undefined) throw new Stop();
    this.#lastText = [this.#at + 1, end - 1];
    this.#at = end;
    return value;
  }

  #members(): JsonMember[] {
    const members: JsonMember[] = [];
    const seen = new Set<string>();
    this.#list("{", () => {
      const offset = this.#at;
      const name = this.#key();
      this.#colon(name);
      const value = this.#value();
      const repeated = seen.has(name);
      seen.add(name);
      if (FORBIDDEN_KEYS.has(name)) this.#note(offset, "forbidden-key", `键“${name}”不得使用，应当删去`);
      else if (repeated) this.#note(offset, "repeated-key", `键“${name}”在同一层重复出现，只能保留一个`);
      else if (seen.size > MAX_KEYS) {
        if (seen.size === MAX_KEYS + 1) this.#note(offset, "too-many-keys", `一个对象最多 ${MAX_KEYS} 个键`);
      } else members.push({ name, offset, value });
    });
    return members;
  }

  #items(): JsonNode[] {
    const items: JsonNode[] = [];
    this.#list("[", () => items.push(this.#value()));
    return items;
  }

  /** Reads `{…}` or `[…]`, elements parted by commas. */
  #list(open: "{" | "[", element: () => void): void {
    const start = this.#at++;
    const close = CLOSING[open];
    let comma: number | undefined;
    let any = false;
    for (;;) {
      const c = this.#next();
      if (c === close) {
        if (comma !== undefined) this.#note(comma, "trailing-comma", `“${close}”之前多了逗号，应当删去`);
        this.#at++;
        return;
      }
      if (c === "") this.#stop(start, "unclosed", `“${open}”没有与之配对的“${close}”`);
      if (c === ",") {
        const extra = !any || comma !== undefined;
        if (extra) this.#note(this.#at, "extra-comma", "多了一个逗号，应当删去");
        else comma = this.#at;
        this.#at++;
        continue;
      }
      if (any && comma === undefined) this.#missingComma(close);
      comma = undefined;
      element();
      any = true;
    }
  }

  #missingComma(close: string): void {
    if (/["“{[\d-]/.test(this.#next())) this.#note(this.#at, "missing-comma", `${this.#seen()}之前缺少“,”`);
    else this.#unexpected(`“,”或者“${close}”`);
  }

  #key(): string {
    const c = this.#next();
    if (c === '"' || c === "“" || c === "”" || c === "'") return this.#quoted();
    const word = wordAt(this.#text, this.#at);
    if (word === "") this.#unexpected("双引号括起的键");
    this.#note(this.#at, "unquoted-key", `键“${word}”应当用双引号括起`, { suggestion: `"${word}"` });
    this.#at += word.length;
    return word;
  }

  #colon(name: string): void {
    const c = this.#next();
    if (c === ":") this.#at++;
    else if (c === "=") {
      this.#note(this.#at, "missing-colon", `键“${name}”之后应为“:”，这里是“=”`);
      this.#at++;
    } else if (/["“{[\d-]/.test(c)) this.#note(this.#at, "missing-colon", `键“${name}”与它的值之间缺少“:”`);
    else this.#unexpected("“:”");
    if (/[,}]/.test(this.#next())) this.#stop(this.#at, "missing-value", `键“${name}”没有值，这里应为一个值`);
  }

  /** Skips blanks and comments; the character that follows, as it should be written, or `""` at the end. */
  #next(): string {
    for (;;) {
      const c = this.#text[this.#at] ?? "";
      if (c === " " || c === "\n" || c === "\t" || c === "\r") this.#at++;
      else if (c === "/" || c === "#") this.#comment();
      else if (Object.hasOwn(FULL_WIDTH, c)) {
        const meant = this.#fullWidth(c);
        if (meant !== " ") return meant;
      } else {
        const problem = c === "" ? undefined : characterProblem(this.#text.codePointAt(this.#at) as number);
        if (!problem) return c;
        this.#note(this.#at, problem.code, problem.message);
        this.#at += (this.#text.codePointAt(this.#at) as number) > 0xffff ? 2 : 1;
      }
    }
  }

  #fullWidth(c: string): string {
    const meant = FULL_WIDTH[c] as string;
    if (!this.#fullWidthSeen.has(this.#at)) {
      this.#fullWidthSeen.add(this.#at);
      const told = meant === " " ? "这里有全角空格，应为半角空格" : `用了全角的“${c}”，应为半角的“${meant}”`;
      this.#note(this.#at, "full-width-punctuation", told, {
        found: c,
        ...(meant !== " " && { suggestion: meant }),
      });
    }
    if (meant === " ") this.#at++;
    return meant;
  }

  #comment(): void {
    const opening = ["//", "/*", "#"].find((sign) => this.#text.startsWith(sign, this.#at));
    if (opening === undefined) this.#unexpected("一个值");
    this.#note(this.#at, "comment", `规则文件不得写注释（“${opening}”），应当删去`);
    const end = this.#text.indexOf(opening === "/*" ? "*/" : "\n", this.#at + opening.length);
    if (end < 0) this.#at = this.#text.length;
    else this.#at = opening === "/*" ? end + 2 : end;
  }

  /** What stands here, for a message. */
  #seen(): string {
    const quoted = /"[^"\n]{0,20}"?/uy;
    quoted.lastIndex = this.#at;
    const word = quoted.exec(this.#text)?.[0] ?? wordAt(this.#text, this.#at).slice(0, 20);
    const c = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0x20);
    return this.#at >= this.#text.length ? "文件的结尾" : `“${word || c}”`;
  }

  #unexpected(expected: string): never {
    const odd = closingFullWidth(this.#text, ...this.#lastText);
    if (odd !== undefined) {
      this.problems.push(fullWidthQuote(odd, "”"));
      throw new Stop();
    }
    const inText =
      expected.startsWith("“,”") && this.#text[this.#at - 1] === '"' && wordAt(this.#text, this.#at) !== "";
    const hint = inText ? "；文本中的引号应写作“ ”，或者在前面加反斜杠" : "";
    this.#stop(this.#at, "not-json", `这里是${this.#seen()}，应为${expected}${hint}`);
  }

  #note(offset: number, code: string, message: string, more: Partial<TextProblem> = {}): void {
    this.problems.push({ offset, code, message, ...more });
  }

  #stop(offset: number, code: string, message: string): never {
    this.#note(offset, code, message);
    throw new Stop();
  }
}
