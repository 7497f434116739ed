import * as z from "zod";
import { choice, key } from "./choice.ts";
import { condition } from "./condition.ts";
import { due } from "./due.ts";
import { gateStep } from "./gate-step.ts";
import { names } from "./names.ts";
import { factName, identifier, scalar, text, UNITS } from "./primitives.ts";

const office = key(
  names("supervisor", identifier),
  "监督机关",
  "通讯录 supervisors 中的监督岗位",
  "supervision",
);
export const action = key(names("action", identifier), "办理事项", "actions.json 中的事项代号", "disclose");
export const ladderName = key(names("ladder", identifier), "催办阶梯", "ladders/ 中的阶梯代号", "disclosure");

/** Who owes it: the record's own agency, one named agency, a supervisor by office, or each agency of a group. */
export const party = z.union([
  z
    .literal("record.agency")
    .meta({ title: "台账所属机关", description: "台账属于哪个机关，就由哪个机关负责" }),
  z
    .strictObject({
      agency: key(names("agency", identifier), "机关", "通讯录中的机关代号", "market-regulation"),
    })
    .meta({ title: "指定机关", description: "不论台账属于谁，都由这个机关负责" }),
  z
    .strictObject({ supervisor: office })
    .meta({ title: "监督机关", description: "由担任该监督岗位的机关负责" }),
  z
    .strictObject({
      group: key(names("group", identifier), "机关分组", "通讯录中的分组代号", "enforcement-agencies"),
    })
    .meta({ title: "一组机关", description: "组内每个机关各负其责；不用于一条台账上的应办事项" }),
]);
export type Responsible = z.infer<typeof party>;
export const responsible = key(party, "责任机关", "由谁办理", "record.agency", {
  group: "enforcement-agencies",
});

export const flagEffect = z
  .strictObject({
    fact: key(
      names("fact", factName),
      "归类事实",
      "条件成立时由系统填写的事实；台账自己填写的，以台账为准",
      "majorDecision",
    ),
    value: key(scalar, "认定值", "条件成立时填写的值", true),
    otherwise: key(scalar.optional(), "否则", "条件不成立时填写的值；不写即不填", false),
    report: key(
      z
        .strictObject({
          supervisor: office,
          title: key(text, "报告标题", "通知中写明的事由", "重大执法决定未经法制审核即已作出"),
        })
        .optional(),
      "报告监督机关",
      "条件成立的每条台账，向该监督机关报告一次",
    ),
  })
  .meta({ part: "flag" });

export const gateEffect = z.strictObject({
  step: key(names("step", gateStep), "环节", "哪个环节受限制", "decide"),
  opensWhen: key(condition, "放行条件", "成立后方可办理该环节；没有填写的事实视为没有完成"),
  reason: key(
    text,
    "理由",
    "不得办理什么、怎样才能办理，原样显示给经办人",
    "重大执法决定未经法制审核或者审核未通过的，不得作出",
  ),
});

const extension = z.strictObject({
  by: key(
    z.union([
      z.strictObject({ supervisor: office }).meta({ title: "监督机关", description: "由监督机关批准" }),
      z
        .strictObject({ role: key(names("role", identifier), "岗位", "本机关的岗位代号", "head") })
        .meta({ title: "本机关岗位", description: "由本机关该岗位的人批准" }),
    ]),
    "批准人",
    "由谁批准；申请人不得批准自己的申请",
    { role: "head" },
  ),
  max: key(
    z.strictObject({
      count: key(z.number().int().min(1).max(366), "数量", "至多延长多少，1 至 366 的整数", 15),
      unit: key(
        choice({ "working-day": UNITS["working-day"], day: UNITS.day, month: UNITS.month }),
        "单位",
        "按什么计算",
        "day",
      ),
    }),
    "最长延期",
    "从原届满日起算，至多延长多久",
  ),
  basis: key(text, "延期依据", "准许延期的规定及条款", "行政许可法第四十二条"),
});

export const dutyEffect = z.strictObject({
  action,
  responsible,
  due: key(due, "期限", "什么时候届满：自某日起若干日，或者固定日期"),
  dischargedBy: key(
    names("date-fact", factName).optional(),
    "办结事实",
    "填写了这个日期即为办结；晚于届满日的为逾期",
    "publishedOn",
  ),
  evidence: key(z.array(names("fact", factName)).min(1).optional(), "办结材料", "办结时应当填写的事实", [
    "publishedUrl",
  ]),
  publishes: key(z.array(text).min(1).optional(), "公开内容", "公开时应当载明的各项，办结时逐项确认", [
    "执法机关",
    "执法对象",
    "执法类别",
    "执法结论",
  ]),
  ladder: ladderName,
  extension: key(extension.optional(), "延期", "准许延期的才写；信息公开的期限不得延长"),
});
