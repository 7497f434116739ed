import { OPERATORS } from "../schema/operators.ts";
import type { FactValue, Scalar } from "../schema/primitives.ts";
import { INVERSE, sayLeaf, textOf } from "./leaf.ts";
import type { LeafTrace } from "./trace.ts";
import type { Words } from "./words.ts";

/** What a record says at one leaf, without a comma: 罚款金额六万元超过五万元. Personal data stay out. */
export function statement(leaf: LeafTrace, words: Words): string {
  const { fact, operator, found, expected, result } = leaf;
  const label = words.label(fact);
  if (operator === "isPresent" || operator === "isMissing") return presence(fact, found !== undefined, words);
  if (found === undefined) return `${question(fact, words)}未填写`;
  if (expected === undefined) return `与${label}相比较的事项未填写`;
  if (words.isPersonal(fact)) return `${label}${result ? "" : "不"}符合条件`;
  if (typeof found === "boolean")
    return textOf(sayLeaf({ fact, operator: "equal", value: found }, true, words));
  if (Array.isArray(found)) return listed(leaf, found, words);
  const is = `${label}${OPERATORS.equal.label}${words.value(fact, found)}`;
  if (operator === "equal" || operator === "in")
    return result ? is : `${is}而非${either(fact, expected, words)}`;
  if (operator === "notEqual" || operator === "notIn") return is;
  const relation = OPERATORS[result ? operator : INVERSE[operator]].label;
  return `${label}${words.value(fact, found)}${relation}${words.value(fact, expected)}`;
}

/** What is to be filled in: 罚款金额, 是否涉及重大公共利益. */
export function question(fact: string, words: Words): string {
  if (words.type(fact) !== "boolean") return words.label(fact);
  return `是否${words.reads(fact).yes ?? words.label(fact)}`;
}

function presence(fact: string, present: boolean, words: Words): string {
  return textOf(sayLeaf({ fact, operator: present ? "isPresent" : "isMissing" }, true, words));
}

/** 处罚种类包括罚款, 处罚种类为警告、没收而不包括罚款. */
function listed({ fact, operator, expected, result }: LeafTrace, found: string[], words: Words): string {
  const label = words.label(fact);
  const item = words.value(fact, expected as FactValue);
  if ((operator === "contains") === result) return `${label}${OPERATORS.contains.label}${item}`;
  const all = found.length === 0 ? "空" : words.value(fact, found);
  return `${label}${OPERATORS.equal.label}${all}而${OPERATORS.doesNotContain.label}${item}`;
}

const either = (fact: string, expected: FactValue, words: Words): string =>
  [expected]
    .flat()
    .map((one: Scalar) => words.value(fact, one))
    .join("、");
