import * as z from "zod";
import { decideFacts, getCase, getGate } from "../../application/get-case.ts";
import { listRecords } from "../../application/list-records.ts";
import { putRecord } from "../../application/put-record.ts";
import { YifaError } from "../../domain/errors.ts";
import { identifier, isoDate, text } from "../../domain/schema/primitives.ts";
import { etag, parseBody, parseIfMatch, parseQuery } from "./parse.ts";
import { type Call, route } from "./route.ts";
import { caseView, decisionView } from "./views.ts";

const noQuery = z.strictObject({});
const facts = z.record(z.string(), z.unknown());
const putBody = z.strictObject({ agency: identifier.optional(), facts });
const listQuery = z.strictObject({
  type: identifier,
  agency: identifier.optional(),
  cursor: text.optional(),
});
const decideBody = z.strictObject({
  type: identifier,
  id: text.max(200).optional(),
  agency: identifier.optional(),
  facts,
  on: isoDate.optional(),
});

const keyOf = ({ params }: Call) => ({ type: params.type ?? "", id: params.id ?? "" });

async function put(call: Call) {
  const { event, caller, on, ruleset } = call;
  parseQuery(event, noQuery);
  const ifMatch = parseIfMatch(event);
  const body = parseBody(event, putBody);
  const agency = body.agency ?? caller.agency;
  if (agency === undefined) {
    throw new YifaError(
      "invalid",
      "agency-missing",
      "请写明 agency（台账所属机关），例如 market-regulation",
      { pointer: "/agency" },
    );
  }
  const version = ifMatch === undefined ? {} : { ifMatch };
  const result = await putRecord({
    key: keyOf(call),
    agency,
    facts: body.facts,
    ...version,
    caller,
    on,
    ruleset,
    trace: true,
  });
  return {
    status: result.outcome === "accepted" ? 201 : 200,
    headers: { etag: etag(result.record.version) },
    body: { outcome: result.outcome, ...caseView(result, on) },
  };
}

async function get(call: Call) {
  parseQuery(call.event, noQuery);
  const found = await getCase(keyOf(call), call);
  return { headers: { etag: etag(found.record.version) }, body: caseView(found, call.on) };
}

async function list({ event, caller, ruleset }: Call) {
  const query = parseQuery(event, listQuery);
  const { items, cursor } = await listRecords({ ...query, caller, ruleset });
  return { body: { records: items, ...(cursor === undefined ? {} : { cursor }) } };
}

async function decide(call: Call) {
  parseQuery(call.event, noQuery);
  const body = parseBody(call.event, decideBody);
  return { body: { type: body.type, id: body.id, ...decisionView(await decideFacts(body, call)) } };
}

async function gate(call: Call) {
  parseQuery(call.event, noQuery);
  return { body: await getGate(keyOf(call), call.params.step ?? "", call) };
}

export const recordRoutes = [
  route("PUT", "/v1/records/{type}/{id}", "record:write", put),
  route("GET", "/v1/records/{type}/{id}", "record:read", get),
  route("GET", "/v1/records", "record:read", list),
  route("POST", "/v1/decide", "decide", decide),
  route("GET", "/v1/gates/{type}/{id}/{step}", "record:read", gate),
];
