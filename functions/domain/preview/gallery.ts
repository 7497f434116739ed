import Mustache from "mustache";
import type { SampleMail } from "./samples.ts";

/** One page: each mail as a phone and a desktop show it, its text version beside. */
const PAGE = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>邮件预览</title>
<style>
* { box-sizing: border-box; }
body { margin: 0; padding: 16px; font: 15px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #1f2937; }
h1 { font-size: 22px; } h2 { font-size: 18px; margin: 32px 0 4px; }
p { margin: 4px 0 12px; color: #4b5563; }
.views { display: flex; gap: 16px; align-items: flex-start; overflow-x: auto; padding-bottom: 8px; }
figure { margin: 0; flex: none; max-width: 100%; } figcaption { font-size: 13px; color: #6b7280; }
iframe, pre { border: 1px solid #9ca3af; height: 640px; background: #fff; max-width: 100%; margin: 0; }
.phone { width: 360px; } .desktop { width: 800px; }
pre { width: 640px; overflow: auto; padding: 12px; font: 13px/1.6 Consolas, Menlo, "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 600px) { .views { flex-direction: column; } }
</style>
</head>
<body>
<h1>邮件预览</h1>
<p>用固定的示例数据和本规则文件夹的模板生成。左为手机（360 像素宽），中为电脑（800 像素宽），右为纯文本版。</p>
<nav><ul>{{#mails}}<li><a href="#{{id}}">{{title}}</a></li>{{/mails}}</ul></nav>
{{#mails}}
<h2 id="{{id}}">{{title}}</h2>
{{#mail}}
<p>主题：{{subject}}{{#files.length}}<br>附件：{{#files}}<a href="{{path}}" download="{{name}}">{{name}}</a> {{/files}}{{/files.length}}</p>
<div class="views">
<figure><figcaption>手机</figcaption><iframe class="phone" sandbox="" loading="lazy" src="{{id}}.html" title="{{title}}（手机）"></iframe></figure>
<figure><figcaption>电脑</figcaption><iframe class="desktop" sandbox="" loading="lazy" src="{{id}}.html" title="{{title}}（电脑）"></iframe></figure>
<figure><figcaption>纯文本</figcaption><pre>{{text}}</pre></figure>
</div>
{{/mail}}
{{^mail}}<p>不发邮件：{{leftOut.length}}件事项在发出之前已经办结或者不再需要办理。</p>{{/mail}}
{{/mails}}
</body>
</html>
`;

/** A file that goes with a sample mail, beside its page. */
export type SampleFile = { readonly name: string; readonly content: Uint8Array };

/** The files of the gallery by name; `index.html` shows them all. `files` go with the mails, by the mail's id. */
export function galleryFiles(
  mails: readonly SampleMail[],
  files: ReadonlyMap<string, readonly SampleFile[]>,
): Map<string, string | Uint8Array> {
  const found = new Map<string, string | Uint8Array>();
  const shown = mails.map((one) => {
    const own = (files.get(one.id) ?? []).map(({ name, content }, n) => {
      const path = `${one.id}-${n + 1}${name.slice(name.lastIndexOf("."))}`;
      found.set(path, content);
      return { name, path };
    });
    if (one.mail) found.set(`${one.id}.html`, one.mail.html).set(`${one.id}.txt`, one.mail.text);
    return { ...one, files: own };
  });
  return found.set("index.html", Mustache.render(PAGE, { mails: shown }));
}
