import type { Condition } from "../schema/condition.ts";
import { OPERATORS, type Operator } from "../schema/operators.ts";
import type { Scalar } from "../schema/primitives.ts";
import type { Words } from "./words.ts";

export type Leaf = Extract<Condition, { fact: string }>;

/** What is true of a known fact exactly when the operator is not. */
export const INVERSE: Readonly<Record<Operator, Operator>> = {
  equal: "notEqual",
  notEqual: "equal",
  in: "notIn",
  notIn: "in",
  lessThan: "greaterThanInclusive",
  greaterThanInclusive: "lessThan",
  lessThanInclusive: "greaterThan",
  greaterThan: "lessThanInclusive",
  contains: "doesNotContain",
  doesNotContain: "contains",
  before: "onOrAfter",
  onOrAfter: "before",
  onOrBefore: "after",
  after: "onOrBefore",
  isPresent: "isMissing",
  isMissing: "isPresent",
};

/**
 * A leaf as it is said: `head` (执法类别为) and what it is said of. Leaves with one head that stand in one list can be
 * said together: in an `any` where `merges` is `any`, in an `all` where it is `all`.
 */
export type Saying = {
  readonly head: string;
  readonly objects: readonly string[];
  readonly link: "" | "或者" | "和";
  readonly merges: readonly ("any" | "all")[];
  /** It begins with the name of a fact: 行政规范性文件的效力状态为有效. */
  readonly named: boolean;
};

const whole = (text: string, named = false): Saying => ({
  head: text,
  objects: [],
  link: "",
  merges: [],
  named,
});

export function sayLeaf(leaf: Leaf, holds: boolean, words: Words): Saying {
  const operator = holds ? leaf.operator : INVERSE[leaf.operator];
  const { fact, value } = leaf;
  const label = words.label(fact);
  const named = words.setting(fact) === undefined;
  if (operator === "isPresent" || operator === "isMissing") return sayPresence(fact, operator, words);
  if (typeof value === "object" && !Array.isArray(value))
    return whole(`${label}${OPERATORS[operator].label}${operand(value.fact, words)}`, named);
  const values = [value ?? []].flat();
  const truth = sayTruth(fact, operator, values[0], words);
  if (truth !== undefined) return whole(truth);
  const objects = values.map((one) => words.value(fact, one));
  switch (operator) {
    case "equal":
    case "in":
      return { head: `${label}${OPERATORS.equal.label}`, objects, link: "或者", merges: ["any"], named };
    case "notEqual":
    case "notIn":
      return { head: `${label}${OPERATORS.notEqual.label}`, objects, link: "", merges: ["all"], named };
    case "contains":
      return {
        head: `${label}${OPERATORS.contains.label}`,
        objects,
        link: "或者",
        merges: ["any", "all"],
        named,
      };
    case "doesNotContain":
      return { head: `${label}${OPERATORS.doesNotContain.label}`, objects, link: "", merges: ["all"], named };
    default:
      return { head: `${label}${OPERATORS[operator].label}`, objects, link: "", merges: [], named };
  }
}

/** Having happened, being stated. */
function sayPresence(fact: string, operator: "isPresent" | "isMissing", words: Words): Saying {
  const { event } = words.reads(fact);
  const present = operator === "isPresent";
  if (event !== undefined) return whole(`${present ? "已" : "尚未"}${event}`);
  const objects = [words.label(fact)];
  return present
    ? { head: "载明", objects, link: "和", merges: ["any", "all"], named: false }
    : { head: "未载明", objects, link: "", merges: ["all"], named: false };
}

/** 涉及重大公共利益 instead of 涉及重大公共利益为是. */
function sayTruth(
  fact: string,
  operator: Operator,
  value: Scalar | undefined,
  words: Words,
): string | undefined {
  if (typeof value !== "boolean" || fact.startsWith("setting.")) return undefined;
  const { yes, no } = words.reads(fact);
  const label = words.label(fact);
  return (operator === "equal") === value ? (yes ?? `属于“${label}”`) : (no ?? `不属于“${label}”`);
}

/** The other fact of a comparison; a setting is said by the number that it holds now. */
function operand(fact: string, words: Words): string {
  const now = words.settingNow(fact);
  return typeof now === "number" ? words.value(fact, now) : words.label(fact);
}

export function textOf({ head, objects, link }: Saying): string {
  if (objects.length < 2 || link === "") return `${head}${objects.join("、")}`;
  return `${head}${objects.slice(0, -1).join("、")}${link}${objects.at(-1)}`;
}

/** Alternatives with one head are said together: 处罚种类包括责令关闭或者限制从业. */
export function eitherOf(sayings: readonly Saying[]): Saying[] {
  const said: Saying[] = [];
  for (const saying of sayings) {
    const same = said.findIndex(({ head, merges }) => head === saying.head && merges.includes("any"));
    if (same < 0) said.push(saying);
    else said[same] = together(said[same] as Saying, saying, "any");
  }
  return said;
}

/** Two with one head, in one list. */
export function together(a: Saying, b: Saying, kind: "any" | "all"): Saying {
  const objects = [...new Set([...a.objects, ...b.objects])];
  return { ...a, objects, link: kind === "any" ? "或者" : a.link === "" ? "" : "和" };
}
