import * as z from "zod";
import { type AgencyFigure, getIndicator } from "../../application/get-indicator.ts";
import { ruleNamed } from "../../domain/ruleset/rule-named.ts";
import { identifier, text } from "../../domain/schema/primitives.ts";
import { parseQuery } from "./parse.ts";
import { type Call, route } from "./route.ts";

const query = z.strictObject({ agency: identifier.optional(), period: text.max(40).optional() });

/** More than one figure comes without the records behind each: ask for one agency. */
const MOST_RECORDS = 5000;

/** A rule is named as in the ids of duties, with . for /, because a path has its own. */
async function get({ event, params, caller, on, ruleset }: Call) {
  const rule = ruleNamed(ruleset, (params.rule ?? "").replaceAll(".", "/"));
  const answer = await getIndicator({ rule, ...parseQuery(event, query), caller, on, ruleset });
  const [first, ...others] = answer.figures;
  const figures = first && others.length === 0 ? [withRecords(first)] : answer.figures.map(bare);
  return { body: { ...answer, figures } };
}

function withRecords({ records, ...figure }: AgencyFigure) {
  const leftOff = Math.max(0, records.length - MOST_RECORDS);
  return { ...figure, records: records.slice(0, MOST_RECORDS), ...(leftOff > 0 && { leftOff }) };
}

const bare = ({ records: _, ...figure }: AgencyFigure) => figure;

export const indicatorRoutes = [route("GET", "/v1/indicators/{rule}", "indicator:read", get)];
