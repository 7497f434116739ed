import * as z from "zod";
import { choice, key, type Label } from "./choice.ts";
import { names } from "./names.ts";
import { $schema, factName, identifier, text } from "./primitives.ts";

export const NOTICE_STEPS = {
  提醒: { label: "提醒", explanation: "届满之前的提示" },
  到期提醒: { label: "到期提醒", explanation: "届满当日的提示" },
  催办: { label: "催办", explanation: "逾期之后的催促" },
} as const satisfies Record<string, Label>;

/** In the order in which they grow graver. */
export const MEASURES = {
  督办: { label: "督办", explanation: "发督办单，限期办理并答复" },
  约谈: { label: "约谈", explanation: "约请主要负责人谈话，说明情况和整改安排" },
  责令整改: { label: "责令整改", explanation: "发责令整改通知书，限期整改并报告" },
  通报批评: { label: "通报批评", explanation: "在一定范围内通报批评" },
} as const satisfies Record<string, Label>;
export type MeasureKind = keyof typeof MEASURES;

const agencyRole = z
  .strictObject({ role: key(names("role", identifier), "岗位", "责任机关的岗位代号", "case-officer") })
  .meta({ title: "本机关岗位", description: "责任机关中任该岗位的人" });
const recipient = z.union([
  agencyRole,
  z
    .strictObject({
      supervisor: key(names("supervisor", identifier), "监督机关", "监督岗位代号", "supervision"),
    })
    .meta({ title: "监督机关", description: "担任该监督岗位的机关" }),
]);

const common = {
  id: key(identifier, "步骤代号", "同一阶梯内不重复", "remind-2"),
  offsetWorkingDays: key(
    z.union([
      z.number().int().min(-60).max(366),
      z
        .strictObject({
          fact: key(
            names("working-day-setting", factName),
            "设定",
            "给出工作日数的设定，写作 setting.<设定名>，单位应当为 working-day",
            "setting.superviseAfterWorkingDays",
          ),
        })
        .meta({ title: "由设定给出", description: "以届满日当日施行的取值为准" }),
    ]),
    "第几个工作日",
    "以届满日为 0，之前为负，之后为正，按工作日计",
    -2,
    { fact: "setting.superviseAfterWorkingDays" },
  ),
};

const noticeStep = z
  .strictObject({
    ...common,
    name: key(choice(NOTICE_STEPS), "步骤", "这一步是什么", "提醒"),
    to: key(z.array(recipient).min(1).max(20), "通知谁", "这一步通知的岗位和监督机关", [
      { role: "case-officer" },
    ]),
  })
  .meta({ title: "通知", description: "届满前后的一次通知" });

const measureStep = z
  .strictObject({
    ...common,
    name: key(choice(MEASURES), "措施", "拟办哪一种监督措施", "督办"),
    issuedBy: key(
      names("supervisor", identifier),
      "由谁签发",
      "措施由担任该监督岗位的机关签发；系统只拟稿，签发之前不送达责任机关",
      "supervision",
    ),
    to: key(
      z.array(agencyRole).min(1).max(20),
      "送达谁",
      "签发之后送达责任机关的哪些岗位；答复被退回的也通知他们",
      [{ role: "head" }],
    ),
    answerWithinWorkingDays: key(
      z.number().int().min(1).max(60),
      "答复期限",
      "自签发次日起多少个工作日内书面答复",
      5,
    ),
  })
  .meta({ title: "监督措施", description: "逾期较久的，拟一份监督措施，送监督机关审签" });

export const UNCERTAIN_ACTS = {
  resend: { label: "重发", explanation: "再发一次；收件人可能收到两封同样的邮件" },
  ask: { label: "问人", explanation: "不自行重发，通知通讯录管理人核实" },
} as const satisfies Record<string, Label>;

const whenUncertain = z
  .strictObject({
    afterHours: key(z.number().int().min(1).max(720), "几小时后", "自发送时起多少小时仍不知结果的", 24),
    act: key(choice(UNCERTAIN_ACTS), "如何处理", "届时重发，还是请人核实", "ask"),
  })
  .meta({
    title: "结果不明的邮件",
    description: "邮件交给服务商之后不知是否发出的如何处理；一封邮件中各事项的规定不一的，从最谨慎的一种",
  });
export type WhenUncertain = z.infer<typeof whenUncertain>;

/** `rules/ladders/<id>.json`. Offsets are in working days of the recipient's calendar, 0 is the due date. */
export const ladder = z
  .strictObject({
    $schema,
    id: key(identifier, "代号", "与文件名一致", "disclosure"),
    title: key(text, "名称", "中文名称", "执法决定公示催办阶梯"),
    steps: key(
      z
        .array(z.union([noticeStep, measureStep]))
        .min(1)
        .max(20),
      "步骤",
      "按先后排列",
    ),
    whenUncertain: key(whenUncertain.optional(), "结果不明时", "不写的，二十四小时后请通讯录管理人核实", {
      afterHours: 24,
      act: "ask",
    }),
  })
  .meta({ title: "催办阶梯", description: "届满前后第几个工作日通知谁，逾期多久拟办何种监督措施" });
export type Ladder = z.infer<typeof ladder>;
export type LadderStep = Ladder["steps"][number];
export type MeasureStep = Extract<LadderStep, { issuedBy: string }>;

export type NoticeStep = Exclude<LadderStep, MeasureStep>;

export const isMeasure = <S extends LadderStep>(step: S): step is Extract<S, { issuedBy: string }> =>
  "issuedBy" in step;
