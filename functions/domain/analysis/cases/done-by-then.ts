import { dayOf } from "../../calendar/instants.ts";
import type { RecordType } from "../../schema/folder.ts";
import type { Facts } from "../../schema/primitives.ts";
import type { Demand } from "../demands.ts";
import type { Example } from "../find-record.ts";
import { TRUE } from "../outcomes.ts";
import type { Provision, Provisions } from "../provisions.ts";

/** What the facts say was done only after a day, where one is named. */
function doneAfter(day: unknown, facts: Facts, { facts: known }: RecordType): string[] {
  if (typeof day !== "string") return [];
  const done = known.filter((one) => one.done).map(({ name }) => name);
  return done.filter((name) => typeof facts[name] === "string" && dayOf(facts[name]) > day);
}

/** That it was done by the day of the question, if at all. */
const doneByThen = (fact: string): Demand => [
  {
    any: [
      { fact, operator: "isMissing" },
      { fact, operator: "onOrBefore", value: { fact: "on" } },
    ],
  },
  TRUE,
];

export type SettingsAsked = Parameters<Provisions["record"]>[2];

/** A record that meets the demands, on which nothing is done only after the day of the question. */
export function recordDoneByThen(
  provisions: Provisions,
  about: Provision,
  demands: readonly Demand[],
  settings: SettingsAsked,
): Example | undefined {
  const example = provisions.record(about, demands, settings);
  const early = example ? doneAfter(example.facts.on, example.facts, provisions.recordType) : [];
  if (early.length === 0) return example;
  return recordDoneByThen(provisions, about, [...demands, ...early.map(doneByThen)], settings);
}
