import type { Calendars } from "../calendar/calendars.ts";
import type {
  Action,
  Directory,
  DocumentFile,
  Ladder,
  Layout,
  RecordType,
  Settings,
} from "../schema/folder.ts";
import type { Rule, RuleCase } from "../schema/rule.ts";

/** All rule data of one publication, checked: immutable, named by the hash of its files. */
export type Ruleset = {
  readonly hash: string;
  readonly rules: readonly Rule[];
  /** Cases by rule id. */
  readonly cases: ReadonlyMap<string, readonly RuleCase[]>;
  readonly recordTypes: ReadonlyMap<string, RecordType>;
  readonly documents: ReadonlyMap<string, DocumentFile>;
  /** What duties tell agencies to do, by id. */
  readonly actions: ReadonlyMap<string, Action>;
  readonly ladders: ReadonlyMap<string, Ladder>;
  readonly layouts: readonly Layout[];
  readonly calendars: Calendars;
  /** Names the calendars, and which of them counts: another hash may move due dates. */
  readonly calendarsHash: string;
  readonly directory: Directory;
  readonly settings: Settings;
  /** Mustache templates by file name, e.g. `digest.html`. */
  readonly templates: ReadonlyMap<string, string>;
};
