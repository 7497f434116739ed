import { z } from "zod";
import * as folder from "./folder.ts";
import { rule, ruleCases } from "./rule.ts";

const SOURCES = {
  rule,
  cases: ruleCases,
  record: folder.recordType,
  document: folder.documentFile,
  calendar: folder.calendarYear,
  actions: folder.actions,
  ladder: folder.ladder,
  directory: folder.directory,
  settings: folder.settings,
  layout: folder.layout,
} as const;

/** JSON Schemas for editors by file name, as text. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SOURCES).map(([name, schema]) => {
      const json = z.toJSONSchema(schema, { unrepresentable: "any", io: "input" });
      return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`] as const;
    }),
  );
}
