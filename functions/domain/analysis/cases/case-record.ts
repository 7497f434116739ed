import { dayOf, toInstant } from "../../calendar/instants.ts";
import { settingFacts } from "../../decide/settings.ts";
import type { Ruleset } from "../../ruleset/ruleset.ts";
import type { RecordType } from "../../schema/folder.ts";
import type { Facts } from "../../schema/primitives.ts";
import type { RuleCase } from "../../schema/rule.ts";
import type { Example } from "../find-record.ts";

type CaseRecord = NonNullable<RuleCase["record"]>;

/** An example as the record of a case, on the day that it names or else on one on which all of it has happened. */
export function caseRecord(
  { facts }: Example,
  recordType: RecordType,
  from: { readonly ruleset: Ruleset; readonly on: string },
): { record: CaseRecord; on: string; settings?: Record<string, unknown> } {
  const { on, agency, ...named } = facts;
  const own = Object.entries(named).filter(([fact]) => !fact.startsWith(SETTING));
  const latest = own
    .map(([, value]) => value)
    .filter((value) => toInstant(value) !== undefined)
    .map((value) => dayOf(String(value)))
    .sort()
    .at(-1);
  const day = typeof on === "string" ? on : latest !== undefined && latest > from.on ? latest : from.on;
  const settings = changedSettings(facts, recordType, from.ruleset, day);
  return {
    record: { ...(typeof agency === "string" && { agency }), facts: nested(Object.fromEntries(own)) },
    on: day,
    ...(Object.keys(settings).length > 0 && { settings }),
  };
}

const SETTING = "setting.";

/** Settings that are not what they would be on the record's own day. */
function changedSettings(facts: Facts, { date }: RecordType, ruleset: Ruleset, on: string): Facts {
  const own = date === undefined ? undefined : facts[date];
  const current = settingFacts(ruleset, typeof own === "string" ? dayOf(own) : on);
  const changed = Object.entries(facts).filter(
    ([fact, value]) => fact.startsWith(SETTING) && current[fact] !== value,
  );
  return Object.fromEntries(changed.map(([fact, value]) => [fact.slice(SETTING.length), value]));
}

/** `review.result` as `{"review": {"result": …}}`, unless `review` is a fact itself. */
export function nested(facts: Facts): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) {
    const keys = name.split(".");
    const clashes = keys.some((_, i) => i > 0 && Object.hasOwn(facts, keys.slice(0, i).join(".")));
    if (clashes) root[name] = value;
    else put(root, keys, value);
  }
  return root;
}

function put(into: Record<string, unknown>, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) into[key] = value;
  else {
    const below = (Object.hasOwn(into, key) ? into[key] : {}) as Record<string, unknown>;
    into[key] = below;
    put(below, rest, value);
  }
}
