import * as z from "zod";
import { key, type Label } from "./choice.ts";
import { condition } from "./condition.ts";
import { dutyEffect, flagEffect, gateEffect } from "./effects.ts";
import { names } from "./names.ts";
import { cadenceEffect, indicatorEffect, registerEffect } from "./period-effects.ts";
import { $schema, identifier, isoDate, ruleId, text } from "./primitives.ts";

export { type RuleCase, ruleCases } from "./cases.ts";
export type { Responsible } from "./effects.ts";
export type { GateStep } from "./gate-step.ts";

const note = key(text.optional(), "说明", "引用时的保留或者解释", "“前”含当日");
export const citation = z.union([
  z
    .strictObject({
      document: key(names("document", identifier), "文件", "所引文件的代号，即其文件夹名", "changji-2019-18"),
      duty: key(text, "条目", "该文件 document.json 中的条目号", "IP-2.2.4-a"),
      note,
    })
    .meta({ title: "本文件条目", description: "引用本文件夹中某个文件的条目", part: "citation" }),
  z
    .strictObject({
      law: key(text, "法律名称", "法律、法规、规章的名称，不加书名号", "行政处罚法"),
      article: key(text, "条号", "第几条，写数字；款、项写在其后", "48"),
      note,
    })
    .meta({ title: "其他法律", description: "引用其他法律、法规、规章" }),
]);
export type Citation = z.infer<typeof citation>;

/** What a version does: exactly one of these. */
export const EFFECTS = {
  duty: { label: "应办事项", explanation: "谁在什么期限内做什么" },
  gate: { label: "前置程序", explanation: "完成之前不得办理某一环节" },
  flag: { label: "归类", explanation: "把台账归入一类，其他规则可以引用" },
  cadence: { label: "周期事项", explanation: "每期或者在一个固定日期，对每个责任机关各产生一次的应办事项" },
  indicator: { label: "指标", explanation: "按台账计算的比例，未达到规定的产生应办事项" },
  register: { label: "清单制度", explanation: "机关应当保有并定期复核的清单或者制度文件" },
} as const satisfies Record<string, Label>;
type EffectKind = keyof typeof EFFECTS;
const EFFECT_KINDS = Object.keys(EFFECTS) as EffectKind[];

function effect<S extends z.ZodType>(kind: EffectKind, schema: S) {
  return key(schema.optional(), EFFECTS[kind].label, EFFECTS[kind].explanation);
}

const ruleVersion = z
  .strictObject({
    effectiveFrom: key(isoDate, "施行日期", "本版本施行的第一日，含当日，北京时间", "2019-08-06"),
    effectiveTo: key(
      isoDate.optional(),
      "最后施行日",
      "本版本施行的最后一日，含当日；废止规则即写明此日，不删除",
      "2021-07-14",
    ),
    coversEarlier: key(
      z.boolean().optional(),
      "覆盖施行前的台账",
      "写 true 的，施行前已有的台账也适用，但届满日早于施行日期的除外",
      true,
    ),
    appliesTo: key(
      names("record-type", identifier).optional(),
      "适用台账",
      "对哪一类台账适用；周期事项和清单制度不写",
      "enforcement-decision",
    ),
    when: key(condition.optional(), "适用条件", "什么情形适用；不写即该类台账全部适用"),
    duty: effect("duty", dutyEffect),
    gate: effect("gate", gateEffect),
    flag: effect("flag", flagEffect),
    cadence: effect("cadence", cadenceEffect),
    indicator: effect("indicator", indicatorEffect),
    register: effect("register", registerEffect),
  })
  .refine((v) => EFFECT_KINDS.filter((kind) => v[kind] !== undefined).length === 1, {
    error: `每个版本应有且只有一种效果：${EFFECT_KINDS.join("、")}`,
  })
  .meta({
    title: "版本",
    description: "一段时间内施行的写法；有且只有一种效果",
    part: "version",
    oneOf: EFFECT_KINDS.map((kind) => ({ required: [kind] })),
  });
export type RuleVersion = z.infer<typeof ruleVersion>;

export const rule = z
  .strictObject({
    $schema,
    id: key(ruleId, "规则编号", "主题/名称，与文件所在位置一致", "disclosure/licence-or-penalty"),
    title: key(text, "规则名称", "一句话说明，用于列表和邮件", "行政许可、行政处罚决定七个工作日内公开"),
    cites: key(z.array(citation).min(1).max(20), "依据", "至少一项：文件的条目，或者其他法律的条款"),
    exceptTo: key(z.array(ruleId).min(1).optional(), "例外于", "本规则适用时，所列规则不再适用", [
      "disclosure/licence-or-penalty",
    ]),
    versions: key(
      z.array(ruleVersion).min(1).max(50),
      "版本",
      "按施行日期从早到晚排列，前后相接，不重叠、不留空",
    ),
  })
  .meta({
    title: "规则",
    description: "一条规则一个文件：依据、条件、效果，分版本注明起止日期",
    part: "rule",
  });
export type Rule = z.infer<typeof rule>;
