import { createHash } from "node:crypto";
import type { z } from "zod";
import { compileCalendars } from "../calendar/calendars.ts";
import * as folder from "../schema/folder.ts";
import { rule, ruleCases } from "../schema/rule.ts";
import { conditionPaths } from "./check-condition.ts";
import { checkFolder } from "./check-folder.ts";
import { checkRule } from "./check-rule.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { byId, type Entry, emptyParts, type Parts } from "./parts.ts";
import type { Ruleset } from "./ruleset.ts";
import { parseSourceFile, SourceFile } from "./source-file.ts";
import { validate } from "./validate.ts";

/** The file of each rule by rule id, for diagnostics on a ruleset that loaded. */
export type RuleSources = ReadonlyMap<string, SourceFile>;

export type Loaded =
  | { readonly ruleset: Ruleset; readonly sources: RuleSources; readonly warnings: readonly Diagnostic[] }
  | { readonly errors: Diagnostic[] };

/**
 * Loads a rules folder, given as text by relative path. Either everything is right and a ruleset comes back,
 * or all mistakes of all files do: nothing is loaded in part. Warnings stop nothing.
 */
export function loadRuleset(files: ReadonlyMap<string, string>): Loaded {
  const found: Diagnostic[] = [];
  const parts = emptyParts();
  const late: (() => Diagnostic[])[] = [];
  for (const [path, content] of files) {
    if (path.startsWith("templates/")) {
      parts.templates.set(path.slice("templates/".length), content);
      continue;
    }
    if (!path.endsWith(".json")) {
      found.push(atFile(path, "unknown-file", "不认识的文件，规则文件夹只收 .json 文件和 templates/"));
      continue;
    }
    const source = parseSourceFile(path, content);
    if (source instanceof SourceFile) found.push(...readInto(parts, source, late));
    else {
      found.push(...source);
      parts.unread.add(path);
    }
  }
  found.push(...missingFiles(parts), ...late.flatMap((check) => check()), ...checkFolder(parts));
  found.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
  const ruleset = found.some((d) => d.severity === "error") ? undefined : compile(parts, files);
  if (!ruleset) return { errors: found };
  return {
    ruleset,
    sources: new Map(parts.rules.map(({ value, source }) => [value.id, source])),
    warnings: found,
  };
}

function compile(parts: Parts, files: ReadonlyMap<string, string>): Ruleset | undefined {
  const { actions, directory, settings } = parts;
  if (!actions || !directory || !settings) return undefined;
  const ruleOf = new Map(parts.rules.map(({ value, source }) => [source.file, value.id]));
  const years = Map.groupBy(parts.calendars, ({ region }) => region);
  return {
    hash: hashFiles(files),
    rules: parts.rules.map(({ value }) => value).sort((a, b) => (a.id < b.id ? -1 : 1)),
    cases: new Map(
      parts.cases.map(({ value, source }) => [
        ruleOf.get(source.file.replace(/\.cases\.json$/, ".json")) ?? source.file,
        value,
      ]),
    ),
    recordTypes: byId(parts.recordTypes),
    documents: byId(parts.documents),
    actions: new Map(actions.value.map((action) => [action.id, action])),
    ladders: byId(parts.ladders),
    layouts: parts.layouts.map(({ value }) => value),
    calendars: compileCalendars(
      new Map([...years].map(([region, entries]) => [region, entries.map(({ value }) => value)])),
    ),
    directory: directory.value,
    settings: settings.value,
    templates: parts.templates,
  };
}

/** SHA-256 over paths and contents in path order; the name of a ruleset. */
function hashFiles(files: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const path of [...files.keys()].sort()) hash.update(`${path}\0${files.get(path)}\0`);
  return hash.digest("hex");
}

function readInto(parts: Parts, source: SourceFile, late: (() => Diagnostic[])[]): Diagnostic[] {
  const file = source.file;
  const read = <T>(schema: z.ZodType<T>, take: (entry: Entry<T>) => void): Diagnostic[] => {
    const result = validate(source, schema);
    if ("errors" in result) {
      parts.unread.add(file);
      return result.errors;
    }
    take({ value: result.value, source });
    return [];
  };
  if (file === "directory.json") return read(folder.directory, (entry) => (parts.directory = entry));
  if (file === "actions.json")
    return read(folder.actions, ({ value }) => (parts.actions = { value: value.actions, source }));
  if (file === "settings.json") return read(folder.settings, (entry) => (parts.settings = entry));
  if (/^records\/[^/]+\.json$/.test(file))
    return read(folder.recordType, (entry) => parts.recordTypes.push(entry));
  if (/^ladders\/[^/]+\.json$/.test(file)) return read(folder.ladder, (entry) => parts.ladders.push(entry));
  if (/^layouts\/[^/]+\.json$/.test(file)) return read(folder.layout, (entry) => parts.layouts.push(entry));
  if (/\/document\.json$/.test(file))
    return read(folder.documentFile, (entry) => parts.documents.push(entry));
  const region = /^calendars\/([^/]+)\/\d{4}\.json$/.exec(file)?.[1];
  if (region !== undefined)
    return read(folder.calendarYear, (entry) => parts.calendars.push({ ...entry, region }));
  if (file.endsWith(".cases.json"))
    return read(ruleCases, ({ value }) => parts.cases.push({ value: value.cases, source }));
  return readRule(parts, source, late);
}

function readRule(parts: Parts, source: SourceFile, late: (() => Diagnostic[])[]): Diagnostic[] {
  const conditions = conditionPaths(source.value);
  const inCondition = (path: readonly (string | number)[]) =>
    conditions.some((c) => c.every((key, i) => path[i] === key));
  late.push(() => checkRule(source, conditions, parts));
  const result = validate(source, rule, inCondition);
  if ("errors" in result) {
    parts.unread.add(source.file);
    return result.errors;
  }
  parts.rules.push({ value: result.value, source });
  return [];
}

function missingFiles(parts: Parts): Diagnostic[] {
  return (["actions", "directory", "settings"] as const)
    .filter((kind) => parts[kind] === undefined)
    .map((kind) => atFile(`${kind}.json`, "missing-file", `缺少文件 ${kind}.json`));
}

function atFile(file: string, code: string, message: string): Diagnostic {
  return { file, line: 1, column: 1, pointer: "", code, severity: "error", message };
}
