import { OPERATOR_NAMES, OPERATORS, type Operator, operatorsFor } from "../schema/operators.ts";
import { FACT_TYPES } from "../schema/primitives.ts";
import { checkList, checkOne } from "./check-value.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Json } from "./json-value.ts";
import { type ConditionContext, called, type NamedFact, resolveFact } from "./named-fact.ts";
import type { Path } from "./source-file.ts";

export const LEAF_LABELS = { fact: "事实", operator: "运算符", value: "值" };
const OPERATOR_LABELS = Object.fromEntries(OPERATOR_NAMES.map((name) => [name, OPERATORS[name].label]));

/** Checks `{fact, operator, value}`. */
export function* checkLeaf(context: ConditionContext, leaf: Json, path: Path): Iterable<Diagnostic> {
  const { source } = context;
  const fact = yield* resolveFact(context, leaf.fact, [...path, "fact"]);
  const fitting = {
    accepted: fact ? operatorsFor(fact.type) : OPERATOR_NAMES,
    labels: OPERATOR_LABELS,
  };
  const { operator } = leaf;
  if (operator === undefined) {
    yield source.at([...path, "operator"], "missing-key", "缺少键“operator”（运算符）", fitting);
  } else if (!isOperator(operator)) {
    const message = `不认识的运算符“${show(operator)}”`;
    yield source.at([...path, "operator"], "unknown-operator", message, { ...fitting, found: operator });
  } else if (fact && !operatorsFor(fact.type).includes(operator)) {
    const { label } = FACT_TYPES[fact.type];
    const message = `${called(fact)}的类型是${label}，不能用 ${operator}（${OPERATORS[operator].label}）`;
    yield source.at([...path, "operator"], "operator-type", message, { ...fitting, found: operator });
  } else yield* checkOperand(context, leaf, operator, fact, path);
}

const isOperator = (operator: unknown): operator is Operator =>
  typeof operator === "string" && Object.hasOwn(OPERATORS, operator);

function* checkOperand(
  context: ConditionContext,
  leaf: Json,
  operator: Operator,
  fact: NamedFact | undefined,
  path: Path,
): Iterable<Diagnostic> {
  const { source } = context;
  const at = [...path, "value"];
  const shape = OPERATORS[operator].value;
  const written = `${operator}（${OPERATORS[operator].label}）`;
  if (shape === "none") {
    if (leaf.value !== undefined)
      yield source.at(at, "value-not-allowed", `${written}不带 value，应当删去`, { atKey: true });
  } else if (leaf.value === undefined) yield source.at(at, "missing-key", `${written}缺少键“value”（值）`);
  else if (shape === "list") yield* checkList(context, leaf.value, written, fact, at);
  else yield* checkOne(context, leaf.value, written, fact, at);
}
