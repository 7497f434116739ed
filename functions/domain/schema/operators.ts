import type { FactType } from "./primitives.ts";

type OperatorDefinition = {
  readonly label: string;
  readonly explanation: string;
  /** A leaf as it is written. */
  readonly example: string;
  /** Types of fact that it fits. */
  readonly types: readonly FactType[];
  /** What `value` is: one scalar or `{fact}`, a list, or not there at all. */
  readonly value: "one" | "list" | "none";
};

const leaf = (fact: string, operator: string, value?: unknown): string =>
  JSON.stringify({ fact, operator, ...(value !== undefined && { value }) });

/** Every operator with what it means; the one source for the loader, the schemas, the engine and all texts. */
export const OPERATORS = {
  equal: {
    label: "为",
    explanation: "等于所写的值",
    example: leaf("kind", "equal", "行政处罚"),
    types: ["text", "number", "boolean", "date"],
    value: "one",
  },
  notEqual: {
    label: "不为",
    explanation: "不等于所写的值；没有填写的，不算不等于",
    example: leaf("kind", "notEqual", "行政检查"),
    types: ["text", "number", "boolean", "date"],
    value: "one",
  },
  in: {
    label: "为下列之一",
    explanation: "是所列值之一",
    example: leaf("kind", "in", ["行政许可", "行政处罚"]),
    types: ["text", "number"],
    value: "list",
  },
  notIn: {
    label: "不为下列任何一项",
    explanation: "不是所列的任何一个值；没有填写的，不算",
    example: leaf("kind", "notIn", ["行政许可", "行政处罚"]),
    types: ["text", "number"],
    value: "list",
  },
  lessThan: {
    label: "小于",
    explanation: "小于所写的数，不含本数",
    example: leaf("fineYuan", "lessThan", 1000),
    types: ["number"],
    value: "one",
  },
  lessThanInclusive: {
    label: "不超过",
    explanation: "小于或者等于所写的数",
    example: leaf("fineYuan", "lessThanInclusive", 1000),
    types: ["number"],
    value: "one",
  },
  greaterThan: {
    label: "超过",
    explanation: "大于所写的数，不含本数",
    example: leaf("fineYuan", "greaterThan", 50000),
    types: ["number"],
    value: "one",
  },
  greaterThanInclusive: {
    label: "达到",
    explanation: "大于或者等于所写的数",
    example: leaf("fineYuan", "greaterThanInclusive", 50000),
    types: ["number"],
    value: "one",
  },
  contains: {
    label: "包括",
    explanation: "多选的事实中含有所写的一项",
    example: leaf("penaltyKinds", "contains", "罚款"),
    types: ["list"],
    value: "one",
  },
  doesNotContain: {
    label: "不包括",
    explanation: "多选的事实中没有所写的一项；没有填写的，不算",
    example: leaf("penaltyKinds", "doesNotContain", "罚款"),
    types: ["list"],
    value: "one",
  },
  before: {
    label: "早于",
    explanation: "在所写日期之前，不含当日；两边都写明时刻的，比到时刻",
    example: leaf("decidedOn", "before", "2021-07-15"),
    types: ["date", "instant"],
    value: "one",
  },
  onOrBefore: {
    label: "不晚于",
    explanation: "在所写日期当日或者之前；两边都写明时刻的，比到时刻",
    example: leaf("review.completedOn", "onOrBefore", { fact: "decidedOn" }),
    types: ["date", "instant"],
    value: "one",
  },
  after: {
    label: "晚于",
    explanation: "在所写日期之后，不含当日；两边都写明时刻的，比到时刻",
    example: leaf("publishedOn", "after", { fact: "decidedOn" }),
    types: ["date", "instant"],
    value: "one",
  },
  onOrAfter: {
    label: "不早于",
    explanation: "在所写日期当日或者之后；两边都写明时刻的，比到时刻",
    example: leaf("decidedOn", "onOrAfter", "2021-07-15"),
    types: ["date", "instant"],
    value: "one",
  },
  isPresent: {
    label: "已填写",
    explanation: "该项已经填写，不问填的是什么；不带 value",
    example: leaf("decidedOn", "isPresent"),
    types: ["text", "number", "boolean", "date", "instant", "list"],
    value: "none",
  },
  isMissing: {
    label: "未填写",
    explanation: "该项没有填写；不带 value",
    example: leaf("publishedOn", "isMissing"),
    types: ["text", "number", "boolean", "date", "instant", "list"],
    value: "none",
  },
} as const satisfies Record<string, OperatorDefinition>;

export type Operator = keyof typeof OPERATORS;
export const OPERATOR_NAMES = Object.keys(OPERATORS) as [Operator, ...Operator[]];

/** Operators that fit a fact of this type. */
export function operatorsFor(type: FactType): Operator[] {
  return OPERATOR_NAMES.filter((name) => (OPERATORS[name].types as readonly FactType[]).includes(type));
}
