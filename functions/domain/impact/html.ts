import Mustache from "mustache";
import type { ImpactPage } from "./page.ts";

/** One file without scripts, made for A4 on its side. */
const PAGE = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>规则改动影响</title>
<style>
@page { size: A4 landscape; margin: 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1100px; color: #1a1a1a; background: #fff;
  font: 14px/1.6 "Songti SC", "Noto Serif CJK SC", SimSun, serif; }
h1 { font-size: 22px; text-align: center; margin: 0; }
.head { text-align: center; color: #444; margin: 4px 0 16px; }
h2 { font-size: 16px; margin: 22px 0 6px; border-bottom: 2px solid #444; padding-bottom: 2px; break-after: avoid; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
td, th { border: 1px solid #999; padding: 3px 8px; text-align: right; white-space: nowrap; }
td:first-child, th:first-child { text-align: left; white-space: normal; min-width: 8em; }
th { background: #eee; }
tr { break-inside: avoid; }
ul { margin: 4px 0; padding-left: 1.4em; }
li { margin: 2px 0; overflow-wrap: anywhere; }
.no { font-family: Consolas, Menlo, monospace; font-size: 12px; color: #555; }
.late { color: #a40000; }
@media (max-width: 600px) { body { padding: 12px; font-size: 13px; } td, th { padding: 2px 4px; } }
@media print { body { padding: 0; font-size: 11px; } }
</style>
</head>
<body>
<h1>规则改动影响</h1>
<p class="head">以{{on}}为准，规则集 <span class="no">{{from}}</span> 改为 <span class="no">{{to}}</span><br>比对台账{{records}}条；邮件以{{mailsOn}}为准</p>
{{#rules}}
<h2>{{label}}</h2>
<ul>{{#titles}}<li>{{.}}</li>{{/titles}}</ul>
{{/rules}}
{{#nothing}}<p>对现有台账没有影响：认定、前置程序、应办事项和次日邮件均不改变。</p>{{/nothing}}
{{^nothing}}
<h2>按机关汇总</h2>
<div class="wide"><table>
<thead><tr><th>机关</th><th>认定改变</th><th>环节关闭</th><th>环节放行</th><th>新增应办</th><th>撤销应办</th><th>期限变动</th><th>次日邮件（原）</th><th>次日邮件（新）</th></tr></thead>
<tbody>
{{#agencies}}
<tr><td>{{name}}</td><td>{{findings}}</td><td>{{gatesShut}}</td><td>{{gatesOpened}}</td><td>{{opened}}</td><td>{{withdrawn}}</td><td>{{moved}}</td><td>{{mailsBefore}}</td><td>{{mailsAfter}}</td></tr>
{{/agencies}}
</tbody>
</table></div>
{{/nothing}}
{{#sections}}
<h2>{{title}}</h2>
<ul>{{#items}}<li>{{.}}</li>{{/items}}{{#more}}<li>另有 {{more}} 项</li>{{/more}}</ul>
{{/sections}}
{{#failed.length}}
<h2 class="late">未能比对</h2>
<ul>{{#failed}}<li>{{what}}：{{reason}}</li>{{/failed}}</ul>
{{/failed.length}}
</body>
</html>
`;

export const impactHtml = (page: ImpactPage): string => Mustache.render(PAGE, page);
