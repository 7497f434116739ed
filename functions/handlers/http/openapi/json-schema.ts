import * as z from "zod";

/** A JSON Schema of draft 2020-12, which is what OpenAPI 3.1 takes. */
export type Json = { readonly [key: string]: unknown };

/** What only editors of rule files read, and what the document says elsewhere. */
const LEFT_OUT = new Set([
  "$schema",
  "$defs",
  "id",
  "names",
  "part",
  "patternErrorMessage",
  "errorMessage",
  "markdownEnumDescriptions",
  "markdownDescription",
]);
const DEFINITIONS = "#/$defs/";
/** Of a schema without a name that zod would not write out in its place. */
const UNNAMED = "__schema";

/** Turns schemas of the checks into those of the document; what has a name goes to the components, once. */
export class Schemas {
  readonly components = new Map<string, Json>();

  /** Strict: a request with a name that there is not is refused. */
  request(schema: z.ZodType): Json {
    return this.#place(schema, "input", (written) => written);
  }

  /** Open: later versions may answer more, and a client that refuses that would break. */
  answer(schema: z.ZodType): Json {
    return this.#place(schema, "output", withoutClosing);
  }

  #place(schema: z.ZodType, io: "input" | "output", change: (written: Json) => Json): Json {
    const written = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
    const definitions = (written.$defs ?? {}) as Readonly<Record<string, Json>>;
    const placed = (one: Json): Json => change(rewritten(one, definitions) as Json);
    for (const [name, one] of Object.entries(definitions))
      if (!name.startsWith(UNNAMED) && !this.components.has(name)) this.components.set(name, placed(one));
    return placed(written);
  }
}

function rewritten(value: unknown, definitions: Readonly<Record<string, Json>>): unknown {
  if (Array.isArray(value)) return value.map((one) => rewritten(one, definitions));
  if (typeof value !== "object" || value === null) return value;
  const { $ref } = value as Json;
  if (typeof $ref === "string" && $ref.startsWith(DEFINITIONS + UNNAMED))
    return rewritten(definitions[$ref.slice(DEFINITIONS.length)], definitions);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      if (key === "properties") return [[key, eachProperty(inner as Json, definitions)]];
      if (LEFT_OUT.has(key)) return [];
      if (key === "$ref") return [[key, String(inner).replace(DEFINITIONS, "#/components/schemas/")]];
      return [[key, rewritten(inner, definitions)]];
    }),
  );
}

/** Here the keys are names of a thing, `id` among them. */
const eachProperty = (properties: Json, definitions: Readonly<Record<string, Json>>): Json =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, rewritten(schema, definitions)]),
  );

function withoutClosing<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutClosing) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(key === "additionalProperties" && inner === false))
      .map(([key, inner]) => [key, withoutClosing(inner)]),
  ) as T;
}
