import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { EVERY } from "../schema/due.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule } from "../schema/rule.ts";
import { type Measurement, measurementOf } from "./indicator.ts";
import { type Every, everyOf, type Period, parsePeriod, periodOf } from "./period.ts";

/**
 * What is to be measured when somebody asks on day `on`: the period that is running then, or another by its name.
 * @throws {YifaError} where the rule has no figure for it.
 */
export function measurementAsked(
  rule: Rule,
  asked: string | undefined,
  ruleset: Ruleset,
  on: IsoDate,
): Measurement {
  const length = lengthOf(rule);
  if (!length)
    throw new YifaError(
      "invalid",
      "not-an-indicator",
      `规则“${rule.id}”（${rule.title}）不是指标，没有数值可算`,
    );
  const period = asked === undefined ? periodOf(length, on) : periodNamed(asked, length);
  if (period.startsOn > on) throw refused(`周期“${period.id}”自 ${period.startsOn} 起，在 ${on} 尚未开始`);
  const measurement = measurementOf(rule, period, ruleset);
  if (measurement) return measurement;
  const { effectiveFrom } = rule.versions[0] as Rule["versions"][number];
  throw refused(`规则“${rule.id}”（自 ${effectiveFrom} 起施行）在 ${period.startsOn} 没有这一周期的指标`);
}

/** Whether the rule has a figure for it. */
export function isMeasured(rule: Rule, asked: string | undefined, ruleset: Ruleset, on: IsoDate): boolean {
  const length = lengthOf(rule);
  const period = asked === undefined ? length && periodOf(length, on) : parsePeriod(asked);
  if (period?.every !== length || !period || period.startsOn > on) return false;
  return measurementOf(rule, period, ruleset) !== undefined;
}

function lengthOf({ versions }: Rule): Every | undefined {
  const version = versions.findLast(({ indicator }) => indicator);
  return version && everyOf(version);
}

const EXAMPLES: Record<Every, string> = {
  year: "2026",
  "half-year": "2026-H1",
  quarter: "2026-Q1",
  month: "2026-01",
};

function periodNamed(name: string, length: Every): Period {
  const period = parsePeriod(name);
  if (period?.every === length) return period;
  const { label } = EVERY[length];
  throw refused(`周期“${name.slice(0, 40)}”不可用，该指标${label}核算，应写成 ${EXAMPLES[length]}`);
}

const refused = (message: string) =>
  new YifaError("invalid", "malformed-period", message, { pointer: "/period" });
