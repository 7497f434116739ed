import * as z from "zod";
import { seeImpact, seenOf } from "../../application/impact/get-impact.ts";
import { startImpact } from "../../application/impact/start-impact.ts";
import { key } from "../../domain/schema/choice.ts";
import { impactAnswer } from "./answers/impact.ts";
import { rulesetParams } from "./params.ts";
import { together } from "./problems.ts";
import { rulelessRoute } from "./route.ts";

const NO_RULESET = { 404: ["unknown-ruleset"] };

const start = rulelessRoute({
  id: "startImpact",
  method: "POST",
  path: "/v1/rulesets/{hash}/impact",
  tag: "rulesets",
  summary: "测算提出的规则集对现有台账的影响",
  description:
    "对照施行中的规则集，或者 from 所指的，逐条比对台账：认定、前置程序、应办事项和次日邮件有哪些改变。只读，不改台账，不发信。当日已经测算过的，答复该次；again 为 true 的，按现在的台账重新测算。",
  permission: "ruleset:weigh",
  params: rulesetParams,
  body: z.strictObject({
    from: rulesetParams.shape.hash.exactOptional(),
    again: key(z.boolean().exactOptional(), "重新测算", "true 或者 false；不写即 false", true),
  }),
  answers: { 202: impactAnswer },
  problems: together(NO_RULESET, {
    409: ["same-ruleset", "nothing-in-force", "changed-meanwhile", "busy"],
    422: ["broken-ruleset"],
    503: ["queue-refused"],
  }),
  answer: async ({ params, body, caller, on }) => {
    const run = await startImpact({ to: params.hash, ...body, on }, caller);
    return { status: 202 as const, body: await seenOf(run) };
  },
});

const get = rulelessRoute({
  id: "getImpact",
  method: "GET",
  path: "/v1/rulesets/{hash}/impact",
  tag: "rulesets",
  summary: "查看影响测算的进度和结果",
  description: "各列表只列前 50 项，总数见 counts；全部见存储桶中 impacts/ 之下的同名文件。",
  permission: "ruleset:read",
  params: rulesetParams,
  answers: { 200: impactAnswer },
  problems: together(NO_RULESET, { 404: ["no-impact"] }),
  answer: async ({ params, caller }) => ({ body: await seeImpact(params.hash, caller) }),
});

export const impactRoutes = [start, get];
