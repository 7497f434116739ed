/** One `{{…}}` of a mustache template. `end` is past its closing braces. */
export type Tag = {
  readonly kind: "variable" | "raw" | "section" | "inverted" | "close" | "comment" | "partial" | "delimiter";
  readonly name: string;
  readonly start: number;
  readonly end: number;
};

const KINDS: Readonly<Record<string, Tag["kind"]>> = {
  "#": "section",
  "^": "inverted",
  "/": "close",
  "{": "raw",
  "&": "raw",
  "!": "comment",
  ">": "partial",
  "=": "delimiter",
};
const SIGIL = /\s*([#^/>{&=!])?/y;

/** The tags in order; `unclosed` is where a tag begins that never ends. What follows a change of delimiters is not read. */
export function readTags(template: string): { tags: Tag[]; unclosed?: number } {
  const tags: Tag[] = [];
  for (let start = template.indexOf("{{"); start >= 0; ) {
    SIGIL.lastIndex = start + 2;
    const sigil = SIGIL.exec(template)?.[1] ?? "";
    const closing = sigil === "{" ? "}}}" : "}}";
    const close = template.indexOf(closing, SIGIL.lastIndex);
    if (close < 0) return { tags, unclosed: start };
    const end = close + closing.length;
    const kind = KINDS[sigil] ?? "variable";
    tags.push({ kind, name: template.slice(SIGIL.lastIndex, close).trim(), start, end });
    if (kind === "delimiter") return { tags };
    start = template.indexOf("{{", end);
  }
  return { tags };
}
