import { hover } from "../schema/choice.ts";
import { OPERATOR_NAMES, OPERATORS, type Operator, operatorsFor } from "../schema/operators.ts";
import { FACT_TYPES, type FactType } from "../schema/primitives.ts";
import { type FactWord, singleValue } from "./fact-words.ts";
import { defined, type Json, oneOf, propertiesOf, where, withProperties } from "./json.ts";

const operators = (names: readonly Operator[]): Json =>
  oneOf(names.map((name) => ({ name, hover: hover(OPERATORS[name]) })));

const WITHOUT_VALUE = OPERATOR_NAMES.filter((name) => OPERATORS[name].value === "none");

/** A leaf on the facts of one record type: the fact types the operator, both type the value. */
export function typedLeaf(leaf: Json, facts: readonly FactWord[]): Json {
  const { operator, value } = propertiesOf(leaf);
  return {
    ...withProperties(leaf, {
      operator: about(operator, "type"),
      value: about(value),
    }),
    allOf: [...presence(), anyOperator(), ...byFact(facts)],
  };
}

/** What a key is, without what it may hold: that comes from the fact. */
function about(key: Json | undefined, ...also: readonly string[]): Json {
  const kept = ["title", "description", "markdownDescription", ...also];
  return Object.fromEntries(Object.entries(key ?? {}).filter(([name]) => kept.includes(name)));
}

function presence(): Json[] {
  const errorMessage = `${WITHOUT_VALUE.join("、")} 不带 value`;
  const without = where("operator", WITHOUT_VALUE, { properties: { value: false }, errorMessage });
  return [without, { if: without.if as Json, else: { required: ["value"] } }];
}

/** While no fact is written yet, every operator is offered. */
const anyOperator = (): Json => ({
  if: { required: ["fact"] },
  else: { properties: { operator: operators(OPERATOR_NAMES) } },
});

/**
 * What a fact may be asked, and with what. An editor offers also what stands in an `if`, whether it holds or not,
 * so no `if` names an operator that does not fit the fact.
 */
function byFact(facts: readonly FactWord[]): Json[] {
  return [...groups(facts)].map(([key, alike]) => {
    const { type } = alike[0] as FactWord;
    const value = defined(`value:${key}`);
    const one = type === "list" ? value : { anyOf: [value, reference(alike[0] as FactWord)] };
    const several = { type: "array", items: value, minItems: 1, maxItems: 200, uniqueItems: true };
    return where(
      "fact",
      alike.map(({ name }) => name),
      {
        properties: { operator: defined(`operator:${type}`) },
        allOf: [...withValue("one", type, one), ...withValue("list", type, several)],
      },
    );
  });
}

function withValue(shape: "one" | "list", type: FactType, value: Json): Json[] {
  const fitting = operatorsFor(type).filter((name) => OPERATORS[name].value === shape);
  return fitting.length === 0 ? [] : [where("operator", fitting, { properties: { value } })];
}

/** Facts that take the same values, by the first of them. */
function groups(facts: readonly FactWord[]): ReadonlyMap<string, readonly FactWord[]> {
  const alike = Map.groupBy(facts, (fact) => JSON.stringify([fact.type, fact.unit, singleValue(fact)]));
  return new Map([...alike.values()].map((group) => [(group[0] as FactWord).name, group]));
}

/** Another fact of the same type and unit; for an instant also a date. */
const reference = (fact: FactWord): Json => ({
  type: "object",
  title: "另一项事实",
  description: "用同一条台账的另一项事实代替写定的值",
  properties: { fact: defined(comparable(fact)) },
  required: ["fact"],
  additionalProperties: false,
});

const comparable = ({ type, unit }: FactWord): string => `fact:${type}${unit ? `:${unit}` : ""}`;

const FACT_TYPE_NAMES = Object.keys(FACT_TYPES) as FactType[];

/** What the leaves of one record type refer to: operators, values of a fact, and facts that can be compared. */
export function leafDefinitions(facts: readonly FactWord[]): Readonly<Record<string, Json>> {
  return Object.fromEntries([
    ...FACT_TYPE_NAMES.map((type) => [`operator:${type}`, operators(operatorsFor(type))]),
    ...[...groups(facts)].map(([key, [fact]]) => [`value:${key}`, singleValue(fact as FactWord)]),
    ...[...Map.groupBy(facts, comparable)].map(([key, alike]) => [key, oneOf(alike)]),
    ["fact:instant", oneOf(facts.filter(({ type }) => type === "date" || type === "instant"))],
  ]);
}
