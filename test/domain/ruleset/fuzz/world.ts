import { at, get, isRecord, nodesOf, type Path } from "./tree.ts";

/** Keys whose value is the name of something, and of what. */
const KINDS: Readonly<Record<string, string>> = {
  action: "action",
  ladder: "ladder",
  agency: "agency",
  members: "agency",
  supervisor: "supervisor",
  group: "group",
  role: "role",
  supervisorRole: "role",
  document: "document",
  duty: "duty",
  recordType: "record-type",
  appliesTo: "record-type",
  calendar: "calendar",
  step: "step",
  exceptTo: "rule",
  fact: "fact",
  after: "fact",
  dischargedBy: "fact",
  evidence: "fact",
  missing: "fact",
};

export type Fact = { readonly type: string; readonly unit?: string; readonly values?: readonly unknown[] };
/** A name that stands in a file, and what it must be the name of. */
export type NamePlace = { readonly path: Path; readonly kind: string; readonly name: string };

/** Below these, keys are names of facts and settings, or texts of a spreadsheet. */
const FREE = new Set(["facts", "settings", "fixed", "map"]);

export class World {
  readonly #files: ReadonlyMap<string, unknown>;
  readonly #names: Readonly<Record<string, ReadonlySet<unknown>>>;

  constructor(files: ReadonlyMap<string, unknown>) {
    this.#files = files;
    const in_ = (folder: RegExp) =>
      [...files].filter(([file]) => folder.test(file)).map(([, value]) => value);
    const ids = (list: unknown) => listOf(list).map((one) => get(one, "id"));
    const directory = files.get("directory.json");
    const clauses = in_(/\/document\.json$/).flatMap((one) => listOf(get(one, "clauses")));
    this.#names = {
      action: new Set(ids(at(files.get("actions.json"), ["actions"]))),
      ladder: new Set(ids(in_(/^ladders\//))),
      agency: new Set(ids(get(directory, "agencies"))),
      supervisor: new Set(Object.keys(get(directory, "supervisors") ?? {})),
      group: new Set(ids(get(directory, "groups"))),
      role: new Set(ids(get(directory, "roles"))),
      document: new Set(ids(in_(/\/document\.json$/))),
      duty: new Set(clauses.flatMap((one) => listOf(get(one, "duties")).map((duty) => get(duty, "duty")))),
      "record-type": new Set(ids(in_(/^records\//))),
      calendar: new Set([...files.keys()].flatMap((file) => /^calendars\/([^/]+)/.exec(file)?.[1] ?? [])),
      step: new Set(in_(/^records\//).flatMap((one) => listOf(get(one, "steps")))),
      rule: new Set(ids(in_(/\/.*\//))),
    };
  }

  has({ kind, name, path }: NamePlace, file: string): boolean {
    return kind === "fact"
      ? this.fact(file, path, name) !== undefined
      : this.#names[kind]?.has(name) === true;
  }

  /** A fact by name, as a condition at this place of the file may use it. */
  fact(file: string, path: Path, name: unknown): Fact | undefined {
    if (name === "on") return { type: "date" };
    if (name === "agency") return { type: "text", values: [...(this.#names.agency as Set<unknown>)] };
    const setting = listOf(get(this.#files.get("settings.json"), "values")).find(
      (one) => `setting.${get(one, "id")}` === name,
    );
    if (setting) return settingFact(setting);
    const type = this.#typeAt(file, path);
    const record = [...this.#files.values()].find((one) => get(one, "steps") && get(one, "id") === type);
    return listOf(get(record, "facts")).find((one) => get(one, "name") === name) as Fact | undefined;
  }

  #typeAt(file: string, path: Path): unknown {
    const tree = this.#files.get(file);
    if (/^layouts\//.test(file)) return get(tree, "recordType");
    if (/^records\//.test(file)) return get(tree, "id");
    if (!file.endsWith(".cases.json")) return at(tree, [...path.slice(0, 2), "appliesTo"]);
    return at(this.#files.get(file.replace(".cases", "")), ["versions", 0, "appliesTo"]);
  }
}

function settingFact(setting: unknown): Fact {
  const value = at(setting, ["values", 0, "value"]);
  const accepted = get(setting, "accepted");
  const type = typeof value === "string" ? "text" : typeof value;
  return {
    type,
    ...(isRecord(setting) && typeof setting.unit === "string" && { unit: setting.unit }),
    ...(Array.isArray(accepted) && type === "text" && { values: accepted.map((one) => get(one, "value")) }),
  };
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Every name in a file that must be the name of something. */
export function namePlaces(file: string, tree: unknown): NamePlace[] {
  const own = /^records\//.test(file)
    ? (["date", "number"] as const).flatMap((key) => {
        const name = get(tree, key);
        return typeof name === "string" ? [{ path: [key], kind: "fact", name }] : [];
      })
    : [];
  const isCases = file.endsWith(".cases.json");
  return nodesOf(tree).reduce<NamePlace[]>((places, { path, key, value }) => {
    const word = typeof key === "number" ? path.at(-2) : key;
    if (
      typeof value !== "string" ||
      (/^(records|layouts)\/|cases\.json$/.test(file) &&
        path.slice(0, -1).some((one) => FREE.has(String(one))))
    )
      return places;
    const kind =
      path[0] === "supervisors"
        ? "agency"
        : Object.hasOwn(KINDS, String(word))
          ? KINDS[String(word)]
          : undefined;
    const isName = kind && value !== "periodEnd" && !(isCases && kind !== "agency" && kind !== "fact");
    if (isName && !/^(calendars\/|actions|.*document\.json)/.test(file))
      places.push({ path, kind, name: value });
    return places;
  }, own);
}
