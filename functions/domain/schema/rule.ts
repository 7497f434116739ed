import { z } from "zod";
import { choice, type Label } from "./choice.ts";
import { condition } from "./condition.ts";
import { due, dueAfter, dueEvery, every } from "./due.ts";
import { gateStep } from "./gate-step.ts";
import { DUTY_STATUSES, GATE_STATES, LIGHTS, OUTCOMES } from "./outcomes.ts";
import { factName, identifier, isoDate, ruleId, scalar, text } from "./primitives.ts";

const citation = z.union([
  z.strictObject({ document: identifier, duty: text, note: text.optional() }),
  z.strictObject({ law: text, article: text, note: text.optional() }),
]);

export type { GateStep } from "./gate-step.ts";
export type Citation = z.infer<typeof citation>;

/** Who owes it: the record's own agency, one named agency, a supervisor by office, or each agency of a group. */
const responsible = z.union([
  z.literal("record.agency"),
  z.strictObject({ agency: identifier }),
  z.strictObject({ supervisor: identifier }),
  z.strictObject({ group: identifier }),
]);
export type Responsible = z.infer<typeof responsible>;

const flagEffect = z.strictObject({
  fact: factName,
  value: scalar,
  otherwise: scalar.optional(),
  /** Report each record on which the flag applies, once, to this supervisor: a finding of its own. */
  report: z.strictObject({ supervisor: identifier, title: text }).optional(),
});

const gateEffect = z.strictObject({
  step: gateStep,
  opensWhen: condition,
  /** What is forbidden and what opens it, as a reason to show. */
  reason: text,
});

const extension = z.strictObject({
  /** Who grants it: a supervisor's office or a role of the agency; never the person who asks. */
  by: z.union([z.strictObject({ supervisor: identifier }), z.strictObject({ role: identifier })]),
  max: z.strictObject({
    count: z.number().int().min(1).max(366),
    unit: z.enum(["working-day", "day", "month"]),
  }),
  basis: text,
});

const dutyEffect = z.strictObject({
  action: identifier,
  responsible,
  due,
  /** A fact that holds the date on which it was done. */
  dischargedBy: factName.optional(),
  /** Facts that must be supplied when it is discharged. */
  evidence: z.array(factName).optional(),
  /** Things that a disclosure must show, confirmed on discharge: 执法机关, 执法对象, 执法类别, 执法结论. */
  publishes: z.array(text).optional(),
  ladder: identifier,
  extension: extension.optional(),
});

/** The period that a cadence is about. */
export const COVERS = {
  previous: { label: "上一期", explanation: "报送的是上一期的情况，例如1月31日前报送上年度数据" },
  current: { label: "本期", explanation: "报送的是届满日所在的一期" },
} as const satisfies Record<string, Label>;

const cadenceEffect = z.strictObject({
  action: identifier,
  responsible,
  due: dueEvery,
  /** The period reported on: the one before the due date's period, or the same. */
  covers: choice(COVERS),
  /** The first period (of the due date) for which it opens: `2020`, `2020-H1`, `2020-Q1`, `2020-01`. */
  firstPeriod: z.string().regex(/^\d{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])))?$/),
  /** Marks to be supplied when it is discharged. */
  evidence: z.array(z.strictObject({ key: identifier, label: text })).optional(),
  ladder: identifier,
});

const indicatorEffect = z.strictObject({
  /** Both count the records of `appliesTo` that one agency owns. */
  numerator: condition,
  denominator: condition,
  /** The numerator must be at least ceil(ratio × denominator). */
  atLeastRatio: z.number().gt(0).max(1),
  every,
  responsible,
  /** The duty that a breach opens; `due.after` is `periodEnd`. */
  breach: z.strictObject({ action: identifier, due: dueAfter, ladder: identifier }),
});

const registerEffect = z.strictObject({
  subject: text,
  keeper: responsible,
  lookAgain: dueEvery,
  lastLookedAtOn: isoDate.optional(),
});

const versionBase = {
  effectiveFrom: isoDate,
  effectiveTo: isoDate.optional(),
  coversEarlier: z.boolean().optional(),
  /** A record type. Not used by cadence and register. */
  appliesTo: identifier.optional(),
  when: condition.optional(),
  flag: flagEffect.optional(),
  gate: gateEffect.optional(),
  duty: dutyEffect.optional(),
  cadence: cadenceEffect.optional(),
  indicator: indicatorEffect.optional(),
  register: registerEffect.optional(),
};

/** What a version does: exactly one of these. */
export const EFFECTS = {
  duty: { label: "应办事项", explanation: "谁在什么期限内做什么" },
  gate: { label: "前置程序", explanation: "完成之前不得办理某一环节" },
  flag: { label: "归类", explanation: "把台账归入一类，其他规则可以引用" },
  cadence: { label: "周期事项", explanation: "每期对每个责任机关各产生一次的应办事项" },
  indicator: { label: "指标", explanation: "按台账计算的比例，低于规定的产生应办事项" },
  register: { label: "清单制度", explanation: "机关应当保有并定期复核的清单或者制度文件" },
} as const satisfies Record<string, Label>;
const EFFECT_KINDS = Object.keys(EFFECTS) as (keyof typeof EFFECTS)[];

const ruleVersion = z
  .strictObject(versionBase)
  .refine((v) => EFFECT_KINDS.filter((kind) => v[kind] !== undefined).length === 1, {
    error: `每个版本应有且只有一种效果：${EFFECT_KINDS.join("、")}`,
  });
export type RuleVersion = z.infer<typeof ruleVersion>;

export const rule = z.strictObject({
  $schema: z.string().optional(),
  id: ruleId,
  title: text,
  cites: z.array(citation).min(1).max(20),
  exceptTo: z.array(ruleId).optional(),
  versions: z.array(ruleVersion).min(1).max(50),
});
export type Rule = z.infer<typeof rule>;

const expectation = z.strictObject({
  outcome: choice(OUTCOMES),
  due: isoDate.optional(),
  provisional: z.boolean().optional(),
  status: choice({ open: DUTY_STATUSES.open, discharged: DUTY_STATUSES.discharged }).optional(),
  late: z.boolean().optional(),
  light: choice(LIGHTS).optional(),
  gate: choice(GATE_STATES).optional(),
  missing: z.array(factName).optional(),
  /** What the flag supplies. */
  flag: scalar.optional(),
  /** Of an indicator. */
  numerator: z.number().int().optional(),
  denominator: z.number().int().optional(),
  required: z.number().int().optional(),
});

const caseRecord = z.strictObject({
  type: identifier.optional(),
  id: text.optional(),
  agency: identifier.optional(),
  facts: z.record(z.string(), z.unknown()),
});

const ruleCase = z.strictObject({
  name: text,
  record: caseRecord.optional(),
  /** For indicators. */
  records: z.array(caseRecord).optional(),
  /** For cadences: the period of the due date. */
  period: z.string().optional(),
  on: isoDate.optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  expect: expectation,
});
export type RuleCase = z.infer<typeof ruleCase>;

export const ruleCases = z.strictObject({
  $schema: z.string().optional(),
  cases: z.array(ruleCase).min(1).max(500),
});
