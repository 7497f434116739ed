import { isMonthDay } from "../ruleset/check-day.ts";
import { takesOnly } from "../ruleset/period-setting.ts";
import { hover } from "../schema/choice.ts";
import { GATE_STEPS } from "../schema/gate-step.ts";
import type { NameKind } from "../schema/names.ts";
import { isYears } from "../schema/years.ts";
import { type FactWord, factsOf } from "./fact-words.ts";
import { type Json, type Named, oneOf } from "./json.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The names that may stand in a file, by kind; a kind that is not here is left open. */
export type Names = ReadonlyMap<NameKind, readonly Named[]>;

const bold = (label: string, more?: string): string => `**${label}**${more === undefined ? "" : `：${more}`}`;

/** Names that are the same in every file of the folder. */
export function namesOfFolder(vocabulary: Vocabulary): Names {
  const { actions, calendars, directory, documents, ladders, recordTypes } = vocabulary;
  const agencies = new Map(directory.agencies.map((agency) => [agency.id, agency.name]));
  return new Map<NameKind, readonly Named[]>([
    ["action", [...actions.values()].map((a) => ({ name: a.id, hover: hover(a) }))],
    ["agency", [...agencies].map(([name, label]) => ({ name, hover: bold(label) }))],
    ["calendar", [...calendars.keys()].map((name) => ({ name, hover: bold(name) }))],
    [
      "day-setting",
      vocabulary.settings.values
        .filter((one) => takesOnly(one, isMonthDay))
        .map((one) => ({ name: `setting.${one.id}`, hover: hover(one) })),
    ],
    [
      "years-setting",
      vocabulary.settings.values
        .filter((one) => takesOnly(one, isYears))
        .map((one) => ({ name: `setting.${one.id}`, hover: hover(one) })),
    ],
    ["document", [...documents.values()].map((d) => ({ name: d.id, hover: bold(d.number, d.title) }))],
    [
      "working-day-setting",
      vocabulary.settings.values
        .filter((one) => one.unit === "working-day")
        .map((one) => ({ name: `setting.${one.id}`, hover: hover(one) })),
    ],
    ["group", directory.groups.map((g) => ({ name: g.id, hover: bold(g.label) }))],
    ["ladder", [...ladders.values()].map((l) => ({ name: l.id, hover: bold(l.title) }))],
    ["record-type", [...recordTypes.values()].map((r) => ({ name: r.id, hover: bold(r.label) }))],
    ["role", directory.roles.map((r) => ({ name: r.id, hover: bold(r.label) }))],
    [
      "supervisor",
      Object.entries(directory.supervisors).map(([name, [agency = name]]) => ({
        name,
        hover: bold(agencies.get(agency) ?? agency),
      })),
    ],
  ]);
}

/** Those and the facts and steps of one record type. */
export function namesOfType(vocabulary: Vocabulary, type: string, folder: Names): Names {
  const facts = factsOf(vocabulary, type);
  const ofType = (wanted: FactWord["type"]) => facts.filter((fact) => fact.type === wanted);
  const steps = vocabulary.recordTypes.get(type)?.steps ?? [];
  return new Map<NameKind, readonly Named[]>([
    ...folder,
    ["fact", facts],
    ["date-fact", [...ofType("date"), ...ofType("instant")]],
    ["number-fact", ofType("number")],
    ["step", steps.map((step) => ({ name: step, hover: hover(GATE_STEPS[step]) }))],
  ]);
}

/** Each list of names once, under the name of its kind. */
export const nameDefinitions = (names: Names): Readonly<Record<string, Json>> =>
  Object.fromEntries([...names].map(([kind, named]) => [kind, oneOf(named)]));

/** What may be cited of each document, with its words. */
export function dutiesOf({ documents }: Vocabulary): ReadonlyMap<string, readonly Named[]> {
  return new Map(
    [...documents.values()].map((document) => [
      document.id,
      document.clauses.flatMap(({ heading, duties }) =>
        duties.map(({ duty, quote }) => ({ name: duty, hover: bold(heading, `“${quote}”`) })),
      ),
    ]),
  );
}
