import { type Diagnostic, type DiagnosticDetails, describe } from "./diagnostic.ts";
import { type JsonNode, readJson, type TextProblem } from "./json-reader.ts";
import { TextLines } from "./text-lines.ts";

const MAX_CHARACTERS = 2_000_000;

export type Path = readonly (string | number)[];

/** A parsed file that knows where each value stands. */
export class SourceFile {
  readonly file: string;
  readonly value: unknown;
  readonly #root: JsonNode;
  readonly #lines: TextLines;

  constructor(file: string, root: JsonNode, lines: TextLines) {
    this.file = file;
    this.value = root.value;
    this.#root = root;
    this.#lines = lines;
  }

  /** An error at the value under `path`, or at its key; at the nearest thing above where there is no such value. */
  at(path: Path, code: string, message: string, details: DiagnosticDetails = {}): Diagnostic {
    const position = this.#lines.position(locate(this.#root, path, details.atKey === true));
    const pointer = toPointer(path);
    return { file: this.file, ...position, pointer, code, severity: "error", message, ...describe(details) };
  }

  /** The same as a warning: the ruleset loads all the same. */
  warn(path: Path, code: string, message: string, details: DiagnosticDetails = {}): Diagnostic {
    return { ...this.at(path, code, message, details), severity: "warning" };
  }
}

/**
 * Reads a file as strict JSON of limited size. `source` is there also where the text has mistakes that can only mean one
 * thing, so that what the file says can be checked with them.
 */
export function parseSourceFile(
  file: string,
  content: string,
): { source?: SourceFile; problems: Diagnostic[] } {
  const lines = new TextLines(content.length > MAX_CHARACTERS ? "" : content);
  const toDiagnostic = ({ offset, code, message, ...details }: TextProblem): Diagnostic => {
    const position = lines.position(offset);
    return { file, ...position, pointer: "", code, severity: "error", message, ...describe(details) };
  };
  const unreadable = unreadableText(content);
  if (unreadable) return { problems: [toDiagnostic(unreadable)] };
  const { root, problems } = readJson(content.replace(/^\uFEFF/, " "));
  const found = [...encodingProblems(content), ...problems].map(toDiagnostic);
  return { ...(root && { source: new SourceFile(file, root, lines) }), problems: found };
}

/** What keeps a text from being read at all. */
function unreadableText(content: string): TextProblem | undefined {
  if (content.length > MAX_CHARACTERS) {
    const message = `文件过大：${content.length} 个字符，最多 ${MAX_CHARACTERS} 个`;
    return { offset: 0, code: "too-large", message };
  }
  const offset = content.search(/[\0\uFFFD]/);
  if (offset < 0) return undefined;
  const message =
    "文件不是 UTF-8 编码（可能存成了 GBK 或者 UTF-16），应当在编辑器中选择“通过编码保存”→“UTF-8”";
  return { offset, code: "not-utf8", message };
}

function encodingProblems(content: string): TextProblem[] {
  const carriageReturn = content.indexOf("\r");
  const bom: TextProblem = {
    offset: 0,
    code: "byte-order-mark",
    message: "文件以字节顺序标记（BOM）开头，应当在编辑器中选择“通过编码保存”→“UTF-8”（不带 BOM）",
  };
  const crlf: TextProblem = {
    offset: carriageReturn,
    code: "crlf",
    message: "文件用 CRLF 换行，应为 LF：在 VS Code 右下角点“CRLF”，改选“LF”后保存",
  };
  return [...(content.startsWith("\uFEFF") ? [bom] : []), ...(carriageReturn < 0 ? [] : [crlf])];
}

/** Offset of the value under `path` or of its key. */
function locate(root: JsonNode, path: Path, atKey: boolean): number {
  let node = root;
  for (const [depth, key] of path.entries()) {
    const child = node.children.get(key);
    if (!child) break;
    if (atKey && depth === path.length - 1) return child.keyOffset;
    node = child;
  }
  return node.offset;
}

function toPointer(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
