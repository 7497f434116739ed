import Mustache from "mustache";
import type { CoveragePage } from "./page.ts";

/** One file without scripts, made for A4 on its side. */
const PAGE = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{number}}逐条落实情况</title>
<style>
@page { size: A4 landscape; margin: 14mm 12mm 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1280px; color: #1a1a1a; background: #fff;
  font: 13px/1.65 "Songti SC", "Noto Serif CJK SC", SimSun, serif; }
h1 { font-size: 22px; text-align: center; margin: 0 0 4px; line-height: 1.4; }
.head { text-align: center; margin: 0 0 18px; color: #444; }
.sum { border: 1px solid #888; padding: 8px 14px; margin: 0 0 18px; }
.sum p { margin: 2px 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
th, td { border: 1px solid #999; padding: 6px 8px; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { background: #eee; font-weight: bold; }
col.says { width: 23%; } col.does { width: 38%; } col.due { width: 13%; } col.who { width: 13%; } col.late { width: 13%; }
tr.clause td { background: #f4f1ea; font-weight: bold; break-after: avoid; }
tr.clause span { font-weight: normal; color: #555; }
td.says { background: #fcfbf7; }
.no { font-family: Consolas, Menlo, monospace; font-size: 12px; color: #555; font-weight: normal; }
.state { float: right; border: 1px solid #888; border-radius: 2px; padding: 0 5px; font-size: 12px; line-height: 1.5; }
.missing .state { border-color: #a40000; color: #a40000; font-weight: bold; }
.small { font-size: 12px; color: #555; margin: 3px 0 0; }
.rule { font-weight: bold; margin: 0 0 2px; }
p { margin: 0; }
.step + .step { margin-top: 3px; }
tr { break-inside: avoid; }
@media print { body { padding: 0; font-size: 10.5px; } .small, .state, .no { font-size: 9.5px; } h1 { font-size: 17px; } }
</style>
</head>
<body>
<h1>{{number}}逐条落实情况</h1>
<p class="head">《{{title}}》（{{issuedOn}}）</p>
<div class="sum">
<p>全文{{clauseCount}}条，列出义务{{total}}项，已落实{{covered}}项{{#missing}}，<strong>尚未落实{{missing}}项</strong>{{/missing}}。规则集 <span class="no">{{ruleset}}</span></p>
<p class="small">“期限”一栏括注来源：{{sources}}。{{byDefault}}的期限可以修改，不是法律要求。督办及以上各步须经监督机关签发，方为对责任机关的正式措施。</p>
</div>
<table>
<colgroup><col class="says"><col class="does"><col class="due"><col class="who"><col class="late"></colgroup>
<thead><tr><th>文件原文</th><th>系统怎样做</th><th>期限及来源</th><th>届满前提醒</th><th>逾期后告知</th></tr></thead>
<tbody>
{{#clauses}}
<tr class="clause"><td colspan="5">{{heading}} <span class="no">{{clause}}</span>{{#noDuty}}<br><span>没有列出义务：{{noDuty}}</span>{{/noDuty}}</td></tr>
{{#duties}}
{{#rows}}
<tr{{#missing}} class="missing"{{/missing}}>
{{#first}}<td class="says" rowspan="{{height}}"><span class="state">{{state}}</span><span class="no">{{duty}}</span><br>{{quote}}</td>
{{/first}}
{{#rule}}
<td><p class="rule">{{kind}}　{{title}} <span class="no">{{id}}</span></p><p>{{text}}</p><p class="small">{{inForce}}</p>{{#basis}}<p class="small">依据和说明：{{basis}}</p>{{/basis}}{{#first}}{{#reason}}<p class="small">不能计算的部分：{{reason}}</p>{{/reason}}{{/first}}</td>
<td>{{due}}</td>
<td>{{#reminded}}<p class="step">{{step}}：{{to}}</p>{{/reminded}}{{^reminded}}—{{/reminded}}</td>
<td>{{#late}}<p class="step">{{step}}：{{to}}</p>{{/late}}{{^late}}—{{/late}}</td>
{{/rule}}
{{^rule}}
<td colspan="4">{{#reason}}不能计算：{{reason}}{{/reason}}{{^reason}}尚无规则，也没有写明不能计算的原因{{/reason}}</td>
{{/rule}}
</tr>
{{/rows}}
{{/duties}}
{{/clauses}}
</tbody>
</table>
</body>
</html>
`;

export const coverageHtml = (page: CoveragePage): string => Mustache.render(PAGE, page);
