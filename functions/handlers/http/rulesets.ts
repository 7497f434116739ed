import * as z from "zod";
import { getPublication, listRulesets } from "../../application/publication/list-rulesets.ts";
import { proposeRuleset } from "../../application/publication/propose-ruleset.ts";
import {
  approveRuleset,
  rejectRuleset,
  rollBackRuleset,
  withdrawRuleset,
} from "../../application/publication/settle-ruleset.ts";
import { key } from "../../domain/schema/choice.ts";
import { text } from "../../domain/schema/primitives.ts";
import { approvedAnswer, inForceAnswer, rulesetAnswer, rulesetList } from "./answers/ruleset.ts";
import { rulesetParams } from "./params.ts";
import { together } from "./problems.ts";
import { rulelessRoute } from "./route.ts";

const NO_RULESET = { 404: ["unknown-ruleset"] };
const MEANWHILE = { 409: ["changed-meanwhile", "busy"] };
const NOT_PROPOSED = together(NO_RULESET, MEANWHILE, { 409: ["not-proposed"] });
const reason = key(text.max(500), "理由", "一句话", "误将期限改为五日");

const list = rulelessRoute({
  id: "listRulesets",
  method: "GET",
  path: "/v1/rulesets",
  tag: "rulesets",
  summary: "列出规则集",
  permission: "ruleset:read",
  answers: { 200: rulesetList },
  answer: async ({ caller }) => ({ body: await listRulesets(caller) }),
});

const get = rulelessRoute({
  id: "getRuleset",
  method: "GET",
  path: "/v1/rulesets/{hash}",
  tag: "rulesets",
  summary: "查看一个规则集的发布情况",
  permission: "ruleset:read",
  params: rulesetParams,
  answers: { 200: rulesetAnswer },
  problems: NO_RULESET,
  answer: async ({ params, caller }) => ({ body: { ruleset: await getPublication(params.hash, caller) } }),
});

const propose = rulelessRoute({
  id: "proposeRuleset",
  method: "POST",
  path: "/v1/rulesets",
  tag: "rulesets",
  summary: "提出规则集",
  description:
    "收到全部规则文件后当场检查、运行全部案例；有错误或者案例未通过的，退回并列出。可以把 JSON 用 gzip 压缩，以 application/gzip 发送。",
  permission: "ruleset:propose",
  body: z.strictObject({
    files: z.record(z.string(), z.string()).meta({
      title: "规则文件",
      description: "全部规则文件的内容，按相对于规则文件夹的路径",
      examples: [{ "settings.json": "{ … }" }],
    }),
  }),
  packed: true,
  answers: { 201: rulesetAnswer },
  problems: together(MEANWHILE, {
    409: ["already-in-force", "already-approved", "already-proposed"],
    422: ["invalid-ruleset", "failing-cases"],
  }),
  answer: async ({ body, caller }) => {
    const { hash } = await proposeRuleset(new Map(Object.entries(body.files)), caller);
    return { status: 201 as const, body: { ruleset: await getPublication(hash, caller) } };
  },
});

const approve = rulelessRoute({
  id: "approveRuleset",
  method: "POST",
  path: "/v1/rulesets/{hash}/approve",
  tag: "rulesets",
  summary: "批准规则集，即行施行",
  description:
    "提出人不得批准。提出之后施行的规则集已改变的，须重新提出。没有测算完影响的也可以批准，以备紧急情形；答复中的 impact 不是 done 的，应当核对。",
  permission: "ruleset:approve",
  alsoChecked: "提出人不得批准自己提出的",
  params: rulesetParams,
  answers: { 200: approvedAnswer },
  problems: together(NOT_PROPOSED, { 403: ["own-proposal"], 409: ["base-changed", "broken-ruleset"] }),
  answer: async ({ params, caller }) => ({ body: await approveRuleset(params.hash, caller) }),
});

const reject = rulelessRoute({
  id: "rejectRuleset",
  method: "POST",
  path: "/v1/rulesets/{hash}/reject",
  tag: "rulesets",
  summary: "驳回规则集",
  permission: "ruleset:approve",
  params: rulesetParams,
  body: z.strictObject({ reason }),
  answers: { 200: rulesetAnswer },
  problems: NOT_PROPOSED,
  answer: async ({ params, body, caller }) => {
    await rejectRuleset(params.hash, body.reason, caller);
    return { body: { ruleset: await getPublication(params.hash, caller) } };
  },
});

const withdraw = rulelessRoute({
  id: "withdrawRuleset",
  method: "POST",
  path: "/v1/rulesets/{hash}/withdraw",
  tag: "rulesets",
  summary: "撤回自己提出的规则集",
  permission: "ruleset:propose",
  alsoChecked: "限提出人",
  params: rulesetParams,
  answers: { 200: rulesetAnswer },
  problems: together(NOT_PROPOSED, { 403: ["not-own-proposal"] }),
  answer: async ({ params, caller }) => {
    await withdrawRuleset(params.hash, caller);
    return { body: { ruleset: await getPublication(params.hash, caller) } };
  },
});

const rollBack = rulelessRoute({
  id: "rollBackRuleset",
  method: "POST",
  path: "/v1/rulesets/rollback",
  tag: "rulesets",
  summary: "回退到经两人批准的规则集，即行施行",
  description: "不写 hash 的，回退到前一个。",
  permission: "ruleset:roll-back",
  body: z.strictObject({ hash: rulesetParams.shape.hash.exactOptional(), reason }),
  answers: { 200: inForceAnswer },
  problems: together(NO_RULESET, MEANWHILE, {
    409: ["nothing-before", "already-in-force", "not-approved", "broken-ruleset"],
  }),
  answer: async ({ body, caller }) => ({
    body: { inForce: await rollBackRuleset(body.hash, body.reason, caller) },
  }),
});

export const rulesetRoutes = [list, propose, get, approve, rollBack, reject, withdraw];
