import type { DutyStatus, GateState, Light, Outcome } from "../entities.ts";
import type { Label } from "./choice.ts";

/** What a rule says of a record. */
export const OUTCOMES = {
  applies: { label: "适用", explanation: "条件成立" },
  "does-not-apply": { label: "不适用", explanation: "条件不成立，或者当日没有施行中的版本" },
  undetermined: { label: "无法认定", explanation: "缺少事实，补充后才能认定" },
} as const satisfies Record<Outcome, Label>;

export const GATE_STATES = {
  open: { label: "可以办理", explanation: "没有前置程序，或者前置程序已经完成" },
  blocked: { label: "不得办理", explanation: "前置程序尚未完成" },
  undetermined: { label: "尚不能确定", explanation: "缺少事实，补充之前不得办理" },
} as const satisfies Record<GateState, Label>;

export const LIGHTS = {
  green: { label: "绿", explanation: "期限尚早" },
  yellow: { label: "黄", explanation: "已进入提醒期" },
  red: { label: "红", explanation: "已经逾期" },
  grey: { label: "灰", explanation: "期限暂定，或者已不再计期" },
} as const satisfies Record<Light, Label>;

export const DUTY_STATUSES = {
  open: { label: "未办结", explanation: "尚未办理" },
  discharged: { label: "已办结", explanation: "已经办理，按期或者逾期" },
  waived: { label: "已豁免", explanation: "经监督机关批准，不再办理" },
  withdrawn: { label: "已撤回", explanation: "台账更正后，规则不再适用" },
} as const satisfies Record<DutyStatus, Label>;
