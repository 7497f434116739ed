import type { Ruleset } from "../../../domain/ruleset/ruleset.ts";
import type { FactDefinition, RecordType } from "../../../domain/schema/folder.ts";
import { QUANTITIES } from "../../../domain/schema/primitives.ts";
import type { Json } from "./json-schema.ts";

/** The facts of each record type of the rules in force, as components. */
export function factComponents({ recordTypes }: Ruleset): ReadonlyMap<string, Json> {
  const types = [...recordTypes.values()];
  const given = {
    description: "事实，按台账类型；名称可以写成 review.result，也可以写成 review 下的 result",
    anyOf: types.map(({ id }) => ({ $ref: `#/components/schemas/${componentName(id)}` })),
  };
  return new Map<string, Json>([
    ["FactsGiven", given],
    ...types.map((type): [string, Json] => [componentName(type.id), factsOf(type)]),
  ]);
}

const componentName = (type: string): string => `Facts.${type}`;

function factsOf({ id, label, facts }: RecordType): Json {
  return {
    title: label,
    description: `${id} 的事实`,
    type: "object",
    properties: Object.fromEntries(facts.map((fact) => [fact.name, factValue(fact)])),
    // The same written one in the other.
    additionalProperties: { type: "object" },
  };
}

function factValue({ label, type, values, unit }: FactDefinition): Json {
  const listed = values && { enum: values };
  switch (type) {
    case "text":
      return { title: label, type: "string", ...listed };
    case "date":
      return { title: label, type: "string", format: "date" };
    case "instant":
      return { title: label, type: "string", description: "时刻，北京时间；只知道日期的，写日期" };
    case "boolean":
      return { title: label, type: "boolean" };
    case "number":
      return {
        title: label,
        type: "number",
        minimum: 0,
        ...(unit && { description: `单位：${QUANTITIES[unit].label}` }),
      };
    case "list":
      return { title: label, type: "array", items: { type: "string", ...listed }, uniqueItems: true };
  }
}
