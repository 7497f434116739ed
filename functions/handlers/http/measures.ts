import * as z from "zod";
import { actOnMeasure } from "../../application/act-on-measure.ts";
import { listMeasures } from "../../application/list-measures.ts";
import { loadMeasure } from "../../application/load-measure.ts";
import type { Permission } from "../../domain/access/permissions.ts";
import type { MeasureAct } from "../../domain/measure/status.ts";
import { key } from "../../domain/schema/choice.ts";
import { text } from "../../domain/schema/primitives.ts";
import { measureAnswer, measureList, measureStatus } from "./answers/measure.ts";
import type { Problems } from "./operation.ts";
import { agency, cursor, measureParams } from "./params.ts";
import { BAD_LIST, BUSY, NO_MEASURE, together } from "./problems.ts";
import { route } from "./route.ts";

const ONLY_ISSUER = "限该措施的签发机关";
const ONLY_SERVED = "责任机关限已签发给它的";

const list = route({
  id: "listMeasures",
  method: "GET",
  path: "/v1/measures",
  tag: "measures",
  summary: "列出监督措施",
  description: "责任机关只见已签发给它的。",
  permission: "measure:read",
  alsoChecked: ONLY_SERVED,
  query: z.strictObject({ status: measureStatus.exactOptional(), agency, cursor }),
  answers: { 200: measureList },
  problems: BAD_LIST,
  answer: async ({ query, caller, ruleset }) => {
    const { items, ...next } = await listMeasures({ ...query, caller, directory: ruleset.directory });
    return { body: { measures: items, ...next } };
  },
});

const get = route({
  id: "getMeasure",
  method: "GET",
  path: "/v1/measures/{id}",
  tag: "measures",
  summary: "查看一项监督措施",
  permission: "measure:read",
  alsoChecked: ONLY_SERVED,
  params: measureParams,
  etag: true,
  answers: { 200: measureAnswer },
  problems: NO_MEASURE,
  answer: async ({ params, caller }) => {
    const { measure } = await loadMeasure(params.id, caller);
    return { version: measure.version, body: { measure } };
  },
});

const reason = z.strictObject({ reason: key(text.max(500), "理由", "一句话", "已核实公开") });
const number = key(
  text.max(60).exactOptional(),
  "文号",
  "签发机关自己的文号；不写即由系统编号",
  "昌市司督〔2026〕3号",
);
const written = key(text.max(2000), "答复", "办理情况", "已于11月23日补充公开");

/** What is written with each act: one text. */
type Body = z.ZodObject & z.ZodType<Readonly<Record<string, string>>>;
type Act = {
  readonly permission: Permission;
  readonly summary: string;
  readonly body: Body;
  readonly problems?: Problems;
};
const ISSUER = { 403: ["not-the-issuer"] };
const ACTS: Record<MeasureAct, Act> = {
  issue: {
    permission: "measure:issue",
    summary: "签发",
    body: z.strictObject({ number }) as Body,
    problems: together(ISSUER, { 409: ["duty-not-open"] }),
  },
  cancel: { permission: "measure:issue", summary: "不予签发", body: reason, problems: ISSUER },
  answer: {
    permission: "measure:answer",
    summary: "答复",
    body: z.strictObject({ text: written }),
  },
  accept: { permission: "measure:issue", summary: "认可答复，销号", body: reason, problems: ISSUER },
  return: { permission: "measure:issue", summary: "退回补办", body: reason, problems: ISSUER },
};

const act = (name: MeasureAct) =>
  route({
    id: `${name}Measure`,
    method: "POST",
    path: `/v1/measures/{id}/${name}`,
    tag: "measures",
    params: measureParams,
    etag: true,
    answers: { 200: measureAnswer },
    ...ACTS[name],
    alsoChecked: name === "answer" ? ONLY_SERVED : ONLY_ISSUER,
    problems: together(NO_MEASURE, BUSY, ACTS[name].problems, {
      409: ["measure-status"],
      422: ["text-missing"],
    }),
    answer: async ({ params, body, caller, on, ruleset }) => {
      const measure = await actOnMeasure({
        ...params,
        act: name,
        text: Object.values(body)[0],
        caller,
        on,
        ruleset,
      });
      return { version: measure.version, body: { measure } };
    },
  });

export const measureRoutes = [
  list,
  get,
  act("issue"),
  act("cancel"),
  act("answer"),
  act("accept"),
  act("return"),
];
