import { decide } from "../decide/decide.ts";
import type { Subject } from "../entities.ts";
import { versionAtStart } from "../period/cadence.ts";
import { measure } from "../period/indicator.ts";
import { isWithin, type Period } from "../period/period.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule } from "../schema/rule.ts";
import type { Rate } from "./rate.ts";

/** `open`: facts are missing that would tell whether these belong in it. */
export type OpenRate = Rate & { readonly open: number };

type Asked = { readonly period: Period; readonly on: IsoDate };

/** Of the records of the period to which the gate applies, those that have passed it. */
export async function gateRate(
  rule: Rule,
  records: readonly Subject[],
  { period, on }: Asked,
  ruleset: Ruleset,
): Promise<OpenRate> {
  const tally = { numerator: 0, denominator: 0, open: 0 };
  for (const record of records) {
    const date = ruleset.recordTypes.get(record.type)?.date;
    if (date === undefined || !isWithin(period, record.facts[date])) continue;
    const { findings, gates } = await decide(record, ruleset, on, { trace: false });
    const outcome = findings.find((finding) => finding.rule === rule.id)?.outcome;
    if (outcome === "undetermined") tally.open++;
    if (outcome !== "applies") continue;
    tally.denominator++;
    if (!gates.some(({ reasons }) => reasons.some((reason) => reason.rule === rule.id))) tally.numerator++;
  }
  return tally;
}

/** The indicator for one agency and this period, whatever length its own periods have. */
export async function indicatorRate(
  rule: Rule,
  agency: string,
  records: readonly Subject[],
  { period, on }: Asked,
  ruleset: Ruleset,
): Promise<OpenRate> {
  const version = versionAtStart(rule, period);
  const { indicator, appliesTo: recordType } = version ?? {};
  if (!version || !indicator || recordType === undefined) return { numerator: 0, denominator: 0, open: 0 };
  const measurement = { rule, version: { ...version, indicator }, recordType, period, agencies: [agency] };
  const result = await measure(measurement, records, ruleset, { today: on });
  const open = result.records.filter(({ counted }) => counted === "open").length;
  return { numerator: result.numerator, denominator: result.denominator, open };
}
