import { OPERATORS } from "../schema/operators.ts";
import type { FactValue, Scalar } from "../schema/primitives.ts";
import { INVERSE, sayLeaf, textOf } from "./leaf.ts";
import type { LeafTrace } from "./trace.ts";
import type { Words } from "./words.ts";

const BUT_NOT = "而非";

/** What a record says at one leaf, without a comma: 罚款金额六万元超过五万元. Personal data stay out. */
function statement(leaf: LeafTrace, words: Words): string {
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
    return result ? is : `${is}${BUT_NOT}${either(fact, expected, words)}`;
  if (operator === "notEqual" || operator === "notIn") return is;
  const relation = OPERATORS[result ? operator : INVERSE[operator]].label;
  return `${label}${words.value(fact, found)}${relation}${words.value(fact, expected)}`;
}

/** What a record says at several leaves: each thing once, and what a fact is not in one go. */
export function statements(leaves: readonly LeafTrace[], words: Words): string[] {
  const told = leaves.filter((leaf) => !isPresence(leaf) || !leaves.some((one) => saysMore(one, leaf)));
  const denied = Map.groupBy(told.filter(isDenied), ({ fact }) => fact);
  const said = told.map((leaf) => {
    const expected = denied.get(leaf.fact)?.flatMap((one) => one.expected ?? []);
    const whole =
      isDenied(leaf) && expected ? { ...leaf, expected: [...new Set(expected.map(String))] } : leaf;
    return statement(whole, words);
  });
  return [...new Set(said)].filter((one) => !said.some((other) => one.startsWith(`${other}${BUT_NOT}`)));
}

const isPresence = ({ operator }: LeafTrace): boolean => operator === "isPresent" || operator === "isMissing";
const saysMore = (one: LeafTrace, presence: LeafTrace): boolean =>
  one.fact === presence.fact && !isPresence(one) && one.found !== undefined;
const isDenied = ({ operator, result, found, expected }: LeafTrace): boolean =>
  (operator === "equal" || operator === "in") &&
  result === false &&
  typeof found === "string" &&
  expected !== undefined;

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
