import * as z from "zod";
import type {
  ListedRuleset,
  RulesetList,
  SeenRuleset,
} from "../../../application/publication/list-rulesets.ts";
import type { Approved } from "../../../application/publication/settle-ruleset.ts";
import type { InForce } from "../../../domain/publication/publication.ts";
import { KINDS } from "../../../domain/publication/recomputed.ts";
import { count, day, instantUtc, named, rulesetHash } from "./named.ts";
import { words } from "./words.ts";

export const person = z.strictObject({
  name: z.string(),
  subject: z.string().meta({ description: "身份认证系统中的编号" }).exactOptional(),
});
const act = { by: person, at: instantUtc };

const inForce = named(
  "RulesetInForce",
  "正在施行的规则集，以及谁提出、谁批准；回退的，还有谁回退、为什么",
  z.strictObject({
    hash: rulesetHash,
    since: instantUtc,
    proposedBy: person,
    approvedBy: person,
    rolledBackBy: person.exactOptional(),
    reason: z.string().exactOptional(),
    previous: z.array(rulesetHash).meta({ description: "此前施行的，最近的在前" }),
    version: z.int().min(1),
  }),
) satisfies z.ZodType<InForce>;

const impact = z.enum(["none", "running", "done", "outdated"]).meta({
  description: "对照正在施行的规则集测算影响：未测算、测算中、已测算、所对照的已不再施行",
});

const fields = {
  hash: rulesetHash,
  status: z.enum(["proposed", "approved", "rejected", "withdrawn"]),
  standing: z.enum(["proposed", "in-force", "superseded", "rejected", "withdrawn"]).meta({
    description: "待批准、施行中、曾经施行、已驳回、已撤回",
  }),
  proposed: z.strictObject(act),
  impact: impact.exactOptional(),
  base: rulesetHash.exactOptional().meta({ description: "提出时施行的规则集" }),
  checks: z
    .strictObject({ rules: count, cases: count, warnings: count })
    .meta({ description: "系统自己检查所见：规则、案例、警告各多少" }),
  settled: z.strictObject({ ...act, reason: z.string().exactOptional() }).exactOptional(),
  version: z.int().min(1),
};
const ruleset = named(
  "Ruleset",
  "一次发布：一名管理员提出，另一名批准",
  z.strictObject(fields),
) satisfies z.ZodType<ListedRuleset>;
const seen = named(
  "RulesetWithFindings",
  "一次发布，附提出时的警告",
  z.strictObject({ ...fields, found: z.array(z.string()) }),
) satisfies z.ZodType<SeenRuleset>;

const recomputed = named(
  "Recomputed",
  "按正在施行的规则集重算台账的结果：各机关的应办事项新增、恢复、调整、办结、撤销各多少件，未能重算的是哪些",
  z.strictObject({
    done: z.boolean(),
    agencies: z.record(z.string(), z.partialRecord(words(KINDS), count)),
    failed: z.array(z.strictObject({ what: z.string(), list: z.string(), reason: z.string(), on: day })),
  }),
);

export const rulesetList = z.strictObject({
  inForce: inForce.exactOptional(),
  recomputed: recomputed.exactOptional(),
  rulesets: z.array(ruleset),
}) satisfies z.ZodType<RulesetList>;
export const rulesetAnswer = z.strictObject({ ruleset: seen });
export const approvedAnswer = z.strictObject({
  inForce,
  impact: impact.exactOptional(),
}) satisfies z.ZodType<Approved>;
export const inForceAnswer = z.strictObject({ inForce });
