import { createHash } from "node:crypto";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod";
import { today } from "../../adapters/clock.ts";
import { currentRuleset } from "../../adapters/rulesets.ts";
import { type Confirmation, confirmByLink, openLink } from "../../application/confirm-by-link.ts";
import { confirmPage, PAGE_STYLE, refusalPage } from "../../domain/notice/confirm-page.ts";
import type { Ruleset } from "../../domain/ruleset/ruleset.ts";
import { key } from "../../domain/schema/choice.ts";
import { isoDate } from "../../domain/schema/primitives.ts";
import { parseForm, parseQuery } from "./parse.ts";
import { refusalOf } from "./problem.ts";
import { BUSY, together } from "./problems.ts";
import { publicRoute } from "./route.ts";

type Event = APIGatewayProxyEventV2;
type At = { readonly on: string; readonly ruleset: Ruleset };
type Work = (token: string, event: Event, at: At) => Promise<Confirmation>;

const params = z.strictObject({
  token: key(z.string().max(1000), "链接", "邮件所附链接的最后一段，有签名，过期作废"),
});
const form = z.strictObject({ until: key(isoDate, "有效期", "页面所示的最后一天，含当日") });
const PROBLEMS = together(BUSY, {
  403: ["not-recipient"],
  404: ["unknown-link", "unknown-duty"],
  409: ["duty-not-open", "due-date-moved"],
  410: ["link-expired"],
});
const PAGE = z.string();
const alsoChecked = "凭邮件所附的链接：有签名，限收件人、该事项和该期限，过期作废";

const open = publicRoute({
  id: "openConfirmation",
  method: "GET",
  path: "/v1/acknowledgements/{token}",
  tag: "duties",
  summary: "打开邮件所附的知悉链接",
  description: "说明将要确认什么，附确认用的表单；打开本身没有任何效力。不需要令牌，答复为网页。",
  alsoChecked,
  params,
  page: true,
  answers: { 200: PAGE },
  problems: PROBLEMS,
  answer: page(async (token, event, at) => {
    parseQuery(event, z.strictObject({}));
    return openLink(token, at);
  }),
});

const confirm = publicRoute({
  id: "confirmByLink",
  method: "POST",
  path: "/v1/acknowledgements/{token}",
  tag: "duties",
  summary: "以邮件所附的链接确认知悉",
  description: "以收件人的名义确认；同一链接只确认一次，再次提交答复相同，不再有变化。",
  alsoChecked,
  params,
  form,
  page: true,
  answers: { 200: PAGE },
  problems: together(PROBLEMS, {
    409: ["already-overdue"],
    413: ["body-too-large"],
    415: ["wrong-content-type"],
    422: ["invalid-body", "acknowledgement-out-of-range"],
  }),
  answer: page(async (token, event, at) => {
    parseQuery(event, z.strictObject({}));
    return confirmByLink(token, parseForm(event, form).until, at);
  }),
});

/** What it answers is a page, also where it refuses: whoever reads it came from a mail. */
function page(work: Work) {
  return async (event: Event): Promise<APIGatewayProxyStructuredResultV2> => {
    let ruleset: Ruleset | undefined;
    try {
      ruleset = await currentRuleset();
      const token = event.pathParameters?.token ?? "";
      return respond(200, confirmPage(await work(token, event, { on: today(), ruleset }), ruleset));
    } catch (fault) {
      const { status, detail } = refusalOf(fault);
      return respond(status, refusalPage(detail, ruleset));
    }
  };
}

const STYLE_HASH = createHash("sha256").update(PAGE_STYLE).digest("base64");

/** The address is a secret: nobody keeps the page, and no other site learns where the reader came from. */
const respond = (statusCode: number, body: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
    ...(statusCode === 503 && { "retry-after": "5" }),
  },
  body,
});

export const acknowledgementRoutes = [open, confirm];
