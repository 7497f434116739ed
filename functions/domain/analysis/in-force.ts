import { triggerFacts } from "../decide/versions.ts";
import type { Condition, Leaf } from "../schema/condition.ts";
import type { Settings } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";

/** From and to, both inclusive; open where there is none. */
type Days = { readonly from?: IsoDate; readonly to?: IsoDate };

/**
 * That this version is the one that counts for a record, as a condition on the record (what `versionInForce` decides):
 * `surely` is true only of records for which it counts, `perhaps` of all for which it counts.
 * `undefined`: it depends on due dates, which conditions do not know.
 */
export function inForce(
  rule: Rule,
  version: RuleVersion,
  typeDate: string | undefined,
  certainty: "surely" | "perhaps",
): Condition | undefined {
  const { effectiveFrom: from, effectiveTo: to } = version;
  const own = triggerFacts(version, typeDate);
  if (certainty === "perhaps") {
    return onFirstPresent(own, { ...(!version.coversEarlier && { from }), ...(to !== undefined && { to }) });
  }
  const i = rule.versions.indexOf(version);
  if (rule.versions.slice(i + 1).some((later) => later.coversEarlier)) return undefined;
  const earlier = rule.versions
    .slice(0, i)
    .filter((one) => triggerFacts(one, typeDate).join() !== own.join())
    .flatMap((one) => inForce(rule, one, typeDate, "perhaps") ?? []);
  const counts = onFirstPresent(own, { from, ...(to !== undefined && { to }) });
  return { all: [counts, ...earlier.map((one) => ({ not: one }))] };
}

/** That the day that decides on the version is one of these. */
export function triggeredWithin(version: RuleVersion, typeDate: string | undefined, days: Days): Condition {
  return onFirstPresent(triggerFacts(version, typeDate), days);
}

/** For each setting that is named, its value of the record's own day. */
export function settingsOfTheDay(
  settings: Settings,
  facts: ReadonlySet<string>,
  typeDate: string | undefined,
): Condition[] {
  const names = typeDate === undefined ? [] : [typeDate];
  return settings.values
    .filter(({ id }) => facts.has(`setting.${id}`))
    .map(({ id, values }) => {
      const dated = values.toSorted((a, b) => (a.from < b.from ? -1 : 1));
      return {
        any: dated.map(({ from, value }, i) => {
          const next = dated[i + 1]?.from;
          const days = onFirstPresent(names, { from, ...(next !== undefined && { before: next }) });
          return { all: [{ fact: `setting.${id}`, operator: "equal", value }, days] };
        }),
      };
    });
}

function onFirstPresent(names: readonly string[], days: Days & { readonly before?: IsoDate }): Condition {
  const within = (fact: string): Condition => {
    const bounds: Leaf[] = [
      ...(days.from === undefined ? [] : [{ fact, operator: "onOrAfter" as const, value: days.from }]),
      ...(days.to === undefined ? [] : [{ fact, operator: "onOrBefore" as const, value: days.to }]),
      ...(days.before === undefined ? [] : [{ fact, operator: "before" as const, value: days.before }]),
    ];
    return { all: [{ fact, operator: "isPresent" }, ...bounds] };
  };
  const missing = (fact: string): Leaf => ({ fact, operator: "isMissing" });
  return {
    any: [...names, "on"].map((name, i) => ({ all: [...names.slice(0, i).map(missing), within(name)] })),
  };
}
