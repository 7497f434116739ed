import * as z from "zod";
import type { Finding, GateDecision, Trace } from "../../../domain/entities.ts";
import { GATE_STEPS } from "../../../domain/schema/gate-step.ts";
import { OPERATORS } from "../../../domain/schema/operators.ts";
import { citation } from "../../../domain/schema/rule.ts";
import { day, factValue, named, scalar } from "./named.ts";
import { words } from "./words.ts";

export const cites = z.array(named("Citation", "依据：文件的条目，或者法律的条款", citation));
export const outcome = z
  .enum(["applies", "does-not-apply", "undetermined"])
  .meta({ id: "Outcome", description: "适用、不适用、因事实缺失而不能确定" });

const result = z.boolean().nullable().meta({ description: "null 为不能确定" });
const matters = z.literal(false).meta({ description: "结论不取决于此" }).exactOptional();

/** Written out, because a type that refers to itself cannot be inferred. */
export const trace: z.ZodType<Trace> = named(
  "Trace",
  "条件的逐项结果",
  z.union([
    z.strictObject({ all: z.array(z.lazy(() => trace)), result, matters }),
    z.strictObject({ any: z.array(z.lazy(() => trace)), result, matters }),
    z.strictObject({ not: z.lazy(() => trace), result, matters }),
    z.strictObject({
      fact: z.string(),
      operator: words(OPERATORS),
      expected: factValue.exactOptional(),
      found: factValue.exactOptional(),
      result,
      matters,
    }),
  ]),
);

const law = z.strictObject({
  on: day.meta({ description: "以哪一日的规定为准" }),
  by: z.string().meta({ description: "给出该日的事实；没有的，为提问之日" }).exactOptional(),
  from: day.exactOptional(),
  to: day.exactOptional(),
  coversEarlier: z.literal(true).exactOptional(),
});

const conflict = z.strictObject({
  kind: z.enum(["flag", "duty"]),
  about: z.string(),
  between: z.array(z.strictObject({ rule: z.string(), says: scalar })),
});

export const finding = named(
  "Finding",
  "认定：一条规则对一条台账的结论",
  z.strictObject({
    rule: z.string().meta({ description: "规则编号", examples: ["disclosure/licence-or-penalty"] }),
    title: z.string(),
    version: day
      .meta({ description: "所用版本的施行日期；当日没有施行中的版本的，没有此项" })
      .exactOptional(),
    law: law.meta({ description: "所看的法律及其施行期间，含首尾两日" }),
    outcome,
    missing: z.array(z.string()).meta({ description: "填写之后可以确定结论的事实" }),
    cites,
    exceptions: z
      .array(z.strictObject({ rule: z.string(), outcome: z.enum(["applies", "undetermined"]) }))
      .meta({ description: "适用或者可能适用的例外规则" })
      .exactOptional(),
    conflict: conflict.meta({ description: "两条以上规则相互矛盾的，各自的说法" }).exactOptional(),
    trace: trace.exactOptional(),
  }),
) satisfies z.ZodType<Finding>;

const gateState = z
  .enum(["open", "blocked", "undetermined"])
  .meta({ id: "GateState", description: "可以办理、不得办理、因事实缺失而不能确定（不能确定的不得办理）" });

export const gate = named(
  "Gate",
  "前置程序：某一环节能否办理及其理由",
  z.strictObject({
    step: words(GATE_STEPS),
    state: gateState,
    by: z.array(z.string()).meta({ description: "决定其状态的规则" }),
    reasons: z.array(z.strictObject({ rule: z.string(), state: gateState, reason: z.string(), cites })),
  }),
) satisfies z.ZodType<GateDecision>;
