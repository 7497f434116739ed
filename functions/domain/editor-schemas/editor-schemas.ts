import * as z from "zod";
import * as folder from "../schema/folder.ts";
import { rule, ruleCases } from "../schema/rule.ts";
import { typedCitation, typedDueAfter, typedFlag, typedVersion } from "./effects.ts";
import { factsOf, ownFacts } from "./fact-words.ts";
import { fill, type Narrowing } from "./fill.ts";
import { type Json, oneOf } from "./json.ts";
import { typedLayout } from "./layout.ts";
import { leafDefinitions, typedLeaf } from "./leaf.ts";
import { dutiesOf, type Names, nameDefinitions, namesOfFolder, namesOfType } from "./names.ts";
import { factsObject, settingsObject } from "./record-facts.ts";
import { periodRules, TypeSnippets } from "./snippets.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Every kind of file; rules and cases also in one schema for each record type. */
export const FILES = {
  record: folder.recordType,
  document: folder.documentFile,
  calendar: folder.calendarYear,
  actions: folder.actions,
  ladder: folder.ladder,
  directory: folder.directory,
  settings: folder.settings,
  layout: folder.layout,
  rule,
  cases: ruleCases,
} as const;

/** JSON Schemas for editors by file name, as text: what the format says, with the names of one rules folder. */
export function editorSchemas(vocabulary: Vocabulary): ReadonlyMap<string, string> {
  const names = namesOfFolder(vocabulary);
  const general = generalNarrowing(vocabulary, names);
  const schemas = [
    ...Object.entries(FILES).map(([name, schema]) => [
      name,
      complete(fill(written(schema), names, general), nameDefinitions(names)),
    ]),
    ...[...vocabulary.recordTypes.values()].flatMap((type) => {
      const own = namesOfType(vocabulary, type.id, names);
      const narrow = { ...general, ...typeNarrowing(vocabulary, type) };
      const definitions = { ...nameDefinitions(own), ...leafDefinitions(factsOf(vocabulary, type.id)) };
      return [
        [`rule.${type.id}`, complete(fill(written(rule), own, narrow), definitions)],
        [`cases.${type.id}`, complete(fill(written(ruleCases), own, narrow), definitions)],
      ];
    }),
  ] as const;
  return new Map(
    schemas.map(([name, schema]) => [`${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`]),
  );
}

/** Adds those definitions that the schema refers to. */
function complete(schema: Json, definitions: Readonly<Record<string, Json>>): Json {
  const text = JSON.stringify(schema);
  const used = Object.entries(definitions).filter(([name]) => text.includes(`"#/definitions/${name}"`));
  if (used.length === 0) return schema;
  return { ...schema, definitions: { ...(schema.definitions as Json), ...Object.fromEntries(used) } };
}

/** What the format alone says. Draft 7 is what VS Code reads best. */
export const written = (schema: z.ZodType): Json =>
  z.toJSONSchema(schema, { target: "draft-7", unrepresentable: "any", io: "input" });

function generalNarrowing(vocabulary: Vocabulary, names: Names): Narrowing {
  const types = [...vocabulary.recordTypes.values()];
  const duties = dutiesOf(vocabulary);
  const settings = factsOf(vocabulary, "");
  const calendar = { title: "工作日历", ...oneOf(names.get("calendar") ?? []) };
  const rules = [
    ...types.flatMap((type) => new TypeSnippets(vocabulary, type).rules()),
    ...periodRules(vocabulary),
  ];
  return {
    citation: (schema) => typedCitation(schema, duties),
    layout: (schema) => typedLayout(schema, new Map(types.map(({ id }) => [id, ownFacts(vocabulary, id)]))),
    rule: (schema) => ({ ...schema, defaultSnippets: rules }),
    settings: (schema) => settingsObject(schema, settings, calendar),
  };
}

function typeNarrowing(vocabulary: Vocabulary, type: folder.RecordType): Narrowing {
  const facts = factsOf(vocabulary, type.id);
  const own = ownFacts(vocabulary, type.id);
  const snippets = new TypeSnippets(vocabulary, type);
  return {
    case: (schema) => ({ ...schema, defaultSnippets: [snippets.case()] }),
    condition: (schema) => ({ ...schema, defaultSnippets: snippets.conditions() }),
    "due-after": (schema) => typedDueAfter(schema, facts),
    // A record's duty falls due once: periods are for cadences.
    "due-every": () => ({ not: {} }),
    facts: (schema) => factsObject(schema, own),
    flag: (schema) => typedFlag(schema, own),
    leaf: (schema) => typedLeaf(schema, facts),
    rule: (schema) => ({ ...schema, defaultSnippets: snippets.rules() }),
    version: (schema) => ({
      ...typedVersion(schema, type.id, type.steps),
      defaultSnippets: snippets.versions(),
    }),
  };
}
