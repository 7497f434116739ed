import type { StoredRecord } from "../entities.ts";
import type { FactDefinition, RecordType } from "../schema/folder.ts";
import type { Facts, FactValue } from "../schema/primitives.ts";
import { ERASED, isPersonal, type Known } from "./known.ts";
import type { Level } from "./level.ts";
import { leftOut, maskTerm, maskText } from "./mask-text.ts";

/** Facts as somebody may see them. A date of birth has no form that hides it: it is left out. */
export function maskFacts(recordType: RecordType, facts: Facts, level: Level, known: Known): Facts {
  const definitions = new Map(recordType.facts.map((fact) => [fact.name, fact]));
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      const shown = maskFact(definitions.get(name), value, { facts, level, known });
      return shown === undefined ? [] : [[name, shown]];
    }),
  );
}

type Context = { readonly facts: Facts; readonly level: Level; readonly known: Known };

export function maskFact(
  fact: FactDefinition | undefined,
  value: FactValue,
  { facts, level, known }: Context,
): FactValue | undefined {
  if (Array.isArray(value)) return value.map((one) => maskText(one, level, known));
  if (typeof value !== "string" || value === ERASED) return value;
  if (!fact || !isPersonal(fact, facts)) return maskText(value, level, known);
  if (fact.personal === "birth-date") return level === "handling" ? value : undefined;
  if (fact.personal !== "text") return maskTerm(fact.personal, value, level, known);
  return level === "none" ? leftOut("text") : maskText(value, level, known);
}

/** Columns that no fact takes may hold anything: only who works on the case sees what stands in them. */
export function maskExtra(
  extra: NonNullable<StoredRecord["extra"]>,
  level: Level,
  known: Known,
): NonNullable<StoredRecord["extra"]> {
  return Object.fromEntries(
    Object.entries(extra).map(([header, value]) => [
      maskText(header, level, known),
      level === "handling" ? maskText(value, level, known) : leftOut("text"),
    ]),
  );
}

/** Of a minor nobody but who works on the case sees anything. */
export const levelIn = (level: Level, { minor }: Known): Level =>
  minor && level === "oversight" ? "none" : level;
