import { type FactLookup, factLookup } from "../ruleset/fact-lookup.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { FactType } from "../schema/primitives.ts";
import { rule as ruleSchema } from "../schema/rule.ts";
import { choiceLabels, isList, schemaAt, typeNameAt } from "../schema/walk.ts";
import { conditionOf } from "./condition-rows.ts";
import { FormFault } from "./fault.ts";
import { type FormRow, listIn, nameIn } from "./form.ts";
import { scalarIn } from "./scalars.ts";
import { namesAt, typeAt } from "./to-form.ts";

type Path = (string | number)[];
type Tree = Record<string | number, unknown>;

/** Rows and levels that a form may have at most. */
const MOST_ROWS = 2000;
const MOST_LEVELS = 12;
const MOST_ITEMS = 100;

/** The rule that a form holds, as its file would; whether it is a good one, the checks of rule files say. @throws {FormFault} */
export function ruleOfForm(rows: readonly FormRow[], ruleset: Ruleset): unknown {
  const filled = rows.filter(({ content }) => content !== "");
  if (filled.length === 0) throw new FormFault({ item: "表单", place: "" }, "没有填写任何内容");
  if (filled.length > MOST_ROWS) throw new FormFault(filled[0] as FormRow, `行数过多，最多 ${MOST_ROWS} 行`);
  const [plain, conditions] = [
    filled.filter(({ place }) => !place.includes("#")),
    new Map<string, FormRow[]>(),
  ];
  const seen = new Set<string>();
  for (const row of filled) {
    if (seen.has(row.place)) throw new FormFault(row, `位置“${row.place}”出现了两次`);
    seen.add(row.place);
    const [at = "", number] = row.place.split("#");
    if (number !== undefined) conditions.set(at, [...(conditions.get(at) ?? []), row]);
  }
  const raw: Tree = {};
  for (const row of plain) put(raw, pathOf(row, row.place), listIn(row.content) ?? row.content, row);
  const made: Tree = {};
  // In the order of the rows, so that a file comes back as it was.
  for (const row of filled) {
    const [at = "", number] = row.place.split("#");
    const path = pathOf(row, at);
    const own = conditions.get(at);
    if (number === undefined) put(made, path, contentOf(row, raw, ruleset), row);
    else if (own?.[0] === row) put(made, path, conditionOf(own, factsAt(path, raw, ruleset)), row);
  }
  return made;
}

function pathOf(row: FormRow, place: string): Path {
  const path = place.split("/").map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : part));
  const fits = path.length <= MOST_LEVELS && path.every((part) => isPart(part));
  if (fits) return path;
  throw new FormFault(
    row,
    `位置“${place.slice(0, 80)}”不可用，应照表单原样保留，例如 versions/0/effectiveFrom`,
  );
}

const isPart = (part: string | number): boolean =>
  typeof part === "number"
    ? part < MOST_ITEMS
    : /^\$?[a-z][A-Za-z]{0,40}$/.test(part) && !(part in Object.prototype);

function put(tree: Tree, path: Path, value: unknown, row: FormRow): void {
  let at: Tree = tree;
  for (const [depth, key] of path.entries()) {
    if (depth === path.length - 1) {
      at[key] = value;
      return;
    }
    at[key] ??= typeof path[depth + 1] === "number" ? [] : {};
    if (typeof at[key] !== "object") throw new FormFault(row, `“${path.join("/")}”的上级已经填写了别的内容`);
    at = at[key] as Tree;
  }
}

function contentOf(row: FormRow, raw: Tree, ruleset: Ruleset): unknown {
  const path = pathOf(row, row.place);
  const schema = schemaAt(ruleSchema, raw, path);
  // Who writes one item does not think of it as a list.
  const lines =
    schema && isList(schema) ? row.content.split("\n").filter((line) => line.trim() !== "") : undefined;
  const items = listIn(row.content) ?? lines;
  const one = (text: string) => valueIn(text.trim(), path, row, raw, ruleset);
  return items ? items.map(one) : one(row.content);
}

function valueIn(text: string, path: Path, row: FormRow, raw: Tree, ruleset: Ruleset): unknown {
  const schema = schemaAt(ruleSchema, raw, path);
  const labels = schema && choiceLabels(schema);
  if (labels)
    return Object.entries(labels).find(([word, label]) => word === text || label === text)?.[0] ?? text;
  if (namesAt(path, raw)) return nameIn(text);
  return scalarIn(text, typeOf(path, raw, ruleset) ?? "text", row);
}

/** The values of a classification are of the type of its fact; all others say their type themselves. */
function typeOf(path: Path, raw: Tree, ruleset: Ruleset): FactType | undefined {
  const key = path.at(-1);
  if (path.at(-2) === "flag" && (key === "value" || key === "otherwise")) {
    const flag = (raw.versions as { flag?: { fact?: string } }[] | undefined)?.[Number(path[1])]?.flag;
    return factsAt(path, raw, ruleset).find(nameIn(flag?.fact ?? ""))?.type;
  }
  const schema = schemaAt(ruleSchema, raw, path);
  return schema && typeNameAt(schema);
}

/** Names of record types stand in the cells as people call them. */
function factsAt(path: Path, tree: Tree, { recordTypes, settings }: Ruleset): FactLookup {
  return factLookup(recordTypes.get(nameIn(typeAt(tree, path) ?? "")), settings);
}
