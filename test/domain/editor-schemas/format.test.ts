import { describe, expect, it } from "vitest";
import { FILES, written } from "../../../functions/domain/editor-schemas/editor-schemas.ts";
import { isJson, type Json } from "../../../functions/domain/editor-schemas/json.ts";
import { validator } from "../../support/validator.ts";

type Place = { readonly at: string; readonly schema: Json };

/** Every schema in a schema, `definitions` included, by where it stands. */
function* places(schema: Json, at: string): Generator<Place> {
  yield { at, schema };
  for (const [key, value] of Object.entries(schema)) {
    if (key === "properties" || key === "definitions") {
      for (const [name, inner] of Object.entries(value as Record<string, Json>))
        yield* places(inner, `${at}/${key}/${name}`);
    } else if (["items", "additionalProperties", "propertyNames"].includes(key) && isJson(value)) {
      yield* places(value, `${at}/${key}`);
    } else if (key === "anyOf" || key === "allOf") {
      for (const [i, inner] of (value as Json[]).entries()) yield* places(inner, `${at}/${key}/${i}`);
    }
  }
}

/** Whether it is written out as keys or items of its own, which have their examples. */
function isComposite(schema: Json, definitions: Json): boolean {
  const ref = typeof schema.$ref === "string" ? schema.$ref.replace("#/definitions/", "") : undefined;
  const parts = [...((schema.anyOf ?? []) as Json[]), ...((schema.allOf ?? []) as Json[])];
  return (
    isJson(schema.properties) ||
    (isJson(schema.items) && isComposite(schema.items, definitions)) ||
    (ref !== undefined && ref !== "condition" && isComposite(definitions[ref] as Json, definitions)) ||
    ref === "condition" ||
    parts.some((part) => isComposite(part, definitions))
  );
}

const FORMATS = Object.entries(FILES).map(([name, schema]) => [name, written(schema)] as const);

describe.each(FORMATS)("the format of %s files", (name, format) => {
  const definitions = (format.definitions ?? {}) as Json;
  const all = [...places(format, name)];
  const keys = all.filter(({ at }) => /\/properties\/[^/]+$/.test(at));

  it("names and explains every key in Chinese", () => {
    const bare = keys.filter(
      ({ schema }) =>
        !/\p{Script=Han}/u.test(`${schema.title}`) || !/\p{Script=Han}/u.test(`${schema.description}`),
    );
    expect(bare.map(({ at }) => at)).toEqual([]);
    expect(keys.length).toBeGreaterThan(3);
  });

  it("gives an example of every key that holds a value", () => {
    const without = keys.filter(
      ({ schema }) =>
        !isComposite(schema, definitions) && !isJson(schema.not) && !schema.examples && !("const" in schema),
    );
    expect(without.map(({ at }) => at)).toEqual([]);
  });

  it("labels every word that can be chosen", () => {
    const bare = all.filter(({ schema: { enum: words, markdownEnumDescriptions: told } }) => {
      const labels = (told ?? []) as string[];
      return Array.isArray(words) && words.some((_, i) => !/^\*\*.+\*\*：./u.test(labels[i] ?? ""));
    });
    expect(bare.map(({ at }) => at)).toEqual([]);
  });

  it("gives only examples that it accepts itself", () => {
    const ajv = validator().addVocabulary(["names", "part"]);
    for (const { at, schema } of all) {
      if (!Array.isArray(schema.examples)) continue;
      const accepts = ajv.compile({ ...schema, definitions });
      for (const example of schema.examples)
        expect(accepts(example), `${at}: ${JSON.stringify(example)} ${ajv.errorsText(accepts.errors)}`).toBe(
          true,
        );
    }
  });

  it("knows no key that it does not list", () => {
    const open = all.filter(
      ({ schema }) => isJson(schema.properties) && schema.additionalProperties !== false,
    );
    expect(open.map(({ at }) => at)).toEqual([]);
  });
});
