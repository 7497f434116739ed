import Mustache from "mustache";
import type { DigestView } from "./digest-view.ts";
import { plain } from "./plain.ts";

export type Mail = { readonly subject: string; readonly text: string; readonly html: string };

/** In characters; mail programs show less. */
const MAX_SUBJECT = 150;

/** Mustache leaves a place empty where the view has nothing for it: a mail with a hole is not to go out. */
class StrictWriter extends Mustache.Writer {
  override escapedValue(...[token, context, config]: Parameters<Mustache.Writer["escapedValue"]>): string {
    return super.escapedValue(present(token, context), context, config);
  }

  override unescapedValue(...[token, context]: Parameters<Mustache.Writer["unescapedValue"]>): string {
    return super.unescapedValue(present(token, context), context);
  }
}

function present(token: string[], context: Mustache.Context): string[] {
  const [, name = ""] = token;
  const value: unknown = context.lookup(name);
  if (typeof value === "string" || typeof value === "number") return token;
  throw new Error(`邮件模板要用“${name}”，本邮件没有`);
}

const writer = new StrictWriter();

/** @throws where a template is missing, or shows what the view does not have. */
export function renderMail(templates: ReadonlyMap<string, string>, view: DigestView): Mail {
  const rendered = (name: string): string => {
    const template = templates.get(`${name}.mustache`);
    if (template === undefined)
      throw new Error(`没有邮件模板 ${name}.mustache，应在规则目录的 templates/ 下`);
    return writer.render(template, view);
  };
  return {
    subject: plain(rendered("digest.subject"), MAX_SUBJECT),
    text: rendered("digest.text"),
    html: rendered("digest.html"),
  };
}
