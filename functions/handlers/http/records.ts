import * as z from "zod";
import { eraseRecordFor } from "../../application/erase-record.ts";
import { decideFacts, explainCase, getCase, getGate } from "../../application/get-case.ts";
import { listRecords } from "../../application/list-records.ts";
import { putRecord } from "../../application/put-record.ts";
import { agencyOf } from "../../domain/access/caller-of-claims.ts";
import { YifaError } from "../../domain/errors.ts";
import { key } from "../../domain/schema/choice.ts";
import { identifier, isoDate, text } from "../../domain/schema/primitives.ts";
import { explanationAnswer } from "./answers/explanation.ts";
import { gate } from "./answers/finding.ts";
import { named } from "./answers/named.ts";
import { decisionAnswer, putAnswer, record, recordAnswer, recordList } from "./answers/record.ts";
import { agency, cursor, gateParams, recordParams } from "./params.ts";
import { BAD_FACTS, BAD_LIST, BUSY, NO_RECORD, together } from "./problems.ts";
import { route } from "./route.ts";
import { caseView, decisionView } from "./views.ts";

/** In the document, of each record type of the rules in force. */
const facts = key(named("FactsGiven", "事实", z.record(z.string(), z.unknown())), "事实", "按名称", {
  kind: "行政处罚",
  decidedOn: "2026-09-28",
  "review.result": "同意",
});
const owner = key(identifier.exactOptional(), "所属机关", "不写即您的机关", "market-regulation");
const type = key(identifier, "台账类型", "台账类型的代号", "enforcement-decision");

const put = route({
  id: "putRecord",
  method: "PUT",
  path: "/v1/records/{type}/{id}",
  tag: "records",
  summary: "登记或者更新台账",
  description:
    "所写的事实取代原有的全部事实；答复为认定及其理由、前置程序和应办事项。同样的内容再次提交，没有变化。",
  permission: "record:write",
  params: recordParams,
  body: z.strictObject({ agency: owner, facts }),
  ifMatch: true,
  etag: true,
  answers: { 200: putAnswer, 201: putAnswer },
  problems: together(BAD_FACTS, BUSY, {
    404: ["unknown-record"],
    409: ["masked-value", "personal-data-erased"],
    422: ["agency-missing", "malformed-record-id", "personal-record-id"],
  }),
  answer: async ({ params, body, ifMatch, caller, on, ruleset }) => {
    const result = await putRecord({
      key: params,
      agency: requireOwner(body.agency ?? agencyOf(caller)),
      facts: body.facts,
      ...(ifMatch === undefined ? {} : { ifMatch }),
      caller,
      on,
      ruleset,
      trace: true,
    });
    return {
      status: result.outcome === "accepted" ? (201 as const) : (200 as const),
      version: result.record.version,
      body: { outcome: result.outcome, ...caseView(result, on) },
    };
  },
});

function requireOwner(agency: string | undefined): string {
  if (agency !== undefined) return agency;
  throw new YifaError("invalid", "agency-missing", "请写明 agency（台账所属机关），例如 market-regulation", {
    pointer: "/agency",
  });
}

const get = route({
  id: "getRecord",
  method: "GET",
  path: "/v1/records/{type}/{id}",
  tag: "records",
  summary: "查看一条台账",
  description: "台账、今日按现行规则的认定和前置程序，以及已存的应办事项。",
  permission: "record:read",
  params: recordParams,
  etag: true,
  answers: { 200: recordAnswer },
  problems: NO_RECORD,
  answer: async ({ params, caller, on, ruleset }) => {
    const found = await getCase(params, { caller, on, ruleset });
    return { version: found.record.version, body: caseView(found, on) };
  },
});

const explanation = route({
  id: "explainRecord",
  method: "GET",
  path: "/v1/records/{type}/{id}/explanation",
  tag: "records",
  summary: "说明一条台账的认定",
  description:
    "逐项写成文字：依据哪一条，哪些成立、哪些不成立、哪些不影响结论而未再审查，哪项事实改变则结论改变。不涉及个人信息。",
  permission: "record:read",
  params: recordParams,
  answers: { 200: explanationAnswer },
  problems: NO_RECORD,
  answer: async ({ params, caller, on, ruleset }) => {
    const { decision, conclusions } = await explainCase(params, { caller, on, ruleset });
    return { body: { ruleset: decision.ruleset, conclusions: [...conclusions] } };
  },
});

const list = route({
  id: "listRecords",
  method: "GET",
  path: "/v1/records",
  tag: "records",
  summary: "列出一类台账",
  permission: "record:read",
  query: z.strictObject({ type, agency, cursor }),
  answers: { 200: recordList },
  problems: together(BAD_LIST, { 422: ["unknown-record-type"] }),
  answer: async ({ query, caller, ruleset }) => {
    const { items, ...next } = await listRecords({ ...query, caller, ruleset });
    return { body: { records: items, ...next } };
  },
});

const decide = route({
  id: "decide",
  method: "POST",
  path: "/v1/decide",
  tag: "records",
  summary: "试判",
  description: "按所写的事实作出认定，什么都不保存。",
  permission: "decide",
  body: z.strictObject({
    type,
    id: key(text.max(200).exactOptional(), "台账编号", "照写在答复里", "1"),
    agency: owner,
    facts,
    on: key(isoDate.exactOptional(), "日期", "以哪一日为今日；不写即今日", "2026-09-28"),
  }),
  answers: { 200: decisionAnswer },
  problems: BAD_FACTS,
  answer: async ({ body, caller, on, ruleset }) => {
    const decision = decisionView(await decideFacts(body, { caller, on, ruleset }));
    return { body: { type: body.type, ...(body.id === undefined ? {} : { id: body.id }), ...decision } };
  },
});

const getGateOfRecord = route({
  id: "getGate",
  method: "GET",
  path: "/v1/gates/{type}/{id}/{step}",
  tag: "records",
  summary: "某一环节能否办理",
  permission: "record:read",
  params: gateParams,
  answers: { 200: gate },
  problems: together(NO_RECORD, { 404: ["unknown-step"] }),
  answer: async ({ params: { step, ...key }, caller, on, ruleset }) => ({
    body: await getGate(key, step, { caller, on, ruleset }),
  }),
});

const eraseOne = route({
  id: "eraseRecord",
  method: "POST",
  path: "/v1/records/{type}/{id}/erase",
  tag: "records",
  summary: "删除一条台账中的个人信息",
  description:
    "依个人的请求，或者不应收集的。台账的其他内容、应办事项、统计和历史记录不变；各版本中的个人信息一并删除，不能恢复，以后也不再接收。有未办结事项的，先办结。",
  permission: "record:erase",
  params: recordParams,
  body: z.strictObject({
    reason: key(text.max(500), "理由", "记入历史记录，不写个人信息", "当事人书面请求删除"),
  }),
  etag: true,
  answers: { 200: z.strictObject({ record }) },
  problems: together(NO_RECORD, BUSY, {
    409: ["already-erased", "duty-still-open"],
    422: ["nothing-personal"],
  }),
  answer: async ({ params, body, caller, on, ruleset }) => {
    const erased = await eraseRecordFor({ key: params, reason: body.reason, caller, on, ruleset });
    return { version: erased.version, body: { record: erased } };
  },
});

export const recordRoutes = [put, eraseOne, get, explanation, list, decide, getGateOfRecord];
