import type { FactDefinition, RecordType, Settings } from "../schema/folder.ts";

/** What a condition may know of a fact. */
export type KnownFact = Pick<FactDefinition, "type" | "values" | "label" | "unit" | "default" | "reads">;
export type FactLookup = {
  readonly find: (name: string) => KnownFact | undefined;
  readonly names: readonly string[];
};

/** Facts that every record has without declaring them. */
const BUILT_IN: Readonly<Record<string, KnownFact>> = {
  agency: { type: "text", label: "所属机关" },
  on: { type: "date", label: "查询日期" },
};

/** Looks facts up for one record type: its own, the built-in ones, and `setting.<id>`. */
export function factLookup(
  recordType: RecordType | undefined,
  settings: Settings | undefined,
  agencies: readonly string[] = [],
): FactLookup {
  const known = new Map<string, KnownFact>(Object.entries(BUILT_IN));
  if (agencies.length > 0) known.set("agency", { type: "text", label: "所属机关", values: [...agencies] });
  for (const fact of recordType?.facts ?? []) known.set(fact.name, fact);
  for (const setting of settings?.values ?? []) known.set(`setting.${setting.id}`, settingFact(setting));
  return { find: (name) => known.get(name), names: [...known.keys()] };
}

function settingFact(setting: Settings["values"][number]): KnownFact {
  const value = setting.values[0]?.value;
  const type = typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text";
  return {
    type,
    label: setting.label,
    ...(setting.unit && { unit: setting.unit }),
    ...(setting.accepted && type === "text" && { values: setting.accepted.map(String) }),
  };
}
