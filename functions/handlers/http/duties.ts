import * as z from "zod";
import { acknowledgeDuty } from "../../application/acknowledge-duty.ts";
import { discharge, waive } from "../../application/close-duty.ts";
import { extend } from "../../application/extend-duty.ts";
import { listDuties } from "../../application/list-duties.ts";
import { loadDuty } from "../../application/load-duty.ts";
import { INSTANT_FORMS, toInstant } from "../../domain/calendar/instants.ts";
import type { Duty } from "../../domain/entities.ts";
import { key } from "../../domain/schema/choice.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { isoDate, text } from "../../domain/schema/primitives.ts";
import { dutyAnswer, dutyList, dutyStatus, dutyWithGrounds } from "./answers/duty.ts";
import { agency, cursor, dutyParams } from "./params.ts";
import { BAD_FACTS, BAD_LIST, BUSY, NO_DUTY, together } from "./problems.ts";
import { route } from "./route.ts";
import { dutyView, historyView } from "./views.ts";

const reason = key(text, "理由", "一句话", "因机构改革职责已划转");
const evidence = key(
  z.record(text.max(80), text).exactOptional(),
  "依据",
  "按事实名称；周期事项按依据的名称",
  { publishedUrl: "https://www.example.org/1" },
);
const instant = text
  .refine((written) => toInstant(written) !== undefined, { error: INSTANT_FORMS })
  .transform((written) => toInstant(written) ?? written);

const answered = (duty: Duty, on: IsoDate) => ({
  version: duty.version,
  body: { duty: dutyView(duty, on) },
});
/** What is done to one open duty. */
const CLOSING = together(NO_DUTY, BUSY, { 409: ["duty-not-open"] });

const list = route({
  id: "listDuties",
  method: "GET",
  path: "/v1/duties",
  tag: "duties",
  summary: "列出应办事项",
  description: "按机关、状态、届满日排列。",
  permission: "duty:read",
  query: z.strictObject({
    status: dutyStatus.exactOptional(),
    dueBefore: key(isoDate.exactOptional(), "届满日早于", "不含当日", "2026-12-01"),
    agency,
    cursor,
  }),
  answers: { 200: dutyList },
  problems: BAD_LIST,
  answer: async ({ query, caller, on, ruleset }) => {
    const { items, ...next } = await listDuties({ ...query, caller, directory: ruleset.directory });
    return { body: { duties: items.map((duty) => dutyView(duty, on)), ...next } };
  },
});

const get = route({
  id: "getDuty",
  method: "GET",
  path: "/v1/duties/{id}",
  tag: "duties",
  summary: "查看一个应办事项及其来由",
  description: "依据哪一条、逐日怎么算、催办阶梯、发过哪些通知、谁办理过。",
  permission: "duty:read",
  params: dutyParams,
  etag: true,
  answers: { 200: dutyWithGrounds },
  problems: NO_DUTY,
  answer: async ({ params, caller, on }) => {
    const { duty, stored } = await loadDuty(params.id, caller);
    const lines = stored.lines.filter((line) => line.dutyId === duty.id);
    const history = stored.history.filter((entry) => entry.details?.duty === duty.id).map(historyView);
    const { steps, derivation } = duty;
    return { version: duty.version, body: { duty: dutyView(duty, on), derivation, steps, lines, history } };
  },
});

const dischargeOne = route({
  id: "dischargeDuty",
  method: "POST",
  path: "/v1/duties/{id}/discharge",
  tag: "duties",
  summary: "办结销号",
  description: "规则写明由台账的事实销号的，同时写入台账。",
  permission: "duty:discharge",
  params: dutyParams,
  body: z.strictObject({
    reason: reason.exactOptional(),
    doneOn: key(instant.exactOptional(), "办结日期", "日期或者时刻，北京时间；不写即今日", "2026-11-20"),
    evidence,
    published: key(
      z.array(text).max(20).exactOptional(),
      "已公开的内容",
      "逐项确认公开载明了规则所列的内容",
      ["行政相对人名称"],
    ),
  }),
  etag: true,
  answers: { 200: dutyAnswer },
  problems: together(CLOSING, BAD_FACTS, {
    422: ["before-trigger", "publication-incomplete", "evidence-missing", "not-discharged"],
  }),
  answer: async ({ params, body, caller, on, ruleset }) =>
    answered(await discharge({ ...body, ...params, caller, on, ruleset }), on),
});

const acknowledgeOne = route({
  id: "acknowledgeDuty",
  method: "POST",
  path: "/v1/duties/{id}/acknowledge",
  tag: "duties",
  summary: "知悉",
  description: "已知悉并正在办理：届满之前的提醒停至所写之日。",
  permission: "duty:acknowledge",
  params: dutyParams,
  body: z.strictObject({
    until: key(isoDate, "停至", "含当日", "2026-11-20"),
    reason: reason.exactOptional(),
  }),
  etag: true,
  answers: { 200: dutyAnswer },
  problems: together(CLOSING, { 409: ["already-overdue"], 422: ["acknowledgement-out-of-range"] }),
  answer: async ({ params, body, caller, on, ruleset }) =>
    answered(await acknowledgeDuty({ ...body, ...params, caller, on, ruleset }), on),
});

const waiveOne = route({
  id: "waiveDuty",
  method: "POST",
  path: "/v1/duties/{id}/waive",
  tag: "duties",
  summary: "豁免",
  permission: "duty:waive",
  params: dutyParams,
  body: z.strictObject({ reason, evidence }),
  etag: true,
  answers: { 200: dutyAnswer },
  problems: CLOSING,
  answer: async ({ params, body, caller, on, ruleset }) =>
    answered(await waive({ ...body, ...params, caller, on, ruleset }), on),
});

const extendOne = route({
  id: "extendDuty",
  method: "POST",
  path: "/v1/duties/{id}/extend",
  tag: "duties",
  summary: "申请或者批准延期",
  description: "责任机关写 until 申请；规则指定的批准人写 grant 批准，申请人不得批准自己的申请。",
  permission: ["duty:ask-extension", "duty:grant-extension"],
  alsoChecked: "申请限责任机关；批准限规则指定的批准人，申请人不得批准自己的申请",
  params: dutyParams,
  body: z.union(
    [
      z.strictObject({ reason, until: key(isoDate, "延至", "含当日", "2026-12-01") }).meta({ title: "申请" }),
      z.strictObject({ reason, grant: z.literal(true) }).meta({ title: "批准" }),
    ],
    { error: '应为申请 {"reason": "…", "until": "2026-12-01"} 或同意 {"reason": "…", "grant": true}' },
  ),
  etag: true,
  answers: { 200: dutyAnswer },
  problems: together(CLOSING, {
    403: ["not-the-granter"],
    409: ["already-extended", "already-overdue", "no-extension-asked"],
    422: ["no-extension", "extension-out-of-range"],
  }),
  answer: async ({ params, body, caller, on, ruleset }) =>
    answered(await extend({ ...body, ...params, caller, on, ruleset }), on),
});

export const dutyRoutes = [list, get, dischargeOne, acknowledgeOne, waiveOne, extendOne];
