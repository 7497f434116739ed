import { fromDayNumber, toDayNumber } from "../calendar/dates.ts";
import { dayOf } from "../calendar/instants.ts";
import type { KnownFact } from "../ruleset/fact-lookup.ts";
import type { FactValue, IsoDate, Scalar } from "../schema/primitives.ts";

/** Facts that are compared with each other, and all that their conditions name. */
export type Comparables = {
  readonly facts: readonly KnownFact[];
  readonly constants: readonly Scalar[];
};

/** A plausible value where a condition names none. */
const SOME_DAY = "2026-01-05";

/**
 * Values that stand for all others: what a condition says of any record it also says of one that holds these. Those
 * that the conditions name come first, then their neighbours.
 */
export function representatives(fact: KnownFact, { facts, constants }: Comparables): FactValue[] {
  const room = facts.length;
  switch (fact.type) {
    case "boolean":
      return [true, false];
    case "date":
      return daysFor(constants, facts);
    case "instant": {
      // Of several instants any may come first within one day, or be known by its day alone.
      const instants = facts.filter(({ type }) => type === "instant").length;
      const days = daysFor(constants, facts);
      const times = TIMES.slice(0, instants).map((time) => days.map((day) => `${day}T${time}+08:00`));
      return [...times.flat(), ...days];
    }
    case "number": {
      const numbers = (constants.length > 0 ? constants : [exampleOf(facts) ?? 1]).map(Number);
      return onLine(numbers, room, { perUnit: perUnit(fact.unit, numbers), min: 0 });
    }
    default:
      return fact.values ? [...fact.values] : texts(facts, constants.map(String), room);
  }
}

/** Within one day, in office hours. */
const TIMES = ["10:30", "16:30", "11:30", "17:30", "12:30", "18:30"];

function daysFor(constants: readonly Scalar[], facts: readonly KnownFact[]): IsoDate[] {
  const days = constants.length > 0 ? constants : [exampleOf(facts) ?? SOME_DAY];
  const numbers = days.map((day) => toDayNumber(dayOf(String(day))));
  return onLine(numbers, facts.length, DAYS).map(fromDayNumber);
}

const exampleOf = (facts: readonly KnownFact[]): Scalar | undefined =>
  facts.map((fact) => fact.example).find((example) => example !== undefined && !Array.isArray(example)) as
    | Scalar
    | undefined;

/** Every text that is named, and as many others as there are facts. */
function texts(facts: readonly KnownFact[], constants: readonly string[], room: number): string[] {
  const named = [...new Set([...constants, ...facts.flatMap((fact) => fact.values ?? [])])];
  const stem = String(exampleOf(facts) ?? "其他");
  const others: string[] = [];
  for (let i = 1; others.length < room; i++) {
    const other = i === 1 ? stem : `${stem}（${i}）`;
    if (!named.includes(other)) others.push(other);
  }
  return [...named, ...others];
}

/** The steps in which a number goes: `perUnit` of them in 1. */
type Line = { readonly perUnit: number; readonly min: number; readonly max?: number };
const DAYS: Line = { perUnit: 1, min: toDayNumber("1900-01-01"), max: toDayNumber("2199-12-31") };

/** Money goes in fen, working days in halves; what has no unit is cut finely enough to leave room between its constants. */
function perUnit(unit: KnownFact["unit"], constants: readonly number[]): number {
  if (unit === "yuan") return 100;
  if (unit === "working-day") return 2;
  if (unit === "day" || unit === "piece") return 1;
  const decimals = Math.max(0, ...constants.map((c) => String(c).split(".")[1]?.length ?? 0));
  return 10 ** Math.min(decimals + 2, 12);
}

/** Each constant that the line has, and in each gap beside them as many points as `room` facts need for any order. */
function onLine(constants: readonly number[], room: number, { perUnit, min, max }: Line): number[] {
  const steps = [...new Set(constants)].sort((a, b) => a - b).map((c) => c * perUnit);
  const [low, high] = [min * perUnit, max === undefined ? Number.POSITIVE_INFINITY : max * perUnit];
  const found = new Set(steps.map(Math.round).filter((s, i) => Math.abs(s - (steps[i] ?? 0)) < 1e-6));
  const add = (step: number, above: number, below: number): void => {
    if (step > above + 1e-6 && step < below - 1e-6 && step >= low && step <= high) found.add(step);
  };
  const edges = [low - 1, ...steps, high + 1];
  for (let gap = 0; gap + 1 < edges.length; gap++) {
    const [above, below] = [edges[gap] as number, edges[gap + 1] as number];
    for (let i = 1; i <= room; i++) {
      if (gap > 0) add(Math.floor(above + 1e-6) + i, above, below);
      if (gap + 2 < edges.length) add(Math.ceil(below - 1e-6) - i, above, below);
    }
  }
  return [...found].filter((step) => step >= low && step <= high).map((step) => step / perUnit);
}
