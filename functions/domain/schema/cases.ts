import * as z from "zod";
import { hasTime, toInstant } from "../calendar/instants.ts";
import { choice, key } from "./choice.ts";
import { names } from "./names.ts";
import { DUTY_STATUSES, GATE_STATES, LIGHTS, OUTCOMES } from "./outcomes.ts";
import { $schema, factName, identifier, isoDate, occasionName, scalar, text } from "./primitives.ts";

const DUE_AT_ERROR = "应为时刻，北京时间，例如 2026-09-28T14:00+08:00";

const expectation = z.strictObject({
  outcome: key(choice(OUTCOMES), "认定", "规则对这条台账的认定", "applies"),
  due: key(isoDate.optional(), "届满日", "应有的届满日，含当日", "2026-09-28"),
  dueAt: key(
    z
      .string()
      .refine((text) => toInstant(text) === text && hasTime(text), { error: DUE_AT_ERROR })
      .optional(),
    "届满时刻",
    "只用于计半日的期限：应有的届满时刻，北京时间",
    "2026-09-28T14:00+08:00",
  ),
  provisional: key(z.boolean().optional(), "暂定", "所涉年度的放假通知尚未公布，届满日为暂定", false),
  status: key(
    choice({ open: DUTY_STATUSES.open, discharged: DUTY_STATUSES.discharged }).optional(),
    "办理状态",
    "查询日的状态",
    "open",
  ),
  late: key(
    z.boolean().optional(),
    "逾期",
    "办结日或者查询日是否晚于届满日；届满日当日为 false，次日为 true",
    false,
  ),
  light: key(choice(LIGHTS).optional(), "灯号", "查询日的灯号", "yellow"),
  gate: key(choice(GATE_STATES).optional(), "环节状态", "前置程序是否放行", "blocked"),
  responsible: key(
    names("agency", identifier).optional(),
    "责任机关",
    "应办事项由哪个机关办理，通讯录中的机关代号",
    "justice",
  ),
  missing: key(z.array(names("fact", factName)).optional(), "尚缺事实", "无法认定时，补充哪些事实即可认定", [
    "decidedOn",
  ]),
  flag: key(scalar.optional(), "归类结果", "归类规则填写的值", true),
  numerator: key(z.number().int().optional(), "分子", "指标的分子，整数", 1),
  denominator: key(z.number().int().optional(), "分母", "指标的分母，整数", 20),
  required: key(z.number().int().optional(), "应达数", "分母乘以最低比例，不足一的按一计", 1),
  averageWorkingDays: key(
    z.number().optional(),
    "平均用时",
    "看平均用时的指标：计入分子的台账平均用了多少个工作日，两位小数",
    5.25,
  ),
  previousNumerator: key(z.number().int().optional(), "上期分子", "看走势的指标上一期的分子，整数", 2),
  previousDenominator: key(z.number().int().optional(), "上期分母", "看走势的指标上一期的分母，整数", 20),
});

const caseRecord = z
  .strictObject({
    type: key(
      names("record-type", identifier).optional(),
      "台账类型",
      "不写即为规则适用的类型",
      "enforcement-decision",
    ),
    id: key(text.optional(), "台账编号", "不写即由系统编排", "1"),
    agency: key(
      names("agency", identifier).optional(),
      "所属机关",
      "通讯录中的机关代号",
      "market-regulation",
    ),
    facts: key(
      z.record(z.string(), z.unknown()).meta({ part: "facts" }),
      "事实",
      "台账中已填写的各项；没有写的就是没有填写",
      { kind: "行政处罚", decidedOn: "2026-09-17" },
    ),
  })
  .meta({ title: "台账", description: "案例中的一条台账" });

const ruleCase = z
  .strictObject({
    name: key(text, "案例名称", "一句话说明试的是什么", "九月十七日作出，国庆假期不计入"),
    record: key(caseRecord.optional(), "台账", "案例的台账"),
    records: key(
      z.array(caseRecord).max(1000).optional(),
      "多条台账",
      "只用于指标：计入核算的全部台账；写了周期的，只计其日期落在该期的",
    ),
    period: key(
      occasionName.optional(),
      "周期",
      "只用于周期事项、指标和清单制度：届满日所在的一期；一次性事项可以写其日期，也可以不写",
      "2026",
    ),
    on: key(isoDate.optional(), "查询日期", "在哪一日看；不写即为运行当日，北京时间", "2026-09-28"),
    settings: key(
      z.record(z.string(), z.unknown()).meta({ part: "settings" }).optional(),
      "设定",
      "只在本案例中改用的设定",
      { penaltyDisclosure: "social-impact" },
    ),
    expect: key(expectation, "应有结果", "只核对写明的各项"),
  })
  .meta({ title: "案例", description: "一个案例：台账、查询日期和应有结果", part: "case" });
export type RuleCase = z.infer<typeof ruleCase>;

/** `<rule>.cases.json`, beside its rule. */
export const ruleCases = z
  .strictObject({
    $schema,
    cases: key(
      z.array(ruleCase).min(1).max(500),
      "案例",
      "每项条件应有成立、不成立的案例；每项期限应试届满日当日和次日",
    ),
  })
  .meta({ title: "规则案例", description: "与规则同名，放在规则旁边" });
