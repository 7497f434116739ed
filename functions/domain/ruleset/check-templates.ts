import { characterProblem } from "./characters.ts";
import { checkHtml } from "./check-html.ts";
import { checkMustache } from "./check-mustache.ts";
import { type Diagnostic, type DiagnosticDetails, describe } from "./diagnostic.ts";
import { TextLines } from "./text-lines.ts";

const NEEDED = ["digest.subject.mustache", "digest.text.mustache", "digest.html.mustache"];
const MAX_LENGTH = 100_000;

/** A mistake at an offset of a template. */
export type TemplateProblem = Omit<DiagnosticDetails, "atKey"> & {
  readonly offset: number;
  readonly code: string;
  readonly message: string;
};

/** Templates by file name under `templates/`. */
export function* checkTemplates(templates: ReadonlyMap<string, string>): Iterable<Diagnostic> {
  for (const name of NEEDED)
    if (!templates.has(name))
      yield diagnostic(name, "", {
        offset: 0,
        code: "missing-template",
        message: `缺少邮件模板 templates/${name}`,
      });
  for (const [name, template] of templates) {
    const problems = NEEDED.includes(name)
      ? checkTemplate(template, name.includes(".html."))
      : [
          {
            offset: 0,
            code: "unknown-file",
            message: "templates/ 下没有这个模板的用处",
            found: name,
            accepted: NEEDED,
          },
        ];
    for (const problem of problems) yield diagnostic(name, template, problem);
  }
}

function diagnostic(
  name: string,
  template: string,
  { offset, code, message, ...details }: TemplateProblem,
): Diagnostic {
  const place = new TextLines(template).position(offset);
  return {
    file: `templates/${name}`,
    ...place,
    pointer: "",
    code,
    severity: "error",
    message,
    ...describe(details),
  };
}

function checkTemplate(template: string, html: boolean): TemplateProblem[] {
  if (template.length > MAX_LENGTH)
    return [
      { offset: 0, code: "too-large", message: `模板过大：${template.length} 个字符，最多 ${MAX_LENGTH} 个` },
    ];
  const characters = checkCharacters(template);
  if (characters.length > 0) return characters;
  const { problems, tags, sections } = checkMustache(template, html);
  return [...problems, ...(html ? checkHtml(template, tags, sections) : [])];
}

function checkCharacters(template: string): TemplateProblem[] {
  const carriageReturn = template.indexOf("\r");
  if (carriageReturn >= 0)
    return [{ offset: carriageReturn, code: "crlf", message: "文件用 CRLF 换行，应当另存为 LF 换行" }];
  const problems: TemplateProblem[] = [];
  for (let offset = 0; offset < template.length; offset++) {
    const codePoint = template.codePointAt(offset) as number;
    const problem = codePoint === 0x0a ? undefined : characterProblem(codePoint);
    if (problem) problems.push({ offset, ...problem });
    if (codePoint > 0xffff) offset++;
  }
  return problems;
}
