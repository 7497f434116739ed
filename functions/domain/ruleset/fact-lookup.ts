import type { FactDefinition, RecordType, Settings } from "../schema/folder.ts";

/** What a condition may know of a fact. */
export type KnownFact = Pick<
  FactDefinition,
  "type" | "values" | "label" | "explanation" | "unit" | "default" | "reads"
> & {
  readonly example?: FactDefinition["example"];
  /** What the values of a setting mean, by value as text; the values of other facts speak for themselves. */
  readonly meanings?: ReadonlyMap<string, string>;
};
export type FactLookup = {
  readonly find: (name: string) => KnownFact | undefined;
  readonly names: readonly string[];
};

/** Facts that every record has without declaring them. */
const AGENCY: KnownFact = { type: "text", label: "所属机关", explanation: "台账属于哪个机关，写机关代号" };
const ON: KnownFact = {
  type: "date",
  label: "查询日期",
  explanation: "在哪一日看，北京时间",
  example: "2026-09-28",
};

/** Looks facts up for one record type: its own, the built-in ones, and `setting.<id>`. */
export function factLookup(
  recordType: RecordType | undefined,
  settings: Settings | undefined,
  agencies: readonly string[] = [],
): FactLookup {
  const [example] = agencies;
  const agency = example === undefined ? AGENCY : { ...AGENCY, example, values: [...agencies] };
  const known = new Map<string, KnownFact>([
    ["agency", agency],
    ["on", ON],
  ]);
  for (const fact of recordType?.facts ?? []) known.set(fact.name, fact);
  for (const setting of settings?.values ?? []) known.set(`setting.${setting.id}`, settingFact(setting));
  return { find: (name) => known.get(name), names: [...known.keys()] };
}

function settingFact({ label, explanation, unit, accepted, values }: Settings["values"][number]): KnownFact {
  const value = values.at(-1)?.value;
  const type = typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text";
  return {
    type,
    label,
    explanation,
    ...(value !== undefined && { example: value }),
    ...(unit && { unit }),
    ...(accepted && type === "text" && { values: accepted.map((one) => String(one.value)) }),
    ...(accepted && { meanings: new Map(accepted.map((one) => [String(one.value), one.label])) }),
  };
}
