/** A JSON Schema, or a part of one. */
export type Json = { readonly [key: string]: unknown };

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A name of the rules folder, and what an editor shows of it. */
export type Named = { readonly name: string; readonly hover: string };

/** One of these names, and nothing else. */
export function oneOf(named: readonly { readonly name: unknown; readonly hover: string }[]): Json {
  if (named.length === 0) return { not: {}, errorMessage: "规则文件夹中没有可以写在这里的名称" };
  return { enum: named.map(({ name }) => name), markdownEnumDescriptions: named.map(({ hover }) => hover) };
}

/** What stands in the definitions of the schema under this name. Beside `$ref` draft 7 reads nothing else. */
export const defined = (name: string): Json => ({ allOf: [{ $ref: `#/definitions/${name}` }] });

/** A schema that counts only where `key` holds one of the values. */
export const where = (key: string, values: readonly unknown[], then: Json): Json => ({
  if: { properties: { [key]: { enum: values } }, required: [key] },
  then,
});

/** The properties of an object schema. */
export const propertiesOf = (schema: Json): Readonly<Record<string, Json>> =>
  schema.properties as Readonly<Record<string, Json>>;

/** An object schema with some of its properties changed; `undefined` takes one away. */
export function withProperties(schema: Json, changed: Readonly<Record<string, Json | undefined>>): Json {
  const all: [string, Json | undefined][] = Object.entries({ ...propertiesOf(schema), ...changed });
  return { ...schema, properties: Object.fromEntries(all.filter(([, property]) => property !== undefined)) };
}
