import { QUANTITIES, UNITS, type Unit } from "../schema/primitives.ts";
import { type FactWord, singleValue } from "./fact-words.ts";
import { type Json, oneOf, propertiesOf, where, withProperties } from "./json.ts";

/** A flag fills in one of the type's own facts, where silence has no meaning of its own, with a value that it may hold. */
export function typedFlag(flag: Json, facts: readonly FactWord[]): Json {
  const own = facts.filter(({ type, default: silent }) => silent === undefined && type !== "list");
  const { fact } = propertiesOf(flag);
  const byValue = Map.groupBy(own, (one) => JSON.stringify(singleValue(one)));
  return {
    ...withProperties(flag, { fact: { ...fact, ...oneOf(own) } }),
    allOf: [...byValue.values()].map((alike) => {
      const value = singleValue(alike[0] as FactWord);
      return where(
        "fact",
        alike.map(({ name }) => name),
        { properties: { value, otherwise: value } },
      );
    }),
  };
}

/** Halves only of working days; a count that a fact holds must be of the unit that is counted. */
export function typedDueAfter(due: Json, facts: readonly FactWord[]): Json {
  return {
    ...due,
    allOf: (Object.keys(UNITS) as Unit[]).map((unit) => {
      const fitting = unit in QUANTITIES ? facts.filter((fact) => fact.unit === unit) : [];
      const number = unit === "working-day" ? { type: "number" } : { type: "integer" };
      const reference = { type: "object", properties: { fact: oneOf(fitting) } };
      return where("unit", [unit], { properties: { count: { anyOf: [number, reference] } } });
    }),
  };
}

/** A version for one record type: its effects, without those that no record has. */
export function typedVersion(version: Json, type: string, steps: readonly string[]): Json {
  const none = ["cadence", "register", ...(steps.length === 0 ? ["gate"] : [])];
  const { appliesTo } = propertiesOf(version);
  const { examples: _, ...key } = appliesTo ?? {};
  const effects = version.oneOf as readonly { readonly required: readonly string[] }[];
  return {
    ...withProperties(version, {
      ...Object.fromEntries(none.map((effect) => [effect, undefined])),
      appliesTo: { ...key, const: type },
    }),
    required: [...(version.required as readonly string[]), "appliesTo"],
    oneOf: effects.filter(({ required }) => !required.some((effect) => none.includes(effect))),
  };
}

/** A clause of the document that is cited. */
export function typedCitation(
  citation: Json,
  duties: ReadonlyMap<string, readonly { name: string; hover: string }[]>,
): Json {
  return {
    ...citation,
    allOf: [...duties].map(([document, named]) =>
      where("document", [document], { properties: { duty: oneOf(named) } }),
    ),
  };
}
