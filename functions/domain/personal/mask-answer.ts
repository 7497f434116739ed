import type { Caller, StoredRecord } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { FactDefinition, RecordType } from "../schema/folder.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import { type Known, knownOf, NOBODY } from "./known.ts";
import { type Level, levelOf } from "./level.ts";
import { levelIn, maskExtra, maskFact, maskFacts } from "./mask-record.ts";
import { leftOut, maskText } from "./mask-text.ts";

export type Viewer = {
  readonly caller: Caller;
  readonly ruleset: Pick<Ruleset, "recordTypes">;
  readonly on: IsoDate;
};
type Scope = {
  readonly level: Level;
  readonly known: Known;
  readonly recordType?: RecordType | undefined;
  readonly facts: Facts;
};
type Plain = Readonly<Record<string, unknown>>;

/**
 * An answer as the caller may see it, whatever route it comes from: a record in it decides for itself and for what
 * stands beside it who its persons are; every other text is masked by form. Keys too.
 */
export function maskAnswer<T>(body: T, viewer: Viewer): T {
  return walk(body, { level: levelOf(viewer.caller), known: NOBODY, facts: {} }, viewer) as T;
}

function walk(value: unknown, scope: Scope, viewer: Viewer): unknown {
  if (typeof value === "string") return maskText(value, scope.level, scope.known);
  if (Array.isArray(value)) return value.map((one) => walk(one, scope, viewer));
  if (typeof value !== "object" || value === null) return value;
  const object = value as Plain;
  const inner = scopeOf(object, scope, viewer);
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, one]) => {
      const shown = walkEntry(object, key, one, inner, viewer);
      return shown === undefined ? [] : [[maskText(key, inner.level, inner.known), shown]];
    }),
  );
}

function walkEntry(object: Plain, key: string, one: unknown, scope: Scope, viewer: Viewer): unknown {
  const { recordType, level, known, facts } = scope;
  if (recordType && isRecord(object, viewer)) {
    if (key === "facts") return maskFacts(recordType, object.facts as Facts, level, known);
    // The name of a file may be that of somebody whom the record does not tell of.
    if (key === "source" && level !== "handling") return { ...(one as Plain), file: leftOut("text") };
    if (key === "extra") return maskExtra(one as NonNullable<StoredRecord["extra"]>, level, known);
  }
  if (recordType && key === "found" && typeof object.fact === "string")
    return maskFact(factNamed(recordType, object.fact), one as FactValue, { facts, level, known });
  return walk(one, scope, viewer);
}

/** A record, or what stands around one, has its own persons; something of a type without facts, only its words. */
function scopeOf(object: Plain, scope: Scope, viewer: Viewer): Scope {
  const { caller, ruleset, on } = viewer;
  const record = isRecord(object, viewer)
    ? object
    : isRecord(object.record, viewer)
      ? (object.record as unknown as StoredRecord)
      : undefined;
  if (record) {
    const recordType = ruleset.recordTypes.get(record.type) as RecordType;
    const known = knownOf(recordType, record, on);
    return { recordType, known, facts: record.facts, level: levelIn(levelOf(caller, record.agency), known) };
  }
  const recordType = typeof object.type === "string" ? ruleset.recordTypes.get(object.type) : undefined;
  return recordType ? { ...scope, recordType } : scope;
}

function isRecord(value: unknown, { ruleset }: Viewer): value is StoredRecord {
  if (typeof value !== "object" || value === null) return false;
  const { type, facts } = value as Plain;
  return (
    typeof type === "string" && ruleset.recordTypes.has(type) && typeof facts === "object" && facts !== null
  );
}

const factNamed = ({ facts }: RecordType, name: string): FactDefinition | undefined =>
  facts.find((fact) => fact.name === name);
