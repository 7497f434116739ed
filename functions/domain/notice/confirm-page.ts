import Mustache from "mustache";
import type { Duty } from "../entities.ts";
import { mask } from "../mask.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { agencyName, chineseDate, personName } from "./matter.ts";
import { plain } from "./plain.ts";

/** The pages that links in mails lead to: no script, nothing from elsewhere. */
export const PAGE_STYLE = `
body { margin: 0; background: #f3f4f6; color: #1f2937; font: 17px/1.7 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", SimSun, sans-serif; }
main { max-width: 640px; margin: 0 auto; padding: 24px 20px; background: #fff; border-top: 4px solid #b91c1c; box-sizing: border-box; }
h1 { margin: 0 0 16px; font-size: 24px; line-height: 1.4; }
dl { margin: 0 0 16px; border-top: 1px solid #d1d5db; }
dl div { padding: 8px 0; border-bottom: 1px solid #d1d5db; }
dt { font-size: 15px; color: #4b5563; }
dd { margin: 0; overflow-wrap: anywhere; }
button { width: 100%; min-height: 48px; margin: 8px 0; padding: 8px 16px; border: 0; border-radius: 4px; background: #b91c1c; color: #fff; font: inherit; font-weight: bold; cursor: pointer; }
button:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 2px; }
footer { margin-top: 24px; padding-top: 12px; border-top: 1px solid #d1d5db; font-size: 15px; color: #4b5563; }
`;

const PAGE = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>{{title}}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>{{title}}</h1>
{{#matter}}
<dl>
<div><dt>事项</dt><dd>{{name}}</dd></div>
{{#number}}<div><dt>文书号</dt><dd>{{number}}</dd></div>{{/number}}
<div><dt>责任单位</dt><dd>{{agency}}</dd></div>
<div><dt>期限</dt><dd>{{due}}</dd></div>
<div><dt>{{who}}</dt><dd>{{person}}</dd></div>
</dl>
{{/matter}}
{{#paragraphs}}<p>{{.}}</p>
{{/paragraphs}}
{{#until}}
<form method="post">
<input type="hidden" name="until" value="{{until}}">
<button type="submit">确认知悉，正在办理</button>
</form>
<p>打开本页不产生任何效力，点击上面的按钮后才予确认。</p>
{{/until}}
{{#office}}<footer>{{name}}<br>联系电话：{{telephone}}</footer>{{/office}}
</main>
</body>
</html>
`;

type Matter = {
  readonly duty: Duty;
  readonly recipient: string;
  readonly until: IsoDate;
  readonly confirmed: boolean;
};

/** What a link would confirm, or what has been confirmed. */
export function confirmPage({ duty, recipient, until, confirmed }: Matter, ruleset: Ruleset): string {
  const by = confirmed ? (duty.acknowledged?.by ?? recipient) : recipient;
  const span = until < duty.dueOn ? `至${chineseDate(until)}（含当日）` : "期限届满前";
  const rests = `${span}不再发送提醒。到期提醒和逾期催办照发，办理完毕后仍须办结销号。`;
  const matter = {
    name: plain(duty.title, 80),
    ...(duty.caseNumber !== undefined && { number: plain(duty.caseNumber, 60) }),
    agency: agencyName(duty.agency, ruleset),
    due: `${chineseDate(duty.dueOn)}${duty.provisional ? "（暂定）" : ""}`,
    who: confirmed ? "确认人" : "收件人",
    person: personName(by, ruleset),
  };
  return render(
    confirmed
      ? {
          title: "已经确认知悉",
          matter,
          paragraphs: [rests],
        }
      : {
          title: "确认知悉",
          matter,
          until,
          paragraphs: [`确认后，${rests}`],
        },
    ruleset,
  );
}

/** Why a link does nothing. The office is named where the rules could be read. */
export const refusalPage = (detail: string, ruleset?: Ruleset): string =>
  render({ title: "未能确认知悉", paragraphs: [`${mask(detail)}。`] }, ruleset);

function render(view: object, ruleset: Ruleset | undefined): string {
  const office = ruleset?.settings.office;
  const shown = office && { name: plain(office.name), telephone: plain(office.telephone, 40) };
  return Mustache.render(PAGE, { until: "", number: "", ...view, office: shown });
}
