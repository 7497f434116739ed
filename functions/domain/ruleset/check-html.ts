import type { Section, ShownTag } from "./check-mustache.ts";
import type { TemplateProblem } from "./check-templates.ts";
import { show } from "./diagnostic.ts";

/** What mail programs show alike and what can neither load nor run anything. */
const ELEMENTS: ReadonlySet<string> = new Set(
  (
    "html head meta title body table caption thead tbody tfoot tr td th div span p br hr strong b em i u s small " +
    "sub sup code pre blockquote ul ol li dl dt dd h1 h2 h3 h4 h5 h6 a"
  ).split(" "),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    "lang dir charset name content title role style width height align valign bgcolor color border cellpadding " +
    "cellspacing colspan rowspan start href"
  ).split(" "),
);
const ELEMENT = /<\/?([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z-]+(?:="[^"<>]*")?)*)\s*\/?>/y;
const DOCTYPE = /<!DOCTYPE html>/iy;
const ATTRIBUTE = /([A-Za-z-]+)(?:="([^"]*)")?/g;
/** No brackets, escapes or at-rules: a style cannot load anything. */
const STYLE = /^[\p{L}\p{N}\s#%.,:;'!-]*$/u;
const LINK = /^(https:\/\/|mailto:)[\w.~!$'*+,;=:@/?%-]+$/;
/** Stand in for mustache tags, as long as these: a section, what puts text in, and what puts an address of ours in. */
const SECTION = "\u0001";
const INSERTED = "\u0002";
const LINKED = "\u0003";
const WHOLE_LINK = new RegExp(`^${LINKED}+$`);

/** Checks the HTML that a template writes itself; `{{…}}` in its text is escaped and cannot become HTML. */
export function checkHtml(
  template: string,
  tags: readonly ShownTag[],
  sections: readonly Section[],
): TemplateProblem[] {
  const html = blanked(template, tags);
  const problems: TemplateProblem[] = [];
  /** The number of the HTML tag that each character is part of, 0 outside. */
  const tagAt = new Uint32Array(html.length);
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0; ) {
    const end = elementEnd(html, at);
    problems.push(...(end === undefined ? [malformed(at)] : checkElement(html, at)));
    tagAt.fill(++count, at, end ?? at + 1);
    at = html.indexOf("<", end ?? at + 1);
  }
  for (const { from, to } of sections)
    if (tagAt[from] !== tagAt[to])
      problems.push({
        offset: from,
        code: "section-across-tag",
        message: "段应当在同一个 HTML 标签之内或者之外开始和结束",
      });
  return problems;
}

function blanked(template: string, tags: readonly ShownTag[]): string {
  let html = "";
  let done = 0;
  for (const { kind, link, start, end } of tags) {
    const stand = ["section", "inverted", "close"].includes(kind) ? SECTION : link ? LINKED : INSERTED;
    html += template.slice(done, start) + stand.repeat(end - start);
    done = end;
  }
  return html + template.slice(done);
}

function elementEnd(html: string, at: number): number | undefined {
  for (const form of [ELEMENT, DOCTYPE]) {
    form.lastIndex = at;
    if (form.test(html)) return form.lastIndex;
  }
  return undefined;
}

const malformed = (offset: number): TemplateProblem => ({
  offset,
  code: "malformed-html",
  message: '此处不是完整的 HTML 标签，属性应写作 名称="值"；文字中的小于号应写作 &lt;',
});

function checkElement(html: string, at: number): TemplateProblem[] {
  ELEMENT.lastIndex = at;
  const [, name = "", attributes = ""] = ELEMENT.exec(html) ?? [];
  if (name === "") return [];
  const active = (offset: number, message: string, found: string): TemplateProblem => ({
    offset,
    code: "active-content",
    message,
    found,
  });
  if (!ELEMENTS.has(name.toLowerCase()))
    return [
      active(
        at,
        `邮件模板不得使用 HTML 标签“${show(name)}”（脚本、样式表、图片、表单、框架等一律不用）`,
        name,
      ),
    ];
  const start = html.indexOf(attributes, at + 1 + name.length);
  return [...attributes.matchAll(ATTRIBUTE)].flatMap((match) => {
    const [, key = "", value = ""] = match;
    const offset = start + match.index;
    if (!ATTRIBUTES.has(key.toLowerCase()))
      return [active(offset, `邮件模板不得使用 HTML 属性“${show(key)}”`, key)];
    const bad = checkAttribute(key.toLowerCase(), value);
    return bad === undefined ? [] : [active(offset, `属性“${show(key)}”${bad}`, value)];
  });
}

function checkAttribute(key: string, value: string): string | undefined {
  if (key === "href" && WHOLE_LINK.test(value)) return undefined;
  if (value.includes(INSERTED) || value.includes(LINKED)) return "之内不得插入内容（{{…}}）";
  if (key === "style")
    return STYLE.test(value.replaceAll(SECTION, ""))
      ? undefined
      : "不得含有括号、反斜杠、@ 等，不得引用外部内容";
  if (value.includes(SECTION)) return "之内不得使用段（{{#…}}），只有 style 可以";
  if (key === "href" && !LINK.test(value)) return "应为 https:// 或者 mailto: 开头的网址";
  return undefined;
}
