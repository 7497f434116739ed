import * as z from "zod";
import { INSTANT_FORMS } from "../calendar/instants.ts";
import { factLookup, type KnownFact } from "../ruleset/fact-lookup.ts";
import { FACT_TYPES, type FactType, isoDate, QUANTITIES } from "../schema/primitives.ts";
import { type Json, type Named, oneOf } from "./json.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A fact that a condition may look at, as an editor shows it. */
export type FactWord = KnownFact & Named;

const TEXT: Json = { type: "string", minLength: 1, maxLength: 2000 };
const { $schema: _, ...DATE } = z.toJSONSchema(isoDate, { target: "draft-7" });
const INSTANT: Json = {
  type: "string",
  description: FACT_TYPES.instant.explanation,
  pattern: "^(19|20|21)\\d\\d-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)?)?$",
  patternErrorMessage: INSTANT_FORMS,
};
const PLAIN: Readonly<Record<FactType, Json>> = {
  text: TEXT,
  list: TEXT,
  date: DATE,
  // In a condition the value is a day; what a record holds may say the hour.
  instant: DATE,
  number: { type: "number", minimum: 0 },
  boolean: { type: "boolean" },
};

/** Facts of a record type with `agency`, `on` and the settings. */
export function factsOf(vocabulary: Vocabulary, type: string): readonly FactWord[] {
  const { recordTypes, settings, directory } = vocabulary;
  const agencies = directory.agencies.map((agency) => agency.id);
  const { find, names } = factLookup(recordTypes.get(type), settings, agencies);
  return names.map((name) => {
    const known = find(name) as KnownFact;
    const meanings = name === "agency" ? agencyNames(vocabulary) : known.meanings;
    const fact = meanings ? { ...known, meanings } : known;
    return { ...fact, name, hover: hoverOf(fact) };
  });
}

/** Without `agency`, `on` and the settings. */
export function ownFacts(vocabulary: Vocabulary, type: string): readonly FactWord[] {
  const declared = new Set(vocabulary.recordTypes.get(type)?.facts.map(({ name }) => name));
  return factsOf(vocabulary, type).filter(({ name }) => declared.has(name));
}

const agencyNames = ({ directory }: Vocabulary): ReadonlyMap<string, string> =>
  new Map(directory.agencies.map(({ id, name }) => [id, name]));

/** **罚款金额**（数，元）：以元计, then what may be filled in, what silence means, and an example. */
function hoverOf({
  label,
  explanation,
  type,
  unit,
  values,
  meanings,
  default: silent,
  example,
}: KnownFact): string {
  const kind = [FACT_TYPES[type].label, ...(unit ? [QUANTITIES[unit].label] : [])].join("，");
  return [
    `**${label}**（${kind}）：${explanation}`,
    ...(values && !meanings ? [`可填：${values.join("、")}`] : []),
    ...(silent === undefined ? [] : [`未填视为：\`${JSON.stringify(silent)}\``]),
    ...(example === undefined ? [] : [`例：\`${JSON.stringify(example)}\``]),
  ].join("\n\n");
}

/** What a record holds for a fact. */
export function recordValue(fact: FactWord): Json {
  const value = fact.type === "instant" ? INSTANT : singleValue(fact);
  return {
    ...(fact.type === "list" ? { type: "array", items: value, uniqueItems: true, maxItems: 100 } : value),
    title: fact.label,
    description: fact.explanation,
    markdownDescription: fact.hover,
    ...(fact.example !== undefined && { examples: [fact.example] }),
  };
}

/** One value of a fact; of a list, one of its items. */
export function singleValue({ type, values, meanings, label }: KnownFact): Json {
  const choices = type === "boolean" && meanings ? [true, false] : values;
  if (!choices) return PLAIN[type];
  if (!meanings) return { enum: choices, description: label };
  return oneOf(choices.map((name) => ({ name, hover: `**${meanings.get(String(name)) ?? name}**` })));
}
