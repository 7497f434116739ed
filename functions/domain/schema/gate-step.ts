import type * as z from "zod";
import { choice, type Label } from "./choice.ts";

/** Steps that a gate can keep shut. */
export const GATE_STEPS = {
  decide: { label: "作出决定", explanation: "作出行政执法决定" },
  submit: { label: "提交集体审议", explanation: "把重大行政决策、规范性文件提交集体审议" },
  publish: { label: "公布", explanation: "公布规范性文件、清单" },
  close: { label: "结案", explanation: "行政执法案件结案" },
  enforce: { label: "上岗执法", explanation: "人员从事行政执法活动" },
  appoint: { label: "任命", explanation: "任命人员" },
} as const satisfies Record<string, Label>;
export const gateStep = choice(GATE_STEPS);
export type GateStep = z.infer<typeof gateStep>;
