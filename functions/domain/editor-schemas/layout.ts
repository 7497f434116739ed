import { type FactWord, recordValue } from "./fact-words.ts";
import { type Json, oneOf, where } from "./json.ts";

/** Columns and fixed facts of the record type that a layout is read into. */
export function typedLayout(layout: Json, facts: ReadonlyMap<string, readonly FactWord[]>): Json {
  return {
    ...layout,
    allOf: [...facts].map(([type, own]) =>
      where("recordType", [type], {
        properties: {
          columns: { items: { properties: { fact: oneOf(own) } } },
          fixed: {
            properties: Object.fromEntries(own.map((fact) => [fact.name, recordValue(fact)])),
            additionalProperties: false,
          },
        },
      }),
    ),
  };
}
