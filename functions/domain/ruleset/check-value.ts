import { valueProblem } from "../decide/fact-value.ts";
import { FACT_TYPES, type FactType, QUANTITIES, type Quantity } from "../schema/primitives.ts";
import { typeName } from "../schema/walk.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import { isObject } from "./json-value.ts";
import { type ConditionContext, called, type NamedFact, resolveFact } from "./named-fact.ts";
import type { Path, SourceFile } from "./source-file.ts";

/** A list is asked for one of its items; of an instant a rule names the day, never an hour of it. */
const NAMED_AS: Partial<Record<FactType, FactType>> = { list: "text", instant: "date" };

const MAX_ITEMS = 200;
const MAX_TEXT = 2_000;

/** The value of `in` and `notIn`. */
export function* checkList(
  { source }: ConditionContext,
  value: unknown,
  operator: string,
  fact: NamedFact | undefined,
  path: Path,
): Iterable<Diagnostic> {
  if (!Array.isArray(value)) {
    const message = `${operator}的值应为列表，用 [ ] 括起，这里是${typeName(value)}`;
    yield source.at(path, "wrong-type", message, { found: value });
    return;
  }
  if (value.length === 0) yield source.at(path, "empty-list", `${operator}的列表是空的，至少应有一项`);
  if (value.length > MAX_ITEMS)
    yield source.at(path, "too-many-items", `${operator}的列表最多 ${MAX_ITEMS} 项`);
  const seen = new Set<unknown>();
  for (const [i, item] of value.entries()) {
    if (seen.has(item))
      yield source.at([...path, i], "repeated-value", `“${show(item)}”在列表中重复`, { found: item });
    else yield* checkScalar(source, item, fact, [...path, i]);
    seen.add(item);
  }
}

/** The value of every other operator: a scalar or another fact. */
export function* checkOne(
  context: ConditionContext,
  value: unknown,
  operator: string,
  fact: NamedFact | undefined,
  path: Path,
): Iterable<Diagnostic> {
  if (isObject(value)) yield* checkReference(context, value, fact, path);
  else if (Array.isArray(value))
    yield context.source.at(path, "wrong-type", `${operator}的值应为一个值，一组值用 in 或者 notIn`, {
      found: value,
    });
  else yield* checkScalar(context.source, value, fact, path);
}

function* checkReference(
  context: ConditionContext,
  value: Readonly<Record<string, unknown>>,
  fact: NamedFact | undefined,
  path: Path,
): Iterable<Diagnostic> {
  const { source } = context;
  for (const key of Object.keys(value)) {
    if (key !== "fact")
      yield source.at([...path, key], "unknown-key", `引用另一项事实只写“fact”，不认识的键“${show(key)}”`, {
        found: key,
        accepted: ["fact"],
        labels: { fact: "另一项事实" },
        atKey: true,
      });
  }
  const at = [...path, "fact"];
  if (value.fact === undefined) {
    yield source.at(at, "missing-key", '值应为一个值，或者另一项事实，例如 {"fact": "decidedOn"}');
    return;
  }
  const other = yield* resolveFact(context, value.fact, at);
  if (!other || !fact) return;
  if (other.name === fact.name) {
    yield source.at(at, "compares-with-itself", `${called(fact)}与自己比较，结果总是一样`, {
      found: other.name,
    });
    return;
  }
  const needed = fact.type === "list" ? "text" : fact.type;
  const fits = other.type === needed || (fact.type === "instant" && other.type === "date");
  if (!fits) {
    const message = `${called(other)}的类型是${FACT_TYPES[other.type].label}，与${called(fact)}比较的应为${FACT_TYPES[needed].label}`;
    yield source.at(at, "fact-type", message, { found: other.name });
  } else if (fact.type === "number" && other.unit !== fact.unit) {
    const message = `${called(fact)}的单位是${unitName(fact.unit)}，${called(other)}的单位是${unitName(other.unit)}，不能比较`;
    yield source.at(at, "unit-mismatch", message, { found: other.name });
  }
}

export const unitName = (unit: Quantity | undefined): string =>
  unit === undefined ? "“无”" : `“${QUANTITIES[unit].label}”`;

/** A value that this fact could hold, or one item of it. */
export function* checkScalar(
  source: SourceFile,
  value: unknown,
  fact: NamedFact | undefined,
  path: Path,
): Iterable<Diagnostic> {
  if (!["string", "number", "boolean"].includes(typeof value)) {
    yield source.at(path, "wrong-type", `值应为文本、数或者是否（true、false），这里是${typeName(value)}`, {
      found: value,
    });
    return;
  }
  if (value === "" || (typeof value === "string" && value.length > MAX_TEXT)) {
    const [code, message] =
      value === ""
        ? ["empty-text", "值不得为空；“没有填写”用 isMissing"]
        : ["too-long", `值最多 ${MAX_TEXT} 字`];
    yield source.at(path, code as string, message as string);
    return;
  }
  if (!fact) return;
  const type = NAMED_AS[fact.type] ?? fact.type;
  const problem = valueProblem({ ...fact, type }, value);
  if (problem) {
    const { code, message, found = value, accepted } = problem;
    yield source.at(path, code, message, { found, ...(accepted && { accepted }) });
  }
}
