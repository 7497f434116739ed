import * as z from "zod";
import type { NoticeLine } from "../../../domain/notice/line.ts";
import { MEASURES, NOTICE_STEPS } from "../../../domain/schema/ladder.ts";
import { DUE_SOURCES } from "../../../domain/schema/primitives.ts";
import { derivation } from "./derivation.ts";
import { figure } from "./figure.ts";
import { cites } from "./finding.ts";
import { day, instant, instantUtc, named, nextPage, recordKey, rulesetHash } from "./named.ts";
import { words } from "./words.ts";

const source = words(DUE_SOURCES).meta({ description: "期限来源：文件规定、由文件推算、法律规定、系统默认" });
const stepName = words({ ...NOTICE_STEPS, ...MEASURES });
export const dutyStatus = z
  .enum(["open", "discharged", "waived", "withdrawn"])
  .meta({ id: "DutyStatus", description: "办理中、已办结、已豁免、已撤回" });

/** What a decision and a stored duty have in common. */
const common = {
  rule: z.string(),
  title: z.string(),
  action: z.string().meta({ description: "办什么，见 actions.json", examples: ["disclose"] }),
  triggerOn: day.meta({ description: "起算日；固定日期的没有" }).exactOptional(),
  dueOn: day.meta({ description: "期限届满日，含当日，至北京时间24时止" }),
  provisional: z.boolean(),
  source,
  cites,
  ladder: z.string().meta({ description: "催办阶梯" }),
};

export const decidedDuty = named(
  "DecidedDuty",
  "台账依规则产生的应办事项，尚未与已存的对照",
  z.strictObject({
    ...common,
    responsible: z.string().meta({ description: "责任机关的代号" }),
    status: z.enum(["open", "discharged"]),
    dischargedOn: day.exactOptional(),
    dischargedAt: instant.exactOptional(),
    recurring: z.boolean().meta({ description: "再次触发的是下一次，不是更正" }),
  }),
);

const closed = z.strictObject({
  on: day,
  at: instant.exactOptional(),
  late: z.boolean().meta({ description: "逾期办结" }),
  reason: z.string(),
  evidence: z.record(z.string(), z.string()),
  by: z.string(),
});
const extension = z.strictObject({
  until: day,
  reason: z.string(),
  askedBy: z.string(),
  grantedBy: z.string().meta({ description: "没有的，尚未批准" }).exactOptional(),
});

export const duty = named(
  "Duty",
  "应办事项",
  z.strictObject({
    id: z.string().meta({ description: "类型:台账编号:规则:序号，规则中的 / 写作 ." }),
    subject: recordKey,
    agency: z.string().meta({ description: "责任机关的代号" }),
    instance: z.int().min(1),
    ...common,
    status: dutyStatus,
    caseNumber: z.string().meta({ description: "案件文号" }).exactOptional(),
    openedOn: day,
    ruleset: rulesetHash,
    historical: z.boolean().meta({ description: "系统启用之前已届满：只列，不发邮件" }),
    closed: closed.exactOptional(),
    figure: figure.meta({ description: "指标未达到的，其数值" }).exactOptional(),
    extension: extension.exactOptional(),
    acknowledged: z.strictObject({ until: day, by: z.string(), on: day }).exactOptional(),
    version: z.int().min(1),
    light: z
      .enum(["green", "yellow", "red", "grey"])
      .meta({ description: "灯号：未到期、将到期、逾期、暂定或者未起算" }),
    nextStep: z.strictObject({ name: stepName, on: day }).exactOptional(),
  }),
);

const recipient = z.union([z.strictObject({ role: z.string() }), z.strictObject({ supervisor: z.string() })]);
const datedStep = named(
  "LadderStep",
  "催办阶梯的一步，日期在事项产生或者届满日变更时确定",
  z.strictObject({
    id: z.string(),
    name: stepName,
    offsetWorkingDays: z.int(),
    on: day,
    to: z.array(recipient),
    issuedBy: z.string().exactOptional(),
    answerWithinWorkingDays: z.int().exactOptional(),
  }),
);

export const noticeLine = named(
  "NoticeLine",
  "通知条目：一项内容对一个收件人的一次通知",
  z.strictObject({
    key: z.string(),
    kind: z.enum(["step", "report", "facts", "gap", "moved", "rules", "measure", "mail", "audit", "import"]),
    agency: z.string(),
    recipient: z.string(),
    standsInFor: z.string().exactOptional(),
    on: day,
    status: z.enum(["frozen", "missed", "collecting"]),
    dutyId: z.string().exactOptional(),
    step: z.string().exactOptional(),
    subject: recordKey.exactOptional(),
    rule: z.string().exactOptional(),
    text: z.string().exactOptional(),
  }),
) satisfies z.ZodType<NoticeLine>;

export const historyEntry = named(
  "HistoryEntry",
  "历史：谁在何时做了什么",
  z.strictObject({
    at: instantUtc,
    by: z.string(),
    what: z.string(),
    reason: z.string().exactOptional(),
    details: z.record(z.string(), z.unknown()).exactOptional(),
    ruleset: rulesetHash.exactOptional(),
    channel: z
      .enum(["api", "command-line", "schedule", "queue", "bulk-import"])
      .meta({ description: "经何处办理" })
      .exactOptional(),
  }),
);

export const dutyAnswer = z.strictObject({ duty });
export const dutyWithGrounds = z.strictObject({
  duty,
  derivation,
  steps: z.array(datedStep),
  lines: z.array(noticeLine),
  history: z.array(historyEntry),
});
export const dutyList = z.strictObject({ duties: z.array(duty), cursor: nextPage });
