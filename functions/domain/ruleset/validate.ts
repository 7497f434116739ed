import type * as z from "zod";
import {
  choiceLabels,
  exampleOf,
  fieldsOf,
  formatOf,
  formsOf,
  nearestOption,
  optionsOf,
  schemaAt,
  takesType,
  titleOf,
  typeName,
  typeNameOf,
} from "../schema/walk.ts";
import { type Diagnostic, type DiagnosticDetails, show } from "./diagnostic.ts";
import { valueAt } from "./json-value.ts";
import type { Path, SourceFile } from "./source-file.ts";

type Issue = z.core.$ZodIssue;
export type Skip = (path: Path, code: Issue["code"]) => boolean;
type Place = {
  readonly source: SourceFile;
  readonly root: z.ZodType;
  /** What is checked elsewhere, and better. */
  readonly skip: Skip;
};

/** Checks a file against its schema; every issue becomes a diagnostic where the value stands. */
export function validate<T>(
  source: SourceFile,
  schema: z.ZodType<T>,
  skip: Skip = () => false,
): { value: T } | { errors: Diagnostic[] } {
  const result = schema.safeParse(source.value);
  if (result.success) return { value: result.data };
  const place = { source, root: schema, skip };
  return { errors: result.error.issues.flatMap((issue) => toDiagnostics(place, issue, [])) };
}

function toDiagnostics(place: Place, issue: Issue, base: Path): Diagnostic[] {
  const { source, root } = place;
  const path: Path = [...base, ...(issue.path as (string | number)[])];
  const found = valueAt(source.value, path);
  // A key that is not there is a mistake of the object that lacks it.
  if (place.skip(found === undefined ? path.slice(0, -1) : path, issue.code)) return [];
  if (found === undefined) return [missingKey(place, path)];
  switch (issue.code) {
    case "unrecognized_keys":
      return unknownKeys(place, path, issue.keys);
    case "invalid_union":
      return ofUnion(place, issue, path, found);
    case "invalid_value":
      return [
        source.at(path, "invalid-value", `${nameOf(place, path)}没有“${show(found)}”这个值`, {
          found,
          accepted: issue.values.map(String),
          ...labelsAt(place, path),
        }),
      ];
    case "invalid_type":
      return [wrongType(place, path, found, [typeNameOf(issue.expected)])];
    default: {
      const schema = schemaAt(root, source.value, path);
      const [code, message] = explain(issue, schema && formatOf(schema));
      const shown = typeof found === "object" || found === "" ? "" : `“${show(found)}”：`;
      return [source.at(path, code, `${nameOf(place, path)}${shown}${message}`, { found })];
    }
  }
}

function missingKey(place: Place, path: Path): Diagnostic {
  return place.source.at(path, "missing-key", `缺少键${nameOf(place, path)}${example(place, path)}`);
}

function unknownKeys({ source, root }: Place, path: Path, keys: readonly string[]): Diagnostic[] {
  const parent = schemaAt(root, source.value, path);
  const fields = parent ? fieldsOf(parent, valueAt(source.value, path)) : [];
  const details: DiagnosticDetails = {
    accepted: fields.map(({ name }) => name),
    labels: Object.fromEntries(fields.flatMap(({ name, title }) => (title ? [[name, title]] : []))),
    atKey: true,
  };
  return keys.map((key) =>
    source.at([...path, key], "unknown-key", `不认识的键“${show(key)}”`, { ...details, found: key }),
  );
}

/** What is wrong is told of the alternative that was most likely meant. */
function ofUnion(
  place: Place,
  issue: Issue & { code: "invalid_union" },
  path: Path,
  found: unknown,
): Diagnostic[] {
  const schema = schemaAt(place.root, place.source.value, path);
  const options = (schema && optionsOf(schema)) ?? [];
  const accepted = formsOf(options);
  const meant = nearestOption(options, found);
  const issues = meant === undefined ? [] : (issue.errors[meant] ?? []);
  const ownWord = issues.some(({ code, path: below }) => code === "invalid_value" && below.length === 0);
  if (issues.length > 0 && !ownWord) return issues.flatMap((inner) => toDiagnostics(place, inner, path));
  if (!takesType(options, found)) return [wrongType(place, path, found, accepted)];
  const shown = typeof found === "object" ? "" : `“${show(found)}”`;
  return [
    place.source.at(path, "wrong-form", `${nameOf(place, path)}${shown}不是可用的写法`, { found, accepted }),
  ];
}

function wrongType(place: Place, path: Path, found: unknown, accepted: readonly string[]): Diagnostic {
  const message = `${nameOf(place, path)}应为${either(accepted)}，这里是${typeName(found)}`;
  return place.source.at(path, "wrong-type", `${message}${example(place, path)}`, { found });
}

/** 文本、数或者列表. */
function either(forms: readonly string[]): string {
  const last = forms.at(-1) ?? "";
  return forms.length > 1 ? `${forms.slice(0, -1).join("、")}或者${last}` : last;
}

function labelsAt({ source, root }: Place, path: Path): Pick<DiagnosticDetails, "labels"> {
  const schema = schemaAt(root, source.value, path);
  const labels = schema && choiceLabels(schema);
  return labels ? { labels } : {};
}

/** Code and Chinese words for an issue about one value. */
function explain(issue: Issue, format: string | undefined): [code: string, message: string] {
  if (issue.code === "too_small" || issue.code === "too_big") return explainSize(issue);
  const custom = /\p{Script=Han}/u.test(issue.message) ? issue.message : undefined;
  if (issue.code === "custom") {
    const code = format === "date" ? "impossible-date" : (issue.params?.code ?? "invalid-value");
    return [String(code), custom ?? "写法不可用"];
  }
  if (issue.code === "invalid_key") return ["bad-form", "键的写法不可用"];
  return ["bad-form", custom ?? "写法不可用"];
}

function explainSize(issue: Issue & { code: "too_small" | "too_big" }): [code: string, message: string] {
  const small = issue.code === "too_small";
  const limit = String(small ? issue.minimum : (issue as { maximum: number }).maximum);
  switch (issue.origin) {
    case "string":
      return small ? ["empty-text", "不得为空"] : ["too-long", `过长，最多 ${limit} 个字符`];
    case "array":
      return small
        ? [limit === "1" ? "empty-list" : "too-few-items", `至少应有 ${limit} 项`]
        : ["too-many-items", `最多 ${limit} 项`];
    default: {
      const bound = small ? (issue.inclusive ? "不得小于" : "应当大于") : "不得大于";
      return ["out-of-range", `${bound} ${limit}`];
    }
  }
}

/** `“count”（数量）`, or the list and the number of the item. */
function nameOf({ source, root }: Place, path: Path): string {
  const last = path.findLastIndex((key) => typeof key === "string");
  if (last < 0) return "文件内容";
  const schema = schemaAt(root, source.value, path.slice(0, last + 1));
  const title = schema && titleOf(schema);
  const item = path.slice(last + 1).map((index) => `的第 ${Number(index) + 1} 项`);
  return `“${show(path[last])}”${title ? `（${title}）` : ""}${item.join("")}`;
}

function example({ source, root }: Place, path: Path): string {
  const schema = schemaAt(root, source.value, path);
  const shown = schema && exampleOf(schema);
  return shown === undefined ? "" : `，例如 ${JSON.stringify(shown)}`;
}
