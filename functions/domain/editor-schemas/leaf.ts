import { hover } from "../schema/choice.ts";
import { OPERATOR_NAMES, OPERATORS, type Operator, operatorsFor } from "../schema/operators.ts";
import { FACT_TYPES, type FactType } from "../schema/primitives.ts";
import { type FactWord, singleValue } from "./fact-words.ts";
import { defined, type Json, oneOf, propertiesOf, where, withProperties } from "./json.ts";

const operators = (names: readonly Operator[]): Json =>
  oneOf(names.map((name) => ({ name, hover: hover(OPERATORS[name]) })));

const takes = (shape: "one" | "list" | "none"): Operator[] =>
  OPERATOR_NAMES.filter((name) => OPERATORS[name].value === shape);

/** A leaf on the facts of one record type: the fact types the operator, both type the value. */
export function typedLeaf(leaf: Json, facts: readonly FactWord[]): Json {
  const { operator, value } = propertiesOf(leaf);
  return {
    ...withProperties(leaf, {
      operator: about(operator, "type"),
      value: about(value),
    }),
    allOf: [presence(), anyOperator(), ...operatorsByType(facts), ...valuesByFact(facts)],
  };
}

/** What a key is, without what it may hold: that comes from the fact. */
function about(key: Json | undefined, ...also: readonly string[]): Json {
  const kept = ["title", "description", "markdownDescription", ...also];
  return Object.fromEntries(Object.entries(key ?? {}).filter(([name]) => kept.includes(name)));
}

function presence(): Json {
  return {
    if: { properties: { operator: { enum: takes("none") } }, required: ["operator"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { value: false }, errorMessage: "isPresent、isMissing 不带 value" },
    else: { required: ["value"] },
  };
}

/** While no fact is written yet, every operator is offered. */
const anyOperator = (): Json => ({
  if: { required: ["fact"] },
  else: { properties: { operator: operators(OPERATOR_NAMES) } },
});

function operatorsByType(facts: readonly FactWord[]): Json[] {
  return (Object.keys(FACT_TYPES) as FactType[]).flatMap((type) => {
    const names = facts.filter((fact) => fact.type === type).map((fact) => fact.name);
    if (names.length === 0) return [];
    return [where("fact", names, { properties: { operator: operators(operatorsFor(type)) } })];
  });
}

function valuesByFact(facts: readonly FactWord[]): Json[] {
  return [...groups(facts)].flatMap(([key, alike]) => {
    const [fact] = alike as [FactWord];
    const names = alike.map(({ name }) => name);
    const value = defined(`value:${key}`);
    const fitting = operatorsFor(fact.type);
    const shapes: [Operator[], Json][] = [
      [takes("one"), fact.type === "list" ? value : { anyOf: [value, reference(fact)] }],
      [takes("list"), { type: "array", items: value, minItems: 1, maxItems: 200, uniqueItems: true }],
    ];
    return shapes
      .filter(([shape]) => shape.some((operator) => fitting.includes(operator)))
      .map(([shape, schema]) => ({
        if: { properties: { fact: { enum: names }, operator: { enum: shape } }, required: ["fact"] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { properties: { value: schema } },
      }));
  });
}

/** Facts that take the same values, by the first of them. */
function groups(facts: readonly FactWord[]): ReadonlyMap<string, readonly FactWord[]> {
  const alike = Map.groupBy(facts, (fact) => JSON.stringify([fact.type, fact.unit, singleValue(fact)]));
  return new Map([...alike.values()].map((group) => [(group[0] as FactWord).name, group]));
}

/** Another fact of the same type and unit. */
const reference = (fact: FactWord): Json => ({
  type: "object",
  title: "另一项事实",
  description: "用同一条台账的另一项事实代替写定的值",
  properties: { fact: defined(comparable(fact)) },
  required: ["fact"],
  additionalProperties: false,
});

const comparable = ({ type, unit }: FactWord): string => `fact:${type}${unit ? `:${unit}` : ""}`;

/** What the leaves of one record type refer to: values of a fact, and facts that can be compared. */
export function leafDefinitions(facts: readonly FactWord[]): Readonly<Record<string, Json>> {
  return Object.fromEntries([
    ...[...groups(facts)].map(([key, [fact]]) => [`value:${key}`, singleValue(fact as FactWord)]),
    ...[...Map.groupBy(facts, comparable)].map(([key, alike]) => [key, oneOf(alike)]),
  ]);
}
