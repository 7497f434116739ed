import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate, Scalar } from "../schema/primitives.ts";

const cache = new WeakMap<Ruleset, Timeline>();

/** Settings as facts `setting.<id>`, with the values in force on `day`; `overrides` by id. */
export function settingFacts(
  ruleset: Ruleset,
  day: IsoDate,
  overrides: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, Scalar>> {
  const own = valuesOn(ruleset, day);
  const given = Object.entries(overrides).filter(([id]) => id !== "calendar");
  if (given.length === 0) return own;
  return { ...own, ...Object.fromEntries(given.map(([id, value]) => [`setting.${id}`, value as Scalar])) };
}

type Table = Readonly<Record<string, Scalar>>;
/** Days on which some value changes, latest first, each with the values in force from it on. */
type Timeline = readonly { readonly from: IsoDate; readonly table: Table }[];

function valuesOn(ruleset: Ruleset, day: IsoDate): Table {
  const timeline = cache.get(ruleset) ?? timelineOf(ruleset);
  cache.set(ruleset, timeline);
  return timeline.find(({ from }) => from <= day)?.table ?? {};
}

function timelineOf({ settings }: Ruleset): Timeline {
  const days = [...new Set(settings.values.flatMap((setting) => setting.values.map((v) => v.from)))]
    .sort()
    .reverse();
  return days.map((from) => {
    const table: Record<string, Scalar> = {};
    for (const { id, values } of settings.values) {
      const inForce = values.filter((v) => v.from <= from).sort((a, b) => (a.from < b.from ? -1 : 1));
      const latest = inForce.at(-1);
      if (latest) table[`setting.${id}`] = latest.value;
    }
    return { from, table };
  });
}

/** The ruleset as it would be under other settings, by id, whatever the day: for the cases of what comes with periods. */
export function underSettings(ruleset: Ruleset, overrides: Readonly<Record<string, unknown>>): Ruleset {
  const { settings } = ruleset;
  const values = settings.values.map((setting) =>
    Object.hasOwn(overrides, setting.id)
      ? { ...setting, values: [{ from: FIRST_DAY, value: overrides[setting.id] as Scalar }] }
      : setting,
  );
  const calendar = typeof overrides.calendar === "string" ? overrides.calendar : settings.calendar;
  return { ...ruleset, settings: { ...settings, calendar, values } };
}

const FIRST_DAY = "1900-01-01";
