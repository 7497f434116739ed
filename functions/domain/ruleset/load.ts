import { createHash } from "node:crypto";
import type { z } from "zod";
import { compileCalendars } from "../calendar/calendars.ts";
import * as folder from "../schema/folder.ts";
import { type Rule, type RuleCase, rule, ruleCases } from "../schema/rule.ts";
import { conditionPaths } from "./check-condition.ts";
import { checkReferences } from "./check-references.ts";
import { checkRule } from "./check-rule.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Ruleset } from "./ruleset.ts";
import { parseSourceFile, SourceFile } from "./source-file.ts";
import { validate } from "./validate.ts";

/** The file of each rule by rule id, for diagnostics on a ruleset that loaded. */
export type RuleSources = ReadonlyMap<string, SourceFile>;

export type LoadedRule = { readonly rule: Rule; readonly source: SourceFile };

/** Everything that could be read, by kind, before the files are checked against each other. */
export type Parts = {
  recordTypes: Map<string, folder.RecordType>;
  documents: Map<string, folder.DocumentFile>;
  actions?: ReadonlyMap<string, folder.Action>;
  ladders: Map<string, { ladder: folder.Ladder; source: SourceFile }>;
  layouts: { layout: folder.Layout; source: SourceFile }[];
  calendars: Map<string, folder.CalendarYear[]>;
  directory?: folder.Directory;
  settings?: { settings: folder.Settings; source: SourceFile };
  rules: LoadedRule[];
  cases: Map<string, { cases: RuleCase[]; source: SourceFile }>;
  templates: Map<string, string>;
};

/**
 * Loads a rules folder, given as text by relative path. Either everything is right and a ruleset comes back,
 * or all mistakes of all files do: nothing is loaded in part.
 */
export function loadRuleset(
  files: ReadonlyMap<string, string>,
): { ruleset: Ruleset; sources: RuleSources } | { errors: Diagnostic[] } {
  const errors: Diagnostic[] = [];
  const parts: Parts = {
    recordTypes: new Map(),
    documents: new Map(),
    ladders: new Map(),
    layouts: [],
    calendars: new Map(),
    rules: [],
    cases: new Map(),
    templates: new Map(),
  };
  const late: (() => Diagnostic[])[] = [];
  for (const [path, content] of files) {
    if (path.startsWith("templates/")) {
      parts.templates.set(path.slice("templates/".length), content);
      continue;
    }
    if (!path.endsWith(".json")) {
      errors.push({
        file: path,
        line: 1,
        column: 1,
        pointer: "",
        code: "unknown-file",
        severity: "error",
        message: "不认识的文件，规则文件夹只收 .json 文件和 templates/",
      });
      continue;
    }
    const source = parseSourceFile(path, content);
    if (source instanceof SourceFile) errors.push(...readInto(parts, source, late));
    else errors.push(...source);
  }
  errors.push(...missingFiles(parts), ...late.flatMap((check) => check()), ...checkReferences(parts));
  const { actions, directory, settings } = parts;
  if (errors.length > 0 || !actions || !directory || !settings) {
    errors.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
    return { errors };
  }
  return {
    ruleset: {
      hash: hashFiles(files),
      rules: parts.rules.map((r) => r.rule).sort((a, b) => (a.id < b.id ? -1 : 1)),
      cases: new Map([...parts.cases].map(([id, entry]) => [id, entry.cases])),
      recordTypes: parts.recordTypes,
      documents: parts.documents,
      actions,
      ladders: new Map([...parts.ladders].map(([id, entry]) => [id, entry.ladder])),
      layouts: parts.layouts.map((entry) => entry.layout),
      calendars: compileCalendars(parts.calendars),
      directory,
      settings: settings.settings,
      templates: parts.templates,
    },
    sources: new Map(parts.rules.map(({ rule, source }) => [rule.id, source])),
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
  const read = <T>(schema: z.ZodType<T>, take: (value: T) => void): Diagnostic[] => {
    const result = validate(source, schema);
    if ("errors" in result) return result.errors;
    take(result.value);
    return [];
  };
  if (file === "directory.json") return read(folder.directory, (v) => (parts.directory = v));
  if (file === "actions.json")
    return read(folder.actions, (v) => (parts.actions = new Map(v.actions.map((a) => [a.id, a]))));
  if (file === "settings.json")
    return read(folder.settings, (v) => (parts.settings = { settings: v, source }));
  if (/^records\/[^/]+\.json$/.test(file))
    return read(folder.recordType, (v) => parts.recordTypes.set(v.id, v));
  if (/^ladders\/[^/]+\.json$/.test(file))
    return read(folder.ladder, (v) => parts.ladders.set(v.id, { ladder: v, source }));
  if (/^layouts\/[^/]+\.json$/.test(file))
    return read(folder.layout, (v) => parts.layouts.push({ layout: v, source }));
  if (/\/document\.json$/.test(file)) return read(folder.documentFile, (v) => parts.documents.set(v.id, v));
  const calendar = /^calendars\/([^/]+)\/\d{4}\.json$/.exec(file);
  if (calendar) {
    const region = calendar[1] as string;
    return read(folder.calendarYear, (v) =>
      parts.calendars.set(region, [...(parts.calendars.get(region) ?? []), v]),
    );
  }
  if (file.endsWith(".cases.json")) {
    return read(ruleCases, (v) =>
      parts.cases.set(file.replace(/\.cases\.json$/, ""), { cases: v.cases, source }),
    );
  }
  return readRule(parts, source, late);
}

function readRule(parts: Parts, source: SourceFile, late: (() => Diagnostic[])[]): Diagnostic[] {
  const conditions = conditionPaths(source.value);
  const inCondition = (path: readonly (string | number)[]) =>
    conditions.some((c) => c.every((key, i) => path[i] === key));
  late.push(() => checkRule(source, conditions, parts));
  const result = validate(source, rule, inCondition);
  if ("errors" in result) return result.errors;
  parts.rules.push({ rule: result.value, source });
  return [];
}

function missingFiles(parts: Parts): Diagnostic[] {
  const absent = (file: string): Diagnostic => ({
    file,
    line: 1,
    column: 1,
    pointer: "",
    code: "missing-file",
    severity: "error",
    message: `缺少文件 ${file}`,
  });
  return [
    ...(parts.actions ? [] : [absent("actions.json")]),
    ...(parts.directory ? [] : [absent("directory.json")]),
    ...(parts.settings ? [] : [absent("settings.json")]),
  ];
}
