import * as z from "zod";
import { type ActOnMail, actOnMail } from "../../application/act-on-mail.ts";
import { getMail } from "../../application/get-mail.ts";
import { listMail } from "../../application/list-mail.ts";
import { mailView } from "../../domain/notice/mail-view.ts";
import { key } from "../../domain/schema/choice.ts";
import { isoDate, text } from "../../domain/schema/primitives.ts";
import { mailAnswer, mailList, mailStatus, mailWithLines } from "./answers/running.ts";
import { cursor, mailParams } from "./params.ts";
import { NO_MAIL, together } from "./problems.ts";
import { route } from "./route.ts";
import { historyView } from "./views.ts";

const reason = key(text.max(500), "理由", "一句话", "已电话核实收件人未收到");

const list = route({
  id: "listMail",
  method: "GET",
  path: "/v1/mail",
  tag: "running",
  summary: "列出邮件",
  permission: "mail:read",
  query: z.strictObject({
    status: mailStatus.exactOptional(),
    on: key(isoDate.exactOptional(), "邮件日期", "不写即各日的", "2026-11-23"),
    cursor,
  }),
  answers: { 200: mailList },
  problems: { 400: ["invalid-cursor"] },
  answer: async ({ query, caller, ruleset }) => {
    const { items, ...next } = await listMail({ ...query, caller, directory: ruleset.directory });
    return { body: { mails: items.map(mailView), ...next } };
  },
});

const get = route({
  id: "getMail",
  method: "GET",
  path: "/v1/mail/{id}",
  tag: "running",
  summary: "查看一封邮件的内容和经过",
  permission: "mail:read",
  params: mailParams,
  answers: { 200: mailWithLines },
  problems: NO_MAIL,
  answer: async ({ params, caller }) => {
    const { digest, lines, history } = await getMail(params.id, caller);
    return { body: { mail: mailView(digest), lines, history: history.map(historyView) } };
  },
});

const SETTLING = together(NO_MAIL, {
  409: ["mail-status", "busy", "changed-meanwhile"],
  422: ["text-missing"],
  503: ["queue-refused"],
});
const settled = async (what: ActOnMail) => ({ body: { mail: mailView(await actOnMail(what)) } });

const retry = route({
  id: "retryMail",
  method: "POST",
  path: "/v1/mail/{id}/retry",
  tag: "running",
  summary: "重发一封未发出的邮件",
  description: "结果不明的，写 resend 和理由，再发一次；收件人可能收到两封同样的邮件。",
  permission: "mail:settle",
  params: mailParams,
  body: z.strictObject({
    resend: key(z.literal(true).exactOptional(), "再发一次", "对结果不明的邮件", true),
    reason: reason.exactOptional(),
  }),
  answers: { 200: mailAnswer },
  problems: SETTLING,
  answer: ({ params, body, caller, on }) =>
    settled({ ...params, act: body.resend ? "resend" : "retry", reason: body.reason, caller, on }),
});

const resolve = route({
  id: "resolveMail",
  method: "POST",
  path: "/v1/mail/{id}/resolve",
  tag: "running",
  summary: "认定一封结果不明的邮件是否已经发出",
  permission: "mail:settle",
  params: mailParams,
  body: z.strictObject({ sent: key(z.boolean(), "已发出", "经核实是否已经发出", true), reason }),
  answers: { 200: mailAnswer },
  problems: SETTLING,
  answer: ({ params, body, caller, on }) =>
    settled({
      ...params,
      act: body.sent ? "confirm-sent" : "confirm-not-sent",
      reason: body.reason,
      caller,
      on,
    }),
});

export const mailRoutes = [list, get, retry, resolve];
