import * as z from "zod";
import { factLookup } from "../ruleset/fact-lookup.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Condition } from "../schema/condition.ts";
import type { NameKind } from "../schema/names.ts";
import type { Scalar } from "../schema/primitives.ts";
import { rule as ruleSchema } from "../schema/rule.ts";
import { choiceLabels, exampleOf, schemaAt, titleOf } from "../schema/walk.ts";
import { conditionLines } from "./condition-rows.ts";
import { type FormRow, listText, namedText } from "./form.ts";
import { labelOfName } from "./name-labels.ts";
import { scalarText } from "./scalars.ts";

type Path = readonly (string | number)[];
type Context = { readonly root: unknown; readonly ruleset: Ruleset };

/** Keys that hold a condition. */
export const CONDITIONS = new Set(["when", "opensWhen", "numerator", "denominator"]);

/** A rule, or as much of one as there is, as rows of a form. */
export function formRows(rule: unknown, ruleset: Ruleset): FormRow[] {
  return rowsAt(rule, [], { root: rule, ruleset });
}

function rowsAt(value: unknown, path: Path, context: Context): FormRow[] {
  const key = path.at(-1);
  if (typeof key === "string" && CONDITIONS.has(key)) return conditionRows(value as Condition, path, context);
  if (Array.isArray(value) && !value.every((one) => typeof one === "object"))
    return [row(value, path, context)];
  if (typeof value !== "object" || value === null) return [row(value as Scalar, path, context)];
  return Object.entries(value).flatMap(([name, inner]) =>
    rowsAt(inner, [...path, Array.isArray(value) ? Number(name) : name], context),
  );
}

function row(value: Scalar | readonly Scalar[], path: Path, context: Context): FormRow {
  const said = (one: Scalar) => contentText(one, path, context);
  return {
    item: itemText(path, context),
    content: Array.isArray(value) ? listText(value.map(said)) : said(value as Scalar),
    operator: "",
    value: "",
    help: helpAt(path, context),
    place: path.join("/"),
  };
}

function contentText(value: Scalar, path: Path, { root, ruleset }: Context): string {
  const schema = schemaAt(ruleSchema, root, path);
  const label = schema && choiceLabels(schema)?.[String(value)];
  if (label !== undefined) return label;
  const kind = namesAt(path, root);
  return kind
    ? namedText(String(value), labelOfName(kind, String(value), ruleset, typeAt(root, path)))
    : scalarText(value);
}

function conditionRows(condition: Condition, path: Path, context: Context): FormRow[] {
  const type = typeAt(context.root, path);
  const facts = factLookup(context.ruleset.recordTypes.get(type ?? ""), context.ruleset.settings);
  const item = itemText(path, context);
  return conditionLines(condition, facts).map(({ number, ...line }) => ({
    item: `${item} ${number}`,
    ...line,
    help: number === "1" ? helpAt(path, context) : "",
    place: `${path.join("/")}#${number}`,
  }));
}

/** The record type of the version that a path lies in. */
export function typeAt(root: unknown, [versions, index]: Path): string | undefined {
  if (versions !== "versions") return undefined;
  return (root as { versions?: { appliesTo?: string }[] }).versions?.[Number(index)]?.appliesTo;
}

/** What kind of name a text is; of a list, what its items are. */
export function namesAt(path: Path, root: unknown): NameKind | undefined {
  const schema = schemaAt(ruleSchema, root, path);
  return schema && kindIn(schema);
}

type Walked = {
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  options?: readonly z.core.$ZodType[];
};

function kindIn(schema: z.core.$ZodType): NameKind | undefined {
  const own = z.globalRegistry.get(schema)?.names;
  if (own) return own;
  const { innerType, element, options = [] } = schema._zod.def as Walked;
  for (const inner of [innerType, element, ...options]) {
    const kind = inner && kindIn(inner);
    if (kind) return kind;
  }
  return undefined;
}

/** 版本1／应办事项／期限／数量 */
function itemText(path: Path, { root }: Context): string {
  const parts: string[] = [];
  for (const [depth, key] of path.entries()) {
    if (typeof key === "number") {
      parts[parts.length - 1] = `${parts.at(-1)}${key + 1}`;
      continue;
    }
    const schema = schemaAt(ruleSchema, root, path.slice(0, depth + 1));
    parts.push((schema && titleOf(schema)) ?? key);
  }
  return parts.join("／");
}

function helpAt(path: Path, { root }: Context): string {
  const schema = schemaAt(ruleSchema, root, path);
  const labels = schema && choiceLabels(schema);
  const described = schema && z.globalRegistry.get(schema)?.description;
  const choices = labels ? `可填：${Object.values(labels).join("、")}` : undefined;
  const example = schema && exampleOf(schema);
  const shown =
    labels || example === undefined || typeof example === "object" ? undefined : `例如 ${example}`;
  return [described, choices, shown].filter((part) => part !== undefined).join("。");
}
