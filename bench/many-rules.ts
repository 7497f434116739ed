/** The shipped folder with its rules, record types and cases repeated until there are `count` rules. */
export function manyRules(files: ReadonlyMap<string, string>, count: number): Map<string, string> {
  const many = new Map(files);
  const isRule = (path: string) => path.startsWith("changji-2019-18/") && !path.endsWith("document.json");
  const own = [...files].filter(([path]) => isRule(path) || path.startsWith("records/"));
  let rules = own.filter(([path]) => isRule(path) && !path.endsWith(".cases.json")).length;
  for (let copy = 2; rules < count; copy++) {
    for (const [path, content] of own) {
      const rule = isRule(path) && !path.endsWith(".cases.json");
      if (rule && rules >= count) continue;
      if (rule) rules++;
      many.set(suffixed(path, copy), rename(content, copy, path.startsWith("records/")));
    }
  }
  return withCaseOwners(many);
}

function suffixed(path: string, copy: number): string {
  return path.replace(/(\.cases)?\.json$/, `-${copy}$1.json`);
}

type Typed = { type?: string };
type Names = {
  $schema?: string;
  id?: string;
  exceptTo?: string[];
  versions?: { appliesTo?: string }[];
  cases?: { record?: Typed; records?: Typed[] }[];
};

function rename(content: string, copy: number, recordType: boolean): string {
  const value = JSON.parse(content) as Names;
  if (value.id !== undefined) value.id = `${value.id}-${copy}`;
  if (value.exceptTo) value.exceptTo = value.exceptTo.map((id) => `${id}-${copy}`);
  if (!recordType) delete value.$schema;
  for (const version of value.versions ?? []) {
    if (version.appliesTo !== undefined) version.appliesTo = `${version.appliesTo}-${copy}`;
  }
  for (const { record, records = [] } of value.cases ?? []) {
    for (const one of record ? [record, ...records] : records) {
      if (one.type !== undefined) one.type = `${one.type}-${copy}`;
    }
  }
  return JSON.stringify(value, null, 2);
}

/** The last copy may be cut short: cases without their rule are left out. */
function withCaseOwners(files: Map<string, string>): Map<string, string> {
  const kept = [...files].filter(
    ([path]) => !path.endsWith(".cases.json") || files.has(path.replace(".cases.json", ".json")),
  );
  return new Map(kept);
}
