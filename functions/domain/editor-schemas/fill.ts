import type { NameKind, Part } from "../schema/names.ts";
import { defined, isJson, type Json } from "./json.ts";
import type { Names } from "./names.ts";

/** How the parts that depend on the folder are narrowed; a part that is not here stays as it is. */
export type Narrowing = { readonly [P in Part]?: (schema: Json) => Json };

/** Replaces the marks of the format by what the rules folder says, and writes out the hover of every key. */
export function fill(schema: Json, names: Names, narrow: Narrowing): Json {
  const { names: kind, part } = schema;
  const inner = Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !((key === "names" || key === "part") && typeof value === "string"))
      .map(([key, value]) => [key, fillValue(value, names, narrow)]),
  );
  const filled = names.has(kind as NameKind)
    ? { ...withoutForm(inner), ...defined(kind as NameKind) }
    : inner;
  const shown = withHover(mentions(schema, names) ? without(filled, ["examples"]) : filled);
  return typeof part === "string" ? (narrow[part as Part]?.(shown) ?? shown) : shown;
}

function fillValue(value: unknown, names: Names, narrow: Narrowing): unknown {
  if (Array.isArray(value)) return value.map((one) => fillValue(one, names, narrow));
  return isJson(value) ? fill(value, names, narrow) : value;
}

const without = (schema: Json, keys: readonly string[]): Json =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));

/** A list of names says more than the form of a name. */
const withoutForm = (schema: Json): Json =>
  without(schema, ["pattern", "patternErrorMessage", "maxLength", "enum", "markdownEnumDescriptions"]);

/** Whether a value of this schema holds names of the folder: then the format's own example may not be one of them. */
function mentions(value: unknown, names: Names): boolean {
  if (Array.isArray(value)) return value.some((one) => mentions(one, names));
  if (!isJson(value)) return false;
  return names.has(value.names as NameKind) || Object.values(value).some((inner) => mentions(inner, names));
}

/** Editors show `markdownDescription` both where a key is offered and where it stands. */
function withHover(schema: Json): Json {
  const { title, description, examples } = schema;
  if (typeof title !== "string" || typeof description !== "string") return schema;
  const example = Array.isArray(examples) ? `\n\n例：\`${JSON.stringify(examples[0])}\`` : "";
  return { ...schema, markdownDescription: `**${title}**：${description}${example}` };
}
