import * as z from "zod";
import { actOnMail } from "../../application/act-on-mail.ts";
import { getMail } from "../../application/get-mail.ts";
import { listMail } from "../../application/list-mail.ts";
import type { DigestStatus } from "../../domain/notice/digest.ts";
import { DIGEST_STATUSES, type MailAct } from "../../domain/notice/mail-act.ts";
import { mailView } from "../../domain/notice/mail-view.ts";
import { isoDate, text } from "../../domain/schema/primitives.ts";
import { parseBody, parseQuery } from "./parse.ts";
import { type Call, route } from "./route.ts";

const noQuery = z.strictObject({});
const listQuery = z.strictObject({
  status: z.enum(Object.keys(DIGEST_STATUSES) as [DigestStatus, ...DigestStatus[]]).optional(),
  on: isoDate.optional(),
  cursor: text.optional(),
});
const retryBody = z.strictObject({ resend: z.literal(true).optional(), reason: text.max(500).optional() });
const resolveBody = z.strictObject({ sent: z.boolean(), reason: text.max(500) });

const idOf = ({ params }: Call) => params.id ?? "";

async function list({ event, caller, ruleset }: Call) {
  const query = parseQuery(event, listQuery);
  const { items, cursor } = await listMail({ ...query, caller, directory: ruleset.directory });
  return { body: { mails: items.map(mailView), ...(cursor === undefined ? {} : { cursor }) } };
}

async function get(call: Call) {
  parseQuery(call.event, noQuery);
  const { digest, lines, history } = await getMail(idOf(call), call.caller);
  return { body: { mail: mailView(digest), lines, history } };
}

async function take(call: Call, act: MailAct, reason: string | undefined) {
  const { caller, on } = call;
  return { body: { mail: mailView(await actOnMail({ id: idOf(call), act, reason, caller, on })) } };
}

async function retry(call: Call) {
  parseQuery(call.event, noQuery);
  const { resend, reason } = parseBody(call.event, retryBody);
  return take(call, resend ? "resend" : "retry", reason);
}

async function resolve(call: Call) {
  parseQuery(call.event, noQuery);
  const { sent, reason } = parseBody(call.event, resolveBody);
  return take(call, sent ? "confirm-sent" : "confirm-not-sent", reason);
}

export const mailRoutes = [
  route("GET", "/v1/mail", "mail:read", list),
  route("GET", "/v1/mail/{id}", "mail:read", get),
  route("POST", "/v1/mail/{id}/retry", "mail:settle", retry),
  route("POST", "/v1/mail/{id}/resolve", "mail:settle", resolve),
];
