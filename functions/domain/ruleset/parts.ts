import type { Vocabulary } from "../read/words.ts";
import type {
  Action,
  CalendarYear,
  Directory,
  DocumentFile,
  Ladder,
  Layout,
  RecordType,
  Settings,
} from "../schema/folder.ts";
import type { Rule, RuleCase } from "../schema/rule.ts";
import { type FactLookup, factLookup } from "./fact-lookup.ts";
import type { SourceFile } from "./source-file.ts";

/** What one file says, and where it stands there. */
export type Entry<T> = { readonly value: T; readonly source: SourceFile };

/** Everything that could be read, by kind and in file order, before the files are checked against each other. */
export type Parts = {
  recordTypes: Entry<RecordType>[];
  documents: Entry<DocumentFile>[];
  actions?: Entry<readonly Action[]>;
  ladders: Entry<Ladder>[];
  layouts: Entry<Layout>[];
  calendars: (Entry<CalendarYear> & { readonly region: string })[];
  directory?: Entry<Directory>;
  settings?: Entry<Settings>;
  rules: Entry<Rule>[];
  cases: Entry<readonly RuleCase[]>[];
  /** Templates by file name, e.g. `digest.html.mustache`. */
  templates: Map<string, string>;
  /** Files that are there and have mistakes of their own: what they hold is not known, so nothing is said to be missing for it. */
  unread: Set<string>;
};

export function emptyParts(): Parts {
  return {
    recordTypes: [],
    documents: [],
    ladders: [],
    layouts: [],
    calendars: [],
    rules: [],
    cases: [],
    templates: new Map(),
    unread: new Set(),
  };
}

/** The values by their `id`; of two files with one id the first one counts. */
export function byId<T extends { readonly id: string }>(
  entries: readonly Entry<T>[],
): ReadonlyMap<string, T> {
  return new Map([...entries].reverse().map(({ value }) => [value.id, value]));
}

const lookups = new WeakMap<RecordType, FactLookup>();

/**
 * The facts that a condition on this record type may look at. To be asked when all files have been read; `undefined`
 * for a type that is not there, and while settings, which are facts too, could not be read.
 */
export function factsOfType(
  { recordTypes, settings, directory }: Parts,
  type: unknown,
): FactLookup | undefined {
  const recordType = recordTypes.find(({ value }) => value.id === type)?.value;
  if (!recordType || !settings) return undefined;
  const known = lookups.get(recordType);
  if (known) return known;
  const agencies = directory?.value.agencies.map((agency) => agency.id);
  const lookup = factLookup(recordType, settings.value, agencies);
  lookups.set(recordType, lookup);
  return lookup;
}

/** How the folder calls things; nothing while its single files that have names cannot be read. */
export function vocabularyOf(parts: Parts): Vocabulary | undefined {
  const { settings, directory, actions } = parts;
  if (!settings || !directory || !actions) return undefined;
  return {
    recordTypes: byId(parts.recordTypes),
    settings: settings.value,
    directory: directory.value,
    actions: new Map(actions.value.map((action) => [action.id, action])),
    ladders: byId(parts.ladders),
  };
}
