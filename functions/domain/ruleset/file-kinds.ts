import type * as z from "zod";
import * as folder from "../schema/folder.ts";
import { rule, ruleCases } from "../schema/rule.ts";
import { isCheckedWithRule } from "./check-rule.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Parts } from "./parts.ts";
import type { SourceFile } from "./source-file.ts";
import { type Skip, validate } from "./validate.ts";

type FileKind = {
  /** Where files of this kind live, for people. */
  readonly place: string;
  readonly pattern: RegExp;
  /** Puts what the file says into `parts`; otherwise tells what is wrong, save in places that are checked elsewhere. */
  readonly read: (source: SourceFile, parts: Parts) => { readonly errors: readonly Diagnostic[] } | undefined;
};

function kind<T>(
  place: string,
  pattern: RegExp,
  schema: z.ZodType<T>,
  put: (parts: Parts, entry: { value: T; source: SourceFile }) => void,
  checkedElsewhere?: Skip,
): FileKind {
  const read = (source: SourceFile, parts: Parts) => {
    const result = validate(source, schema, checkedElsewhere);
    if ("errors" in result) return result;
    put(parts, { value: result.value, source });
    return undefined;
  };
  return { place, pattern, read };
}

const KINDS: readonly FileKind[] = [
  kind("directory.json", /^directory\.json$/, folder.directory, (parts, entry) => {
    parts.directory = entry;
  }),
  kind("settings.json", /^settings\.json$/, folder.settings, (parts, entry) => {
    parts.settings = entry;
  }),
  kind("actions.json", /^actions\.json$/, folder.actions, (parts, { value, source }) => {
    parts.actions = { value: value.actions, source };
  }),
  kind("records/<类型>.json", /^records\/[^/]+\.json$/, folder.recordType, (parts, entry) =>
    parts.recordTypes.push(entry),
  ),
  kind("ladders/<阶梯>.json", /^ladders\/[^/]+\.json$/, folder.ladder, (parts, entry) =>
    parts.ladders.push(entry),
  ),
  kind("layouts/<表样>.json", /^layouts\/[^/]+\.json$/, folder.layout, (parts, entry) =>
    parts.layouts.push(entry),
  ),
  kind(
    "calendars/<地区>/<年份>.json",
    /^calendars\/[^/]+\/\d{4}\.json$/,
    folder.calendarYear,
    (parts, entry) => parts.calendars.push({ ...entry, region: entry.source.file.split("/")[1] as string }),
  ),
  kind("<文件>/document.json", /^[^/]+\/document\.json$/, folder.documentFile, (parts, entry) =>
    parts.documents.push(entry),
  ),
  kind(
    "<文件>/<主题>/<规则>.cases.json",
    /^[^/]+\/.+\/[^/]+\.cases\.json$/,
    ruleCases,
    (parts, { value, source }) => parts.cases.push({ value: value.cases, source }),
  ),
  kind(
    "<文件>/<主题>/<规则>.json",
    /^[^/]+\/.+\/[^/]+\.json$/,
    rule,
    (parts, entry) => parts.rules.push(entry),
    isCheckedWithRule,
  ),
];

/** Folders that hold one kind of file each and no rules. */
const RESERVED = /^(records|ladders|layouts|calendars|templates|schema)\//;
export const PLACES: readonly string[] = [...KINDS.map(({ place }) => place), "templates/<模板>"];

/** What kind of file lives at this path. */
export function kindOf(path: string): FileKind | undefined {
  const found = KINDS.find(({ pattern }) => pattern.test(path));
  return found?.place.startsWith("<") && RESERVED.test(path) ? undefined : found;
}

export const isRule = ({ place }: FileKind): boolean => place === "<文件>/<主题>/<规则>.json";
