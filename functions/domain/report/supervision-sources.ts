import { citationText } from "../read/citation.ts";
import { Words } from "../read/words.ts";
import { ruleNamed } from "../ruleset/rule-named.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { DUE_SOURCES } from "../schema/primitives.ts";
import type { SupervisionReportTerms } from "../schema/supervision-report.ts";
import { NO_CASES } from "./rate.ts";
import type { ScorePart } from "./score.ts";
import type { Sheet } from "./sheet.ts";
import { NOTES } from "./supervision-figures.ts";

/** Where each figure comes from, and who set its points. */
export function sourceSheet(terms: SupervisionReportTerms, ruleset: Ruleset): Omit<Sheet, "lead"> {
  const { review, filing, disclosure } = terms;
  const actions = disclosure.actions.map((id) => ruleset.actions.get(id)?.label ?? id).join("、");
  const scored: [ScorePart, name: string, how: string, cites: string][] = [
    ["duties", "应办事项按期率", "届满日在本半年内的全部应办事项，按期办结的比例", OWN_CITES],
    ["disclosure", "应公开事项按期率", `其中办理事项为“${actions}”的，按期办结的比例`, OWN_CITES],
    ["review", "法制审核率", ...ruleSource(review.gate, "适用该规则的，其要求已满足的比例", ruleset)],
    ["filing", "规范性文件报备率", ...ruleSource(filing.indicator, "按该指标的分子、分母核算", ruleset)],
  ];
  return {
    name: "指标来源",
    title: "指标来源和分值",
    columns: [
      { header: "指标", width: 20 },
      { header: "核算方法", width: 56 },
      { header: "依据", width: 44 },
      { header: "分值", width: 8 },
      { header: "分值来源", width: 18 },
      { header: "分值依据", width: 48 },
    ],
    rows: [
      ...scored.map(([part, name, how, cites]) => {
        const { weight, source, basis } = terms[part];
        return [name, how, cites, weight, DUE_SOURCES[source].label, basis];
      }),
      [
        "已批准延期",
        "届满日在本半年内的应办事项中，已批准延期的件数",
        OWN_CITES,
        NO_CASES,
        NO_CASES,
        NO_CASES,
      ],
      [
        "监督措施",
        "签发日在本半年内的措施，按种类；拟办而未签发的不计",
        OWN_CITES,
        NO_CASES,
        NO_CASES,
        NO_CASES,
      ],
    ],
    notes: NOTES,
  };
}

const OWN_CITES = "各事项所引条款";

function ruleSource(id: string, how: string, ruleset: Ruleset): [how: string, cites: string] {
  const rule = ruleNamed(ruleset, id);
  const words = new Words(ruleset, rule.versions.at(-1)?.appliesTo);
  const date = words.recordDate === undefined ? "" : `${words.label(words.recordDate)}在本半年内的`;
  return [
    `${date}${words.record}，${how}；规则“${rule.title}”（${id}）`,
    rule.cites.map(citationText).join("；"),
  ];
}
