import * as z from "zod";
import { wordLabels } from "./choice.ts";

type Schema = z.core.$ZodType;
type Path = readonly (string | number)[];
type Def = {
  readonly type: string;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly getter?: () => Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly options?: readonly Schema[];
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string>>;
};

const WRAPPERS = new Set(["optional", "nullable", "default", "prefault", "readonly", "nonoptional"]);
const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "文本",
  number: "数",
  int: "整数",
  boolean: "是否（true 或者 false）",
  array: "列表",
  record: "对象",
  object: "对象",
  null: "空值（null）",
};

/** A key of the format with its Chinese title. */
export type Field = { readonly name: string; readonly title?: string; readonly required: boolean };

const defOf = (schema: Schema): Def => schema._zod.def as unknown as Def;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is inside `optional`, `nullable`, `lazy` and the like. */
function unwrap(schema: Schema): Schema {
  const def = defOf(schema);
  const inner = def.getter?.() ?? (WRAPPERS.has(def.type) ? def.innerType : undefined) ?? def.in;
  return inner ? unwrap(inner) : schema;
}

/** A word of the schema's metadata, from the outermost layer that has it. */
function meta<T>(schema: Schema, word: string): T | undefined {
  const own = z.globalRegistry.get(schema)?.[word] as T | undefined;
  const inner = defOf(schema).innerType;
  return own ?? (inner ? meta<T>(inner, word) : undefined);
}

export const titleOf = (schema: Schema): string | undefined => meta<string>(schema, "title");
export const formatOf = (schema: Schema): string | undefined => meta<string>(schema, "format");
export const exampleOf = (schema: Schema): unknown => meta<readonly unknown[]>(schema, "examples")?.[0];

/** What the words of a choice mean. */
export const choiceLabels = (schema: Schema): Readonly<Record<string, string>> | undefined =>
  wordLabels.get(unwrap(schema))?.labels;

/** Whether a value that is written as text stands for a number or a yes or no; of several forms the first that it can be. */
export function typeNameAt(schema: Schema): "number" | "boolean" | "text" {
  const { type, options, element } = defOf(unwrap(schema));
  if (type === "number" || type === "int" || type === "boolean") return type === "boolean" ? type : "number";
  const inner = [...(options ?? []), ...(element ? [element] : [])].map(typeNameAt);
  return inner.find((one) => one !== "text") ?? "text";
}

/** Whether only a list may stand there. */
export const isList = (schema: Schema): boolean => defOf(unwrap(schema)).type === "array";

/** 文本、数、列表…… of a value as it stands in a file. */
export function typeName(value: unknown): string {
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  return TYPE_NAMES[type] ?? type;
}
export const typeNameOf = (zodType: string): string => TYPE_NAMES[zodType] ?? zodType;

/** The schema of the value under `path`, going the way that the value goes; `undefined` where the format has nothing. */
export function schemaAt(root: Schema, value: unknown, path: Path): Schema | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return root;
  const schema = resolve(root, value);
  const { shape, element, valueType } = defOf(schema);
  const next = shape ? (Object.hasOwn(shape, key) ? shape[key] : undefined) : (element ?? valueType);
  const inner = isObject(value) || Array.isArray(value) ? (value as never)[key] : undefined;
  return next && schemaAt(next, inner, rest);
}

/** The keys that this object may have. */
export function fieldsOf(schema: Schema, value: unknown): Field[] {
  return Object.entries(defOf(resolve(schema, value)).shape ?? {}).map(([name, field]) => {
    const title = titleOf(field);
    return { name, ...(title !== undefined && { title }), required: !isOptional(field) };
  });
}

/** The alternatives of a union, or nothing. */
export function optionsOf(schema: Schema): readonly Schema[] | undefined {
  return defOf(unwrap(schema)).options;
}

/** Which alternative a value was most likely meant to be; `undefined` where it is like none of them. */
export function nearestOption(options: readonly Schema[], value: unknown): number | undefined {
  const scores = options.map((option) => likeness(option, value));
  const best = Math.max(...scores);
  return best > 0 ? scores.indexOf(best) : undefined;
}

/** Whether any alternative is of this value's type at all. */
export function takesType(options: readonly Schema[], value: unknown): boolean {
  return flat(options).some((option) => {
    const { type, values, entries } = defOf(option);
    if (isObject(value)) return type === "object" || type === "record";
    if (value === null || Array.isArray(value)) return value !== null && type === "array";
    return type === typeof value || ((values || entries) !== undefined && typeof value === "string");
  });
}

/** How each alternative is written: `record.agency`, `{"agency": …}`, 文本. */
export function formsOf(options: readonly Schema[]): string[] {
  return flat(options).map((option) => {
    const { type, shape, values } = defOf(option);
    if (values) return values.map(String).join("、");
    if (!shape) return typeNameOf(type);
    const needed = Object.keys(shape).filter((name) => !isOptional(shape[name] as Schema));
    return `{${needed.map((name) => `"${name}": …`).join(", ")}}`;
  });
}

function flat(options: readonly Schema[]): Schema[] {
  return options.flatMap((option) => {
    const inner = optionsOf(option);
    return inner ? flat(inner) : [unwrap(option)];
  });
}

const isOptional = (schema: Schema): boolean => schema._zod.optin === "optional";

/** Through wrappers and unions to the schema that this value is meant for. */
function resolve(schema: Schema, value: unknown): Schema {
  const inner = unwrap(schema);
  const { options } = defOf(inner);
  if (!options) return inner;
  return resolve(options[nearestOption(options, value) ?? 0] as Schema, value);
}

/** How well a value fits a schema by its outer form: 0 is not at all. */
function likeness(schema: Schema, value: unknown): number {
  const { type, shape, options, values, entries } = defOf(unwrap(schema));
  if (options) return Math.max(...options.map((option) => likeness(option, value)));
  if (shape) {
    if (!isObject(value)) return 0;
    const known = Object.keys(value).filter((key) => Object.hasOwn(shape, key)).length;
    const missing = Object.keys(shape).filter(
      (key) => !isOptional(shape[key] as Schema) && !Object.hasOwn(value, key),
    ).length;
    return known === 0 ? 0 : known + 1 / (1 + missing);
  }
  if (values) return values.includes(value) ? 3 : typeof value === "string" ? 1 : 0;
  if (entries) return typeof value === "string" ? (Object.values(entries).includes(value) ? 3 : 1) : 0;
  if (type === "array") return Array.isArray(value) ? 1 : 0;
  if (type === "record") return isObject(value) ? 1 : 0;
  return type === typeof value ? 2 : 0;
}
