import { DateTime } from "luxon";
import { formatOf, survey } from "./format.ts";
import { isRecord, nodesOf } from "./tree.ts";
import { type Fact, namePlaces, World } from "./world.ts";

const ANY = ["isPresent", "isMissing"];
const SAME = ["equal", "notEqual"];
const LIST = ["in", "notIn"];
/** Written by hand, not taken from the loader. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  text: [...ANY, ...SAME, ...LIST],
  boolean: [...ANY, ...SAME],
  date: [...ANY, ...SAME, "before", "onOrBefore", "after", "onOrAfter"],
  list: [...ANY, "contains", "doesNotContain"],
  number: [
    ...[...ANY, ...SAME, ...LIST],
    ...["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"],
  ],
};
export const operatorFits = (type: string, operator: string): boolean =>
  OPERATORS[type]?.includes(operator) === true;

const DATE_KEYS = new Set([
  "effectiveFrom",
  "effectiveTo",
  "lastLookedAtOn",
  "changedOn",
  "issuedOn",
  "from",
  "date",
]);

/** What a folder that loaded should not have loaded with. Knows nothing of the loader. */
export function faults(folder: ReadonlyMap<string, string>): string[] {
  const trees = new Map<string, unknown>();
  const found: string[] = [];
  for (const [file, text] of folder) {
    if (!file.endsWith(".json")) continue;
    trees.set(file, JSON.parse(text));
    found.push(...textFaults(file, text, trees.get(file)));
  }
  const world = new World(trees);
  for (const [file, tree] of trees) {
    const shape = formatOf(file);
    found.push(...(shape ? survey(tree, shape).wrong : ["no such file"]).map((wrong) => `${file}: ${wrong}`));
    for (const place of namePlaces(file, tree))
      if (!world.has(place, file))
        found.push(`${file}: ${place.path.join("/")} names no ${place.kind}: ${place.name}`);
    found.push(...dateFaults(file, tree), ...leafFaults(file, tree, world));
  }
  return found;
}

/** A key too many in the text than in the value is one that was there twice. */
function textFaults(file: string, text: string, tree: unknown): string[] {
  const keys = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter((match) => match[1] !== undefined);
  const known = nodesOf(tree).filter(({ key }) => typeof key === "string");
  const hidden = /[\0\r\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFFD]/.test(text);
  return [
    ...(keys.length === known.length ? [] : [`${file}: a key stands there twice`]),
    ...(hidden ? [`${file}: a character that nobody sees`] : []),
    ...nodesOf(tree).flatMap(({ value, path }) =>
      (typeof value === "number" && !Number.isFinite(value)) || path.length > 40
        ? [`${file}: ${path.join("/")} is no number, or too deep`]
        : [],
    ),
  ];
}

const isDate = (text: unknown): boolean =>
  typeof text === "string" &&
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) &&
  DateTime.fromISO(text, { zone: "utc" }).isValid;

function dateFaults(file: string, tree: unknown): string[] {
  if (file.startsWith("records/")) return [];
  return nodesOf(tree).flatMap(({ key, value, path }) => {
    const looksLike = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
    const wrong = (DATE_KEYS.has(String(key)) || looksLike) && !isDate(value);
    return wrong ? [`${file}: ${path.join("/")} is no date`] : [];
  });
}

function leafFaults(file: string, tree: unknown, world: World): string[] {
  return nodesOf(tree).flatMap(({ value, path }) => {
    if (!isRecord(value) || typeof value.operator !== "string") return [];
    const fact = world.fact(file, path, value.fact);
    const wrong = fact ? leafFault(fact, value, (name) => world.fact(file, path, name)) : "names no fact";
    return wrong ? [`${file}: ${path.join("/")} ${wrong}`] : [];
  });
}

type Leaf = Readonly<Record<string, unknown>>;

function leafFault(
  fact: Fact,
  { fact: name, operator, value }: Leaf,
  find: (name: unknown) => Fact | undefined,
) {
  if (!operatorFits(fact.type, String(operator))) return `uses ${operator} on ${fact.type}`;
  if (ANY.includes(String(operator))) return value === undefined ? undefined : "has a value";
  if (Array.isArray(value) !== LIST.includes(String(operator))) return "has a list, or none";
  if (Array.isArray(value) && (value.length === 0 || new Set(value).size < value.length))
    return "has an odd list";
  if (isRecord(value)) {
    const other = find(value.fact);
    const needed = fact.type === "list" ? "text" : fact.type;
    return value.fact !== name && other?.type === needed && other.unit === fact.unit
      ? undefined
      : "compares what differs";
  }
  return (Array.isArray(value) ? value : [value]).every((one) => fits(fact, one))
    ? undefined
    : "has an odd value";
}

function fits({ type, values }: Fact, value: unknown): boolean {
  if (type === "date") return isDate(value);
  if (type === "number") return typeof value === "number" && value >= 0;
  if (type === "boolean") return typeof value === "boolean";
  return typeof value === "string" && value !== "" && (values === undefined || values.includes(value));
}
