import * as z from "zod";
import { actOnMeasure } from "../../application/act-on-measure.ts";
import { listMeasures } from "../../application/list-measures.ts";
import { loadMeasure } from "../../application/load-measure.ts";
import { MEASURE_STATUSES, type MeasureAct, type MeasureStatus } from "../../domain/measure/status.ts";
import { identifier, text } from "../../domain/schema/primitives.ts";
import { etag, parseBody, parseQuery } from "./parse.ts";
import { type Call, route } from "./route.ts";

const noQuery = z.strictObject({});
const listQuery = z.strictObject({
  status: z.enum(Object.keys(MEASURE_STATUSES) as [MeasureStatus, ...MeasureStatus[]]).optional(),
  agency: identifier.optional(),
  cursor: text.optional(),
});
const reason = z.strictObject({ reason: text.max(500) });
/** What is written with each act: one text. */
const BODIES = {
  issue: z.strictObject({ number: text.max(60).optional() }),
  answer: z.strictObject({ text: text.max(2000) }),
  accept: reason,
  return: reason,
  cancel: reason,
} satisfies Record<MeasureAct, z.ZodType<Record<string, string | undefined>>>;

const idOf = ({ params }: Call) => params.id ?? "";

async function list({ event, caller, ruleset }: Call) {
  const { items, cursor } = await listMeasures({
    ...parseQuery(event, listQuery),
    caller,
    directory: ruleset.directory,
  });
  return { body: { measures: items, ...(cursor === undefined ? {} : { cursor }) } };
}

async function get(call: Call) {
  parseQuery(call.event, noQuery);
  const { measure } = await loadMeasure(idOf(call), call.caller);
  return { headers: { etag: etag(measure.version) }, body: { measure } };
}

const act = (name: MeasureAct) => async (call: Call) => {
  parseQuery(call.event, noQuery);
  const { event, caller, on, ruleset } = call;
  const measure = await actOnMeasure({
    id: idOf(call),
    act: name,
    text: Object.values(parseBody(event, BODIES[name]))[0],
    caller,
    on,
    ruleset,
  });
  return { headers: { etag: etag(measure.version) }, body: { measure } };
};

export const measureRoutes = [
  route("GET", "/v1/measures", "measure:read", list),
  route("GET", "/v1/measures/{id}", "measure:read", get),
  route("POST", "/v1/measures/{id}/issue", "measure:issue", act("issue")),
  route("POST", "/v1/measures/{id}/cancel", "measure:issue", act("cancel")),
  route("POST", "/v1/measures/{id}/answer", "measure:answer", act("answer")),
  route("POST", "/v1/measures/{id}/accept", "measure:issue", act("accept")),
  route("POST", "/v1/measures/{id}/return", "measure:issue", act("return")),
];
