import * as z from "zod";
import { acknowledgeDuty } from "../../application/acknowledge-duty.ts";
import { discharge, waive } from "../../application/close-duty.ts";
import { extend } from "../../application/extend-duty.ts";
import { listDuties } from "../../application/list-duties.ts";
import { loadDuty } from "../../application/load-duty.ts";
import { INSTANT_FORMS, toInstant } from "../../domain/calendar/instants.ts";
import type { Duty } from "../../domain/entities.ts";
import { identifier, isoDate, text } from "../../domain/schema/primitives.ts";
import { etag, parseBody, parseQuery } from "./parse.ts";
import { type Call, route } from "./route.ts";
import { dutyView } from "./views.ts";

const noQuery = z.strictObject({});
const listQuery = z.strictObject({
  status: z.enum(["open", "discharged", "waived", "withdrawn"]).optional(),
  dueBefore: isoDate.optional(),
  agency: identifier.optional(),
  cursor: text.optional(),
});
const evidence = z.record(text.max(80), text).optional();
const instant = text
  .refine((written) => toInstant(written) !== undefined, { error: INSTANT_FORMS })
  .transform((written) => toInstant(written) ?? written);
const dischargeBody = z.strictObject({
  reason: text.optional(),
  doneOn: instant.optional(),
  evidence,
  published: z.array(text).max(20).optional(),
});
const acknowledgeBody = z.strictObject({ until: isoDate, reason: text.optional() });
const waiveBody = z.strictObject({ reason: text, evidence });
const extendBody = z.union(
  [
    z.strictObject({ reason: text, until: isoDate }),
    z.strictObject({ reason: text, grant: z.literal(true) }),
  ],
  { error: '应为申请 {"reason": "…", "until": "2026-12-01"} 或同意 {"reason": "…", "grant": true}' },
);

const idOf = ({ params }: Call) => params.id ?? "";

function answer(duty: Duty, { on }: Call) {
  return { headers: { etag: etag(duty.version) }, body: { duty: dutyView(duty, on) } };
}

async function list({ event, caller, on, ruleset }: Call) {
  const query = parseQuery(event, listQuery);
  const { items, cursor } = await listDuties({ ...query, caller, directory: ruleset.directory });
  return {
    body: { duties: items.map((duty) => dutyView(duty, on)), ...(cursor === undefined ? {} : { cursor }) },
  };
}

/** Why, which clause, which days were counted, which notices were made, and what was done to it. */
async function get(call: Call) {
  parseQuery(call.event, noQuery);
  const { duty, stored } = await loadDuty(idOf(call), call.caller);
  const lines = stored.lines.filter((line) => line.dutyId === duty.id);
  const history = stored.history.filter((entry) => entry.details?.duty === duty.id);
  const { steps, derivation } = duty;
  return {
    headers: { etag: etag(duty.version) },
    body: { duty: dutyView(duty, call.on), derivation, steps, lines, history },
  };
}

async function dischargeOne(call: Call) {
  parseQuery(call.event, noQuery);
  const { caller, on, ruleset } = call;
  const body = defined(parseBody(call.event, dischargeBody));
  return answer(await discharge({ ...body, id: idOf(call), caller, on, ruleset }), call);
}

async function acknowledgeOne(call: Call) {
  parseQuery(call.event, noQuery);
  const { caller, on, ruleset } = call;
  const body = defined(parseBody(call.event, acknowledgeBody));
  return answer(await acknowledgeDuty({ ...body, id: idOf(call), caller, on, ruleset }), call);
}

async function waiveOne(call: Call) {
  parseQuery(call.event, noQuery);
  const { caller, on } = call;
  return answer(
    await waive({ ...defined(parseBody(call.event, waiveBody)), id: idOf(call), caller, on }),
    call,
  );
}

async function extendOne(call: Call) {
  parseQuery(call.event, noQuery);
  const { caller, on, ruleset } = call;
  return answer(
    await extend({ ...parseBody(call.event, extendBody), id: idOf(call), caller, on, ruleset }),
    call,
  );
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the keys that were left out. */
function defined<T extends object>(body: T): Defined<T> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Defined<T>;
}

export const dutyRoutes = [
  route("GET", "/v1/duties", "duty:read", list),
  route("GET", "/v1/duties/{id}", "duty:read", get),
  route("POST", "/v1/duties/{id}/discharge", "duty:discharge", dischargeOne),
  route("POST", "/v1/duties/{id}/acknowledge", "duty:acknowledge", acknowledgeOne),
  route("POST", "/v1/duties/{id}/waive", "duty:waive", waiveOne),
  route("POST", "/v1/duties/{id}/extend", "duty:read", extendOne),
];
