import { type FactWord, recordValue } from "./fact-words.ts";
import type { Json } from "./json.ts";

/** The facts of a record as a case writes them: dotted, nested, or both. */
export function factsObject(facts: Json, own: readonly FactWord[]): Json {
  return { ...open(facts), ...nested("", new Map(own.map((fact) => [fact.name, recordValue(fact)]))) };
}

/** `review.result` at the top, and `result` within `review`. */
function nested(prefix: string, schemas: ReadonlyMap<string, Json>): Json {
  const properties = new Map<string, Json>();
  for (const [name, schema] of schemas) {
    if (!name.startsWith(prefix)) continue;
    const rest = name.slice(prefix.length);
    properties.set(rest, schema);
    const parts = rest.split(".");
    for (let i = 1; i < parts.length; i++) {
      const path = parts.slice(0, i).join(".");
      if (!properties.has(path)) properties.set(path, nested(`${prefix}${path}.`, schemas));
    }
  }
  return { type: "object", properties: Object.fromEntries(properties), additionalProperties: false };
}

/** Settings that a case replaces, by id. */
export function settingsObject(settings: Json, facts: readonly FactWord[], calendar: Json): Json {
  const own = facts.flatMap((fact) => {
    const [, id] = /^setting\.(.+)$/.exec(fact.name) ?? [];
    return id === undefined ? [] : [[id, recordValue(fact)] as const];
  });
  return {
    ...open(settings),
    type: "object",
    properties: { calendar, ...Object.fromEntries(own) },
    additionalProperties: false,
  };
}

/** What a key is; its example may be of another record type. */
function open({ title, description }: Json): Json {
  return { title, description, markdownDescription: `**${title}**：${description}` };
}
