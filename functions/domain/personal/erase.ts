import { addDays } from "../calendar/dates.ts";
import { dayOf } from "../calendar/instants.ts";
import type { StoredRecord } from "../entities.ts";
import type { RecordType } from "../schema/folder.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import { ERASED, isPersonal, knownOf } from "./known.ts";
import { maskText } from "./mask-text.ts";

/** The day after the last on which the record may tell of persons; nothing where it never ends, or nobody is told of. */
export function eraseOn(recordType: RecordType, record: StoredRecord): IsoDate | undefined {
  const { retention } = recordType;
  if (!retention || record.erased || personalFacts(recordType, record).length === 0) return undefined;
  const start = retention.after.map((name) => record.facts[name]).find((value) => typeof value === "string");
  if (typeof start !== "string") return undefined;
  const day = dayOf(start);
  const last = `${Number(day.slice(0, 4)) + retention.years}${day.slice(4)}`;
  // 29 February comes round as the first of March.
  return addDays(last.endsWith("-02-29") ? last.replace("-29", "-28") : last, 1);
}

/** Facts that tell of persons, columns that no fact takes among them as `extra`. */
export function personalFacts(recordType: RecordType, { facts, extra }: StoredRecord): string[] {
  const own = recordType.facts.filter(
    (fact) => facts[fact.name] !== undefined && fact.personal !== "minor" && isPersonal(fact, facts),
  );
  return [...own.map(({ name }) => name), ...(extra && Object.keys(extra).length > 0 ? ["extra"] : [])];
}

/** The next version of a record, without anybody in it. That it is about a minor stays said. */
export function eraseRecord(recordType: RecordType, record: StoredRecord, on: IsoDate): StoredRecord {
  const known = knownOf(recordType, record, on);
  const personal = new Set(personalFacts(recordType, record));
  const births = new Set(
    recordType.facts.flatMap(({ name, personal: kind }) => (kind === "birth-date" ? [name] : [])),
  );
  const cleared = (name: string, value: FactValue): FactValue | undefined => {
    if (personal.has(name)) return births.has(name) ? undefined : ERASED;
    return typeof value === "string" ? maskText(value, "none", known) : value;
  };
  const facts: Facts = Object.fromEntries(
    Object.entries(record.facts).flatMap(([name, value]) => {
      const kept = cleared(name, value);
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
  const { extra: _, source, ...kept } = record;
  return {
    ...kept,
    facts,
    ...(source && { source: { ...source, file: ERASED } }),
    version: record.version + 1,
    erased: { on, facts: [...personal] },
  };
}
