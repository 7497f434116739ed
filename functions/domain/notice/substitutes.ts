import type { Person } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** Substitutes of substitutes that a line may pass. */
const MAX_CHAIN = 10;

export type StandIn = {
  /** Ids from the person on, each with their substitute behind them. */
  readonly chain: readonly string[];
  /** Why the chain goes no further. `vacant`: somebody is away and nobody stands in. */
  readonly end: "present" | "vacant" | "circle" | "too-long";
};

/** Who reads what is addressed to a person on a day. Substitutes are of the same agency. */
export function standIn(people: readonly Person[], person: Person, on: IsoDate): StandIn {
  const chain = [person.id];
  for (let at = person; ; ) {
    const absence = absenceOn(at, on);
    if (!absence) return { chain, end: "present" };
    const next = people.find(({ id }) => id === absence.person);
    if (!next) return { chain, end: "vacant" };
    const known = chain.includes(next.id);
    chain.push(next.id);
    if (known) return { chain, end: "circle" };
    if (chain.length > MAX_CHAIN + 1) return { chain, end: "too-long" };
    at = next;
  }
}

/** Both ends inclusive. */
const absenceOn = ({ substitutes = [] }: Person, on: IsoDate) =>
  substitutes.find(({ from, to }) => from <= on && on <= to);
