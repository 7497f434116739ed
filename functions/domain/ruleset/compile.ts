import { compileCalendars } from "../calendar/calendars.ts";
import { canonicalFiles, hashOfText } from "./canonical.ts";
import { byId, type Parts } from "./parts.ts";
import type { Ruleset } from "./ruleset.ts";

/** The ruleset that checked parts make; nothing where one of its single files is not there. */
export function compile(parts: Parts, files: ReadonlyMap<string, string>): Ruleset | undefined {
  const { actions, directory, settings } = parts;
  if (!actions || !directory || !settings) return undefined;
  const years = Map.groupBy(parts.calendars, ({ region }) => region);
  return {
    hash: hashOfText(canonicalFiles(files)),
    rules: parts.rules.map(({ value }) => value).sort((a, b) => (a.id < b.id ? -1 : 1)),
    cases: casesByRule(parts),
    recordTypes: byId(parts.recordTypes),
    documents: byId(parts.documents),
    actions: new Map(actions.value.map((action) => [action.id, action])),
    ladders: byId(parts.ladders),
    layouts: parts.layouts.map(({ value }) => value),
    calendars: compileCalendars(
      new Map([...years].map(([region, entries]) => [region, entries.map(({ value }) => value)])),
    ),
    calendarsHash: hashOfText(
      canonicalFiles(new Map([...calendarFiles(files), ["calendar", settings.value.calendar]])),
    ),
    directory: directory.value,
    settings: settings.value,
    templates: parts.templates,
  };
}

/** `<rule file>.cases.json` holds the cases of the rule beside it. */
function casesByRule({ cases, rules }: Parts): Ruleset["cases"] {
  const entries = new Map(cases.map(({ value, source }) => [source.file, value]));
  return new Map(
    rules.flatMap(({ value, source }) => {
      const own = entries.get(source.file.replace(/\.json$/, ".cases.json"));
      return own ? [[value.id, own]] : [];
    }),
  );
}

const calendarFiles = (files: ReadonlyMap<string, string>) =>
  [...files].filter(([path]) => path.startsWith("calendars/"));
