import { type AnyNode, type DocumentNode, parse, type ValueNode } from "@humanwhocodes/momoa";
import { type Diagnostic, type DiagnosticDetails, describe } from "./diagnostic.ts";

const MAX_BYTES = 2_000_000;
const MAX_DEPTH = 40;

export type Path = readonly (string | number)[];

/** A parsed file that knows where each value stands. */
export class SourceFile {
  readonly file: string;
  readonly value: unknown;
  readonly #root: DocumentNode;

  constructor(file: string, root: DocumentNode) {
    this.file = file;
    this.#root = root;
    this.value = toValue(root.body);
  }

  /** An error at the value under `path`, or at its key; at the nearest thing above where there is no such value. */
  at(path: Path, code: string, message: string, details: DiagnosticDetails = {}): Diagnostic {
    const start = locate(this.#root.body, path, details.atKey === true);
    const pointer = toPointer(path);
    return { file: this.file, ...start, pointer, code, severity: "error", message, ...describe(details) };
  }

  /** The same as a warning: the ruleset loads all the same. */
  warn(path: Path, code: string, message: string, details: DiagnosticDetails = {}): Diagnostic {
    return { ...this.at(path, code, message, details), severity: "warning" };
  }
}

/** Parses strict JSON: no comments, no repeated keys, limited size and depth. */
export function parseSourceFile(file: string, content: string): SourceFile | Diagnostic[] {
  const problem = (offset: number, code: string, message: string): Diagnostic[] => [
    { file, ...positionOf(content, offset), pointer: "", code, severity: "error", message },
  ];
  if (content.length > MAX_BYTES) {
    return problem(0, "too-large", `文件过大：${content.length} 个字符，最多 ${MAX_BYTES} 个`);
  }
  if (content.startsWith("\uFEFF"))
    return problem(0, "byte-order-mark", "文件以 BOM 开头，请另存为不带 BOM 的 UTF-8");
  const deep = tooDeepAt(content);
  if (deep !== undefined) return problem(deep, "too-deep", `嵌套超过 ${MAX_DEPTH} 层，请简化条件`);
  let root: DocumentNode;
  try {
    root = parse(content, { mode: "json", ranges: true });
  } catch (error) {
    const { line = 1, column = 1 } = error as { line?: number; column?: number };
    return [
      {
        file,
        line,
        column,
        pointer: "",
        code: "not-json",
        severity: "error",
        message: `不是合法的 JSON：${(error as Error).message}`,
      },
    ];
  }
  const repeated = repeatedKeys(file, root.body, []);
  return repeated.length > 0 ? repeated : new SourceFile(file, root);
}

function tooDeepAt(content: string): number | undefined {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < content.length; i++) {
    const c = content[i];
    if (inText) {
      if (c === "\\") i++;
      else if (c === '"') inText = false;
    } else if (c === '"') inText = true;
    else if (c === "{" || c === "[") {
      if (++depth > MAX_DEPTH) return i;
    } else if (c === "}" || c === "]") depth--;
  }
  return undefined;
}

function positionOf(content: string, offset: number): { line: number; column: number } {
  const before = content.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function nameOf(node: AnyNode): string {
  return node.type === "String" ? node.value : node.type === "Identifier" ? node.name : "";
}

const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

function repeatedKeys(file: string, node: ValueNode, path: Path): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (node.type === "Object") {
    const seen = new Set<string>();
    for (const member of node.members) {
      const name = nameOf(member.name);
      const at = { file, ...member.name.loc.start, pointer: toPointer([...path, name]) };
      const where = { ...at, severity: "error" } as const;
      if (seen.has(name))
        found.push({ ...where, code: "repeated-key", message: `键“${name}”在同一层重复出现，只能保留一个` });
      if (FORBIDDEN_KEYS.has(name))
        found.push({ ...where, code: "forbidden-key", message: `键“${name}”不得使用` });
      seen.add(name);
      found.push(...repeatedKeys(file, member.value, [...path, name]));
    }
  } else if (node.type === "Array") {
    node.elements.forEach((element, index) => {
      found.push(...repeatedKeys(file, element.value, [...path, index]));
    });
  } else if (node.type === "Number" && !Number.isFinite(node.value)) {
    const { line, column } = node.loc.start;
    found.push({
      file,
      line,
      column,
      pointer: toPointer(path),
      code: "not-finite",
      severity: "error",
      message: "数字超出范围，应为有限的数，例如 7",
    });
  }
  return found;
}

function toValue(node: ValueNode): unknown {
  switch (node.type) {
    case "Object":
      return Object.fromEntries(node.members.map((m) => [nameOf(m.name), toValue(m.value)]));
    case "Array":
      return node.elements.map((e) => toValue(e.value));
    case "String":
    case "Number":
    case "Boolean":
      return node.value;
    default:
      return null;
  }
}

function locate(root: ValueNode, path: Path, atKey: boolean): { line: number; column: number } {
  let node: ValueNode = root;
  let start = node.loc.start;
  for (const [depth, key] of path.entries()) {
    if (node.type === "Object") {
      const member = node.members.find((m) => nameOf(m.name) === key);
      if (!member) break;
      node = member.value;
      start = atKey && depth === path.length - 1 ? member.name.loc.start : node.loc.start;
    } else if (node.type === "Array" && typeof key === "number" && node.elements[key]) {
      node = node.elements[key].value;
      start = node.loc.start;
    } else break;
  }
  return { line: start.line, column: start.column };
}

function toPointer(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
