import Mustache from "mustache";
import type { AgencyYear } from "./year-page.ts";

/** One file without scripts, made for A4 upright. */
const PAGE = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{agency}}推演</title>
<style>
@page { size: A4; margin: 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 900px; color: #1a1a1a; background: #fff;
  font: 14px/1.6 "Songti SC", "Noto Serif CJK SC", SimSun, serif; }
h1 { font-size: 22px; text-align: center; margin: 0; }
.head { text-align: center; color: #444; margin: 4px 0 16px; }
h2 { font-size: 16px; margin: 22px 0 6px; border-bottom: 2px solid #444; padding-bottom: 2px; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
.sum td, .sum th { border: 1px solid #999; padding: 3px 8px; text-align: right; }
.sum td:first-child, .sum th:first-child { text-align: left; white-space: nowrap; }
.sum th { background: #eee; }
.days td { padding: 3px 8px 3px 0; vertical-align: top; border-bottom: 1px solid #ddd; }
.days tr { break-inside: avoid; }
.day { width: 124px; white-space: nowrap; color: #444; }
.mark { width: 76px; white-space: nowrap; font-weight: bold; }
.late { color: #a40000; }
.to { color: #555; font-size: 12.5px; }
.none { color: #666; margin: 4px 0; }
@media (max-width: 600px) {
  body { padding: 12px; }
  .head { font-size: 13px; }
  .sum { font-size: 12.5px; }
  .sum td, .sum th { padding: 2px 4px; }
  .days tr { display: block; border-bottom: 1px solid #ddd; padding: 4px 0; }
  .days td { display: inline; border: 0; }
  .days .day:empty { padding: 0; }
  .days td:last-child { display: block; padding: 0; }
}
@media print { body { padding: 0; font-size: 11px; } .to { font-size: 10px; } }
</style>
</head>
<body>
<h1>{{agency}}</h1>
<p class="head">应办事项和通知推演<br>{{from}}至{{to}}{{#goLiveOn}}<br>系统自{{goLiveOn}}起运行，此前到期的为历史事项，只登记，不提醒{{/goLiveOn}}</p>
<table class="sum">
<thead><tr><th>月份</th><th>新增应办</th><th>按期办结</th><th>逾期办结</th><th>月末逾期未办</th><th>催办</th><th>拟办措施</th><th>收到邮件</th></tr></thead>
<tbody>
{{#months}}
<tr><td>{{label}}</td><td>{{opened}}</td><td>{{onTime}}</td><td>{{late}}</td><td>{{overdue}}</td><td>{{urged}}</td><td>{{drafted}}</td><td>{{mails}}</td></tr>
{{/months}}
</tbody>
</table>
{{#months}}
<h2>{{label}}</h2>
<table class="days">
{{#days}}
{{#items}}
<tr><td class="day">{{#first}}{{day}}　{{weekday}}{{/first}}</td><td class="mark{{#late}} late{{/late}}">{{mark}}</td><td>{{text}}{{#reached}}<br><span class="to">{{reached}}</span>{{/reached}}</td></tr>
{{/items}}
{{/days}}
</table>
{{^days}}
<p class="none">本月无事项。</p>
{{/days}}
{{/months}}
</body>
</html>
`;

export const yearHtml = (year: AgencyYear): string => Mustache.render(PAGE, year);
