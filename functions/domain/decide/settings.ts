import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate, Scalar } from "../schema/primitives.ts";

const cache = new WeakMap<Ruleset, Map<string, Readonly<Record<string, Scalar>>>>();

/** Settings as facts `setting.<id>`, with the values in force on `day`; `overrides` by id. */
export function settingFacts(ruleset: Ruleset, day: IsoDate, overrides: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, Scalar>> {
  const own = valuesOn(ruleset, day);
  const given = Object.entries(overrides).filter(([id]) => id !== "calendar");
  if (given.length === 0) return own;
  return { ...own, ...Object.fromEntries(given.map(([id, value]) => [`setting.${id}`, value as Scalar])) };
}

/** Values change on few days, so one table a set of changes is enough. */
function valuesOn(ruleset: Ruleset, day: IsoDate): Readonly<Record<string, Scalar>> {
  let tables = cache.get(ruleset);
  if (!tables) cache.set(ruleset, (tables = new Map()));
  const changes = ruleset.settings.values.flatMap((setting) => setting.values.map((v) => v.from));
  const since = changes.filter((from) => from <= day).sort().at(-1) ?? "";
  let table = tables.get(since);
  if (!table) {
    const pairs = ruleset.settings.values.flatMap((setting) => {
      const value = setting.values.filter((v) => v.from <= since).sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1)?.value;
      return value === undefined ? [] : [[`setting.${setting.id}`, value] as const];
    });
    tables.set(since, (table = Object.fromEntries(pairs)));
  }
  return table;
}
