import * as z from "zod";
import { type AgencyFigure, getIndicator } from "../../application/get-indicator.ts";
import { ruleNamed } from "../../domain/ruleset/rule-named.ts";
import { key } from "../../domain/schema/choice.ts";
import { text } from "../../domain/schema/primitives.ts";
import { indicatorAnswer } from "./answers/figure.ts";
import { agency, indicatorParams } from "./params.ts";
import { route } from "./route.ts";

/** More than one figure comes without the records behind each: ask for one agency. */
const MOST_RECORDS = 5000;

const get = route({
  id: "getIndicator",
  method: "GET",
  path: "/v1/indicators/{rule}",
  tag: "indicators",
  summary: "查看一项指标",
  description: "写明机关的，列出所依据的台账。",
  permission: "indicator:read",
  params: indicatorParams,
  query: z.strictObject({
    agency,
    period: key(text.max(40).exactOptional(), "周期", "不写即今日所在的周期", "2026-H1", "2026-11"),
  }),
  answers: { 200: indicatorAnswer },
  problems: {
    404: ["unknown-rule", "unknown-agency"],
    422: ["not-an-indicator", "malformed-period", "not-responsible"],
  },
  answer: async ({ params, query, caller, on, ruleset }) => {
    // A rule is named as in the ids of duties, with . for /, because a path has its own.
    const rule = ruleNamed(ruleset, params.rule.replaceAll(".", "/"));
    const answer = await getIndicator({ rule, ...query, caller, on, ruleset });
    const [first, ...others] = answer.figures;
    const figures = first && others.length === 0 ? [withRecords(first)] : answer.figures.map(bare);
    return { body: { ...answer, figures } };
  },
});

function withRecords({ records, ...figure }: AgencyFigure) {
  const leftOff = Math.max(0, records.length - MOST_RECORDS);
  return { ...figure, records: records.slice(0, MOST_RECORDS), ...(leftOff > 0 && { leftOff }) };
}

const bare = ({ records: _, ...figure }: AgencyFigure) => figure;

export const indicatorRoutes = [get];
