import { formatChineseDay } from "../calendar/dates.ts";
import { settingFacts } from "../decide/settings.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { fixedDay, type Period, parsePeriod, previousPeriod } from "./period.ts";

type Cadence = NonNullable<RuleVersion["cadence"]>;

/** One time that a cadence comes round; its duties are due on `dueDay`, before any rolling. */
export type Occasion = {
  /** Of a period its name, of what is done once its date. */
  readonly id: string;
  readonly dueDay: IsoDate;
  /** What the duty's title says of it: 2025年度, or 2019年8月15日前. */
  readonly label: string;
};

/** The one occasion of what is to be done once. */
export function onceOf({ due }: Cadence): Occasion | undefined {
  if (due.every) return undefined;
  return { id: due.on, dueDay: due.on, label: `${due.on.slice(0, 4)}年${formatChineseDay(due.on)}前` };
}

/** The occasion that falls into a period; there is none before the first period. */
export function occasionIn(
  { due, covers, firstPeriod, years }: Cadence,
  period: Period,
  ruleset: Ruleset,
): Occasion | undefined {
  const first = firstPeriod === undefined ? undefined : parsePeriod(firstPeriod);
  if (due.every !== period.every) return undefined;
  if (!first || first.startsOn > period.startsOn) return undefined;
  if (years && !isIn(setOn(years.fact, period, ruleset), period)) return undefined;
  const { label } = covers === "previous" ? previousPeriod(period) : period;
  const on = typeof due.on === "string" ? due.on : setOn(due.on.fact, period, ruleset);
  return { id: period.id, dueDay: fixedDay({ every: due.every, on }, period), label };
}

/** What a setting says on the first day of the period: a month and day, or years. */
function setOn(fact: string, period: Period, ruleset: Ruleset): string {
  const said = settingFacts(ruleset, period.startsOn)[fact];
  if (typeof said === "string") return said;
  throw new TypeError(`nothing in ${fact} on ${period.startsOn}`);
}

/** Whether the period lies in a year that the setting means. */
function isIn(years: string, { startsOn }: Period): boolean {
  if (years === "every") return true;
  const even = Number(startsOn.slice(0, 4)) % 2 === 0;
  return years === (even ? "even" : "odd");
}
