import * as z from "zod";
import type { SeenImpact } from "../../../application/impact/get-impact.ts";
import type { ShortImpact } from "../../../domain/impact/short.ts";
import { GATE_STEPS } from "../../../domain/schema/gate-step.ts";
import { GATE_STATES, OUTCOMES } from "../../../domain/schema/outcomes.ts";
import { count, day, instantUtc, named, rulesetHash } from "./named.ts";
import { person } from "./ruleset.ts";
import { words } from "./words.ts";

const ofRecord = { type: z.string(), id: z.string(), agency: z.string() };
const outcome = words(OUTCOMES).exactOptional();
const state = words(GATE_STATES).exactOptional();
const names = z.array(z.string());

const changedDuty = z.strictObject({
  kind: z.enum(["opened", "withdrawn", "moved", "closed", "reopened", "handed-over"]).meta({
    description: "新增、撤销、期限变动、随之办结、恢复办理、责任机关变更",
  }),
  duty: z.string(),
  agency: z.string(),
  rule: z.string(),
  before: day.exactOptional(),
  after: day.exactOptional(),
});

const byAgency = z.strictObject({
  agency: z.string(),
  findings: count,
  gatesShut: count,
  gatesOpened: count,
  opened: count,
  withdrawn: count,
  moved: count,
  mailsBefore: count.meta({ description: "下一发信日收到邮件的人数，按原规则" }),
  mailsAfter: count.meta({ description: "下一发信日收到邮件的人数，按新规则" }),
});

const impact = named(
  "Impact",
  "规则改动的影响：按机关的汇总；各列表的前 50 项，总数见 counts",
  z.strictObject({
    from: rulesetHash,
    to: rulesetHash,
    on: day,
    mailsOn: day.meta({ description: "所说的次日邮件的日期" }),
    rules: z.strictObject({ added: names, removed: names, changed: names, settings: names }),
    records: count.meta({ description: "逐条比对的台账数：改动所涉类型的" }),
    counts: z.strictObject({
      ...{ findings: count, gates: count, duties: count, needs: count, mails: count, failed: count },
    }),
    failed: z.array(z.strictObject({ what: z.string(), reason: z.string() })),
    agencies: z.array(byAgency),
    findings: z.array(z.strictObject({ ...ofRecord, rule: z.string(), before: outcome, after: outcome })),
    gates: z.array(z.strictObject({ ...ofRecord, step: words(GATE_STEPS), before: state, after: state })),
    duties: z.array(changedDuty),
    needs: z
      .array(z.strictObject({ ...ofRecord, before: names, after: names }))
      .meta({ description: "应补充的事实有改变的台账" }),
    mails: z
      .array(z.strictObject({ agency: z.string(), recipient: z.string(), before: count, after: count }))
      .meta({ description: "次日邮件有改变的收件人，改变前后各多少条" }),
  }),
) satisfies z.ZodType<ShortImpact>;

export const impactAnswer = named(
  "ImpactRun",
  "一次影响测算的进度；完成的，附结果",
  z.strictObject({
    id: z.string(),
    to: rulesetHash,
    from: rulesetHash.meta({ description: "所对照的规则集" }),
    fromInForce: z.boolean().meta({ description: "所对照的规则集是否仍在施行；否的，应当重新测算" }),
    on: day,
    status: z.enum(["running", "done"]),
    startedAt: instantUtc,
    startedBy: person,
    finishedAt: instantUtc.exactOptional(),
    progress: z
      .strictObject({ lanes: count, done: count, records: count })
      .meta({ description: "分几路、已完成几路、已比对多少条台账" }),
    impact: impact.exactOptional(),
  }),
) satisfies z.ZodType<SeenImpact>;
