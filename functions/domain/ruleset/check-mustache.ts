import { DIGEST_VIEW, type ViewNames } from "../notice/digest-view.ts";
import type { TemplateProblem } from "./check-templates.ts";
import { show } from "./diagnostic.ts";
import { readTags, type Tag } from "./template-tags.ts";

/** Rendering recurses once for each. */
const MAX_SECTIONS_DEEP = 10;

type Open = { readonly tag: Tag; readonly names: ViewNames };
/** A section from the start of its opening tag to the start of its closing one. */
export type Section = { readonly from: number; readonly to: number };

/** `link`: it puts an address of ours there. */
export type ShownTag = Tag & { readonly link: boolean };

/** Checks the tags of a digest template against what a digest has to show, and tells its sections. */
export function checkMustache(
  template: string,
  html: boolean,
): { problems: TemplateProblem[]; tags: readonly ShownTag[]; sections: readonly Section[] } {
  const { tags: read, unclosed } = readTags(template);
  const tags: ShownTag[] = [];
  const problems: TemplateProblem[] = [];
  const sections: Section[] = [];
  const open: Open[] = [];
  for (const tag of read) {
    tags.push({ ...tag, link: tag.kind === "raw" && lookUp(tag.name, open) === "link" });
    if (tag.kind === "close") {
      const last = open.at(-1);
      if (last?.tag.name === tag.name) sections.push({ from: (open.pop() as Open).tag.start, to: tag.start });
      else problems.push(wrongClose(tag, last?.tag));
      continue;
    }
    const opens = tag.kind === "section" || tag.kind === "inverted";
    if (opens && open.length === MAX_SECTIONS_DEEP)
      return { problems: [...problems, tooDeep(tag)], tags, sections };
    const problem = checkTag(tag, open, html);
    if (problem) problems.push(problem);
    if (opens) open.push(opened(tag, open));
  }
  if (unclosed !== undefined)
    problems.push({ offset: unclosed, code: "unclosed-tag", message: "“{{”之后没有与之对应的“}}”" });
  for (const { tag } of open)
    problems.push({
      offset: tag.start,
      code: "unclosed-section",
      message: `段“${show(tag.name)}”没有结束`,
      suggestion: `{{/${tag.name}}}`,
    });
  return { problems, tags, sections };
}

const tooDeep = ({ name, start }: Tag): TemplateProblem => ({
  offset: start,
  code: "too-deep",
  message: `段的嵌套超过 ${MAX_SECTIONS_DEEP} 层，其后的内容未检查`,
  found: name,
});

function wrongClose({ name, start }: Tag, open: Tag | undefined): TemplateProblem {
  const code = "section-order";
  if (!open) return { offset: start, code, message: `段“${show(name)}”没有开始，无从结束`, found: name };
  const message = `此处应先结束段“${show(open.name)}”，却写了“${show(name)}”`;
  return { offset: start, code, message, found: name, suggestion: `{{/${open.name}}}` };
}

/** A section over a list shows the names of its items; any other shows what the place around it does. */
function opened(tag: Tag, open: readonly Open[]): Open {
  const kind = lookUp(tag.name, open);
  return { tag, names: tag.kind === "section" && typeof kind === "object" ? kind : {} };
}

function scopes(open: readonly Open[]): ViewNames[] {
  return [...open.map(({ names }) => names).reverse(), DIGEST_VIEW];
}

function lookUp(name: string, open: readonly Open[]) {
  return scopes(open).find((names) => Object.hasOwn(names, name))?.[name];
}

function checkTag(
  { kind, name, start }: Tag,
  open: readonly Open[],
  html: boolean,
): TemplateProblem | undefined {
  const problem = (code: string, message: string, more: Partial<TemplateProblem> = {}): TemplateProblem => ({
    offset: start,
    code,
    message,
    found: name,
    ...more,
  });
  if (kind === "comment") return undefined;
  if (kind === "partial") return problem("partial", "模板不得引用其他模板（{{>…}}）");
  if (kind === "delimiter")
    return problem("delimiter", "模板不得改用其他界定符（{{=…=}}），其后的内容未检查");
  const shown = lookUp(name, open);
  if (shown === undefined) {
    const accepted = [...new Set(scopes(open).flatMap((names) => Object.keys(names)))];
    return problem("unknown-variable", `此处没有“${show(name)}”可用`, { accepted });
  }
  if (kind === "section" || kind === "inverted") return undefined;
  const suggestion = (text: string) => ({ suggestion: text });
  if (shown === "flag" || typeof shown === "object")
    return problem(
      "not-a-text",
      `“${name}”不是文本，只能用作段的开头`,
      suggestion(`{{#${name}}}…{{/${name}}}`),
    );
  const link = shown === "link";
  const absent = link || shown === "optional";
  if (absent && !open.some(({ tag }) => tag.kind === "section" && tag.name === name))
    return problem(
      "optional-variable",
      `“${name}”不是每处都有，应当写在它自己的段中`,
      suggestion(`{{#${name}}}${html && !link ? `{{${name}}}` : `{{{${name}}}}`}{{/${name}}}`),
    );
  if (link && kind === "variable")
    return problem("escaped", `“${name}”是网址，应当原样插入`, suggestion(`{{{${name}}}}`));
  if (html && kind === "raw" && !link)
    return problem("unescaped", `HTML 模板不得原样插入“${name}”，应当转义`, suggestion(`{{${name}}}`));
  if (!html && kind === "variable" && shown !== "number")
    return problem(
      "escaped",
      `纯文本模板中“${name}”会被转义为 HTML 字符，应当原样插入`,
      suggestion(`{{{${name}}}}`),
    );
  return undefined;
}
