import type { z } from "zod";
import { didYouMean } from "../text/suggest.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Path, SourceFile } from "./source-file.ts";

type Issue = z.core.$ZodIssue;

/** Checks a file against its schema; every issue becomes a diagnostic where the value stands. */
export function validate<T>(
  source: SourceFile,
  schema: z.ZodType<T>,
  skip: (path: Path) => boolean = () => false,
): { value: T } | { errors: Diagnostic[] } {
  const result = schema.safeParse(source.value);
  if (result.success) return { value: result.data };
  return { errors: result.error.issues.flatMap((issue) => toDiagnostics(source, issue, [], skip)) };
}

function toDiagnostics(
  source: SourceFile,
  issue: Issue,
  base: Path,
  skip: (path: Path) => boolean,
): Diagnostic[] {
  const path: Path = [...base, ...(issue.path as (string | number)[])];
  if (skip(path)) return [];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        source.at([...path, key], "unknown-key", `不认识的键“${key}”${didYouMean(key, KNOWN_KEYS)}`, {
          atKey: true,
        }),
      );
    case "invalid_union": {
      const branches = [...issue.errors].sort((a, b) => a.length - b.length);
      const nearest = branches.find((b) => b.every((i) => i.code === "unrecognized_keys")) ?? branches[0];
      if (nearest && nearest.length > 0) return nearest.flatMap((i) => toDiagnostics(source, i, path, skip));
      return [source.at(path, "invalid-value", "写法不符合任何一种格式")];
    }
    case "invalid_value": {
      const accepted = issue.values.map(String);
      const found = valueAt(source.value, path);
      return [
        source.at(
          path,
          "invalid-value",
          `“${show(found)}”不可用，可用：${accepted.join("、")}${didYouMean(String(found), accepted)}`,
        ),
      ];
    }
    case "invalid_type": {
      const found = valueAt(source.value, path);
      if (found === undefined) return [source.at(path, "missing-key", `缺少键“${String(path.at(-1))}”`)];
      return [source.at(path, "wrong-type", `“${show(found)}”类型不对，应为 ${issue.expected}`)];
    }
    default:
      return [source.at(path, "invalid-value", `“${show(valueAt(source.value, path))}”：${issue.message}`)];
  }
}

const KNOWN_KEYS = (
  "id title cites document duty law article note versions effectiveFrom effectiveTo coversEarlier appliesTo when flag gate " +
  "cadence indicator register all any not fact operator value action responsible due dischargedBy evidence publishes ladder " +
  "extension after count unit roll source every on step opensWhen reason otherwise report exceptTo"
).split(" ");

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (v, key) => (v === null || v === undefined ? undefined : (v as never)[key]),
    value,
  );
}

function show(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
