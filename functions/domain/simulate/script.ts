import { type Instant, dayOf as inBeijing } from "../calendar/instants.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";
import type { Entry } from "./entry.ts";

type RecordEntry = Extract<Entry, { record: unknown }>;

/** What becomes known on one day. */
export type Happening =
  | { readonly type: string; readonly id: string; readonly agency: string; readonly facts: Facts }
  | { readonly discharge: string; readonly doneOn: IsoDate };

/** Happenings by day. */
export type Script = ReadonlyMap<IsoDate, readonly Happening[]>;

/**
 * Each record on the day that it says, else on its own date, else on `from`; whatever lies before `from` is known on
 * `from`. Nothing is known before it is done: a date of something done comes up on that very day.
 */
export function scriptOf(entries: readonly Entry[], ruleset: Ruleset, from: IsoDate): Script {
  const script = new Map<IsoDate, Happening[]>();
  const add = (on: IsoDate, happening: Happening) => {
    const day = on < from ? from : on;
    script.set(day, [...(script.get(day) ?? []), happening]);
  };
  const records = entries.filter((one): one is RecordEntry => "record" in one);
  const cases = Map.groupBy(records, ({ record }) => `${record.type} ${record.id}`);
  for (const versions of cases.values())
    for (const { on, ...happening } of unfold(versions, ruleset, from)) add(on, happening);
  for (const entry of entries)
    if ("discharge" in entry)
      for (const discharge of entry.discharge) add(entry.on, { discharge, doneOn: entry.on });
  return script;
}

type Dated = Extract<Happening, { id: string }> & { readonly on: IsoDate };

/** The versions of one record; a later one takes back what an earlier one said would still come. */
function unfold(versions: readonly RecordEntry[], ruleset: Ruleset, from: IsoDate): Dated[] {
  const ordered = versions
    .map((entry) => ({ ...entry, on: dayOf(entry, ruleset, from) }))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  let dated: Dated[] = [];
  for (const { record, on } of ordered) {
    const { type, id, agency, facts } = record;
    dated = dated.map((one) =>
      one.on > on ? { ...one, agency, facts: without(one.facts, Object.keys(facts)) } : one,
    );
    const later = comingLater(record, on, ruleset);
    const known = without(
      facts,
      later.map(([name]) => name),
    );
    dated.push({ type, id, agency, facts: known, on });
    for (const [name, day] of later)
      dated.push({ type, id, agency, facts: { [name]: day }, on: inBeijing(day) });
  }
  return dated.filter(({ facts }, i) => i === 0 || Object.keys(facts).length > 0).toSorted(byDay);
}

const byDay = (a: Dated, b: Dated): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0);

function dayOf({ record, on }: RecordEntry, ruleset: Ruleset, from: IsoDate): IsoDate {
  const own = record.facts[ruleset.recordTypes.get(record.type)?.date ?? ""];
  return on ?? (typeof own === "string" ? inBeijing(own) : from);
}

/** Dates of things done that lie after the day. */
function comingLater(
  { type, facts }: RecordEntry["record"],
  on: IsoDate,
  ruleset: Ruleset,
): [string, IsoDate | Instant][] {
  const done = ruleset.recordTypes.get(type)?.facts.filter((fact) => fact.done) ?? [];
  return done.flatMap(({ name }): [string, IsoDate | Instant][] => {
    const day = facts[name];
    return typeof day === "string" && inBeijing(day) > on ? [[name, day]] : [];
  });
}

const without = (facts: Facts, names: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name)));
