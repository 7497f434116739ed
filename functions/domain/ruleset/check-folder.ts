import { checkActions } from "./check-actions.ts";
import { checkCalendars } from "./check-calendars.ts";
import { checkCases } from "./check-cases.ts";
import { checkDirectory } from "./check-directory.ts";
import { checkDocument } from "./check-documents.ts";
import { baseName, checkIds, checkSchemaKey, folderName } from "./check-file-name.ts";
import { checkLadder } from "./check-ladders.ts";
import { checkLayout } from "./check-layouts.ts";
import { checkRecordType } from "./check-records.ts";
import { checkReferences } from "./check-references.ts";
import { checkSettings } from "./check-settings.ts";
import { checkTemplates } from "./check-templates.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { byId, type Parts } from "./parts.ts";

/** One file's mistakes are looked for no further than this; to tell one takes time where much is accepted. */
const MAX_PER_FILE = 1_000;

/** Everything that must hold in and between the files that are not rules. */
export function* checkFolder(parts: Parts): Iterable<Diagnostic> {
  const { recordTypes, documents, actions, ladders, layouts, calendars, directory, settings } = parts;
  const types = byId(recordTypes);
  yield* checkNames(parts);
  for (const entry of recordTypes) yield* some(checkRecordType(entry));
  for (const entry of documents) yield* some(checkDocument(entry));
  if (actions) yield* some(checkActions(actions));
  for (const entry of ladders) yield* some(checkLadder(entry, directory?.value, settings?.value));
  for (const entry of layouts) yield* some(checkLayout(entry, types, parts.unread));
  yield* checkCalendars(calendars, parts.unread);
  if (directory) yield* some(checkDirectory(directory));
  if (settings) yield* some(checkSettings(settings, parts));
  yield* checkTemplates(parts.templates);
  yield* checkReferences(parts.rules, parts.unread.size > 0);
  yield* checkCaseFiles(parts);
}

const some = (found: Iterable<Diagnostic>): Iterable<Diagnostic> => Iterator.from(found).take(MAX_PER_FILE);

/** File names, ids and `$schema`. */
function* checkNames(parts: Parts): Iterable<Diagnostic> {
  const kinds = [
    { schema: "record", entries: parts.recordTypes, name: baseName },
    { schema: "ladder", entries: parts.ladders, name: baseName },
    { schema: "layout", entries: parts.layouts, name: baseName },
    { schema: "document", entries: parts.documents, name: folderName },
  ];
  for (const { schema, entries, name } of kinds) {
    yield* checkIds(entries, name);
    for (const { source } of entries) yield* checkSchemaKey(source, schema);
  }
  for (const { source } of parts.calendars) yield* checkSchemaKey(source, "calendar");
  for (const kind of ["actions", "directory", "settings"] as const)
    if (parts[kind]) yield* checkSchemaKey(parts[kind].source, kind);
}

function* checkCaseFiles(parts: Parts): Iterable<Diagnostic> {
  const rules = new Map(parts.rules.map(({ value, source }) => [source.file, value]));
  for (const entry of parts.cases) {
    const { source } = entry;
    const file = source.file.replace(/\.cases\.json$/, ".json");
    const rule = rules.get(file);
    if (rule) {
      const types = rule.versions.flatMap(({ appliesTo }) => appliesTo ?? []);
      yield* checkSchemaKey(source, ...new Set(types.map((type) => `cases.${type}`)), "cases");
      yield* some(checkCases(entry, rule, parts));
    } else if (!parts.unread.has(file))
      yield source.at([], "cases-without-rule", `没有与案例同名的规则文件 ${file}`);
  }
}
