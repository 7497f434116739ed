import type { RecordType } from "../../schema/folder.ts";
import { type Facts, isIsoDate } from "../../schema/primitives.ts";
import type { Demand } from "../demands.ts";
import { TRUE } from "../outcomes.ts";

/** What the facts say was done only after a day, where one is named. */
export function doneAfter(day: unknown, facts: Facts, { facts: known }: RecordType): string[] {
  if (typeof day !== "string") return [];
  const done = known.filter((one) => one.done).map(({ name }) => name);
  return done.filter((name) => isIsoDate(facts[name]) && facts[name] > day);
}

/** That it was done by the day of the question, if at all. */
export const doneByThen = (fact: string): Demand => [
  {
    any: [
      { fact, operator: "isMissing" },
      { fact, operator: "onOrBefore", value: { fact: "on" } },
    ],
  },
  TRUE,
];
