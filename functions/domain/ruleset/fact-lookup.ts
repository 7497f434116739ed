import type { FactDefinition, RecordType, Settings } from "../schema/folder.ts";

type Known = Pick<FactDefinition, "type" | "values" | "label">;

/** Facts that every record has without declaring them. */
const BUILT_IN: Readonly<Record<string, Known>> = {
  agency: { type: "text", label: "所属机关" },
  on: { type: "date", label: "查询日期" },
};

/** Looks facts up for one record type: its own, the built-in ones, and `setting.<id>`. */
export function factLookup(
  recordType: RecordType | undefined,
  settings: Settings | undefined,
): { find: (name: string) => Known | undefined; names: string[] } {
  const known = new Map<string, Known>(Object.entries(BUILT_IN));
  for (const fact of recordType?.facts ?? []) known.set(fact.name, fact);
  for (const setting of settings?.values ?? []) {
    const value = setting.values[0]?.value;
    const type = typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text";
    const values = setting.accepted?.map(String);
    known.set(
      `setting.${setting.id}`,
      values ? { type, label: setting.label, values } : { type, label: setting.label },
    );
  }
  return { find: (name) => known.get(name), names: [...known.keys()] };
}
