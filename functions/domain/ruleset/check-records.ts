import { valueProblem } from "../decide/fact-value.ts";
import type { FactDefinition, RecordType } from "../schema/folder.ts";
import { FACT_TYPES, type FactType } from "../schema/primitives.ts";
import { acceptedFacts } from "./accepted.ts";
import { checkPersonal } from "./check-personal.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import { factLookup } from "./fact-lookup.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";
import type { Path, SourceFile } from "./source-file.ts";
import { unfit } from "./unfit.ts";

/** Names that every record or every object already has: a fact of that name would be there when it is missing. */
const RESERVED: ReadonlySet<string> = new Set([
  ...factLookup(undefined, undefined).names,
  "setting",
  "periodEnd",
  ...Object.getOwnPropertyNames(Object.prototype),
]);

export function* checkRecordType({ value: recordType, source }: Entry<RecordType>): Iterable<Diagnostic> {
  const { facts } = recordType;
  for (const { key, index } of repeated(facts, (fact) => fact.name))
    yield source.at(["facts", index, "name"], "repeated-fact", `事实“${key}”已在前面列出`);
  for (const { key, index, first } of repeated(facts, (fact) => fact.label))
    yield source.at(
      ["facts", index, "label"],
      "repeated-label",
      `名称“${show(key)}”已用于事实“${first.name}”，两项事实的名称不得相同`,
    );
  for (const { key, index } of repeated(recordType.steps, (step) => step))
    yield source.at(["steps", index], "repeated-value", `环节“${key}”重复`);
  yield* checkNames(facts, source);
  for (const [i, fact] of facts.entries()) {
    yield* checkKeys(fact, source, ["facts", i]);
    yield* checkValues(fact, source, ["facts", i]);
  }
  yield* checkOwnFacts(recordType, source);
  yield* checkPersonal(recordType, source);
}

function* checkNames(facts: readonly FactDefinition[], source: SourceFile): Iterable<Diagnostic> {
  const names = new Set(facts.map((fact) => fact.name));
  for (const [i, { name }] of facts.entries()) {
    const parts = name.split(".");
    const path = ["facts", i, "name"];
    const reserved = parts.find((part, n) => RESERVED.has(part) && (n === 0 || part in Object.prototype));
    if (reserved !== undefined)
      yield source.at(path, "reserved-name", `“${reserved}”为系统保留，不得用作事实名`, { found: name });
    const prefix = parts.map((_, n) => parts.slice(0, n).join(".")).find((start) => names.has(start));
    if (prefix !== undefined)
      yield source.at(
        path,
        "fact-prefix",
        `“${name}”与事实“${prefix}”不能并存：“${prefix}”已是一项事实，其下不得再分`,
        { found: name },
      );
  }
}

/** Keys that mean something for some types of fact only. */
const KEY_TYPES: readonly (readonly [path: readonly string[], types: readonly FactType[]])[] = [
  [["values"], ["text", "list"]],
  [["unit"], ["number"]],
  [["done"], ["date", "instant"]],
  [
    ["reads", "event"],
    ["date", "instant"],
  ],
  [["reads", "noun"], ["text"]],
  [["reads", "yes"], ["boolean"]],
  [["reads", "no"], ["boolean"]],
];

function* checkKeys(fact: FactDefinition, source: SourceFile, path: Path): Iterable<Diagnostic> {
  const misused = (keys: readonly string[], why: string) =>
    source.at(
      [...path, ...keys],
      "key-not-used",
      `“${show(fact.label)}”（${fact.name}）不得写“${keys.join(".")}”：${why}`,
      { atKey: true },
    );
  for (const [keys, types] of KEY_TYPES) {
    const value = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], fact);
    if (value === undefined || types.includes(fact.type)) continue;
    const fitting = types.map((type) => `“${FACT_TYPES[type].label}”（${type}）`).join("、");
    yield misused(keys, `只用于${fitting}类型的事实`);
  }
  if (fact.reads?.noun !== undefined && fact.type === "text" && !fact.values)
    yield misused(["reads", "noun"], "只用于列有 values 的事实");
  if (fact.personal && fact.values) yield misused(["values"], "个人信息没有固定的值");
  if (fact.personal && fact.default !== undefined) yield misused(["default"], "个人信息没有默认值");
}

function* checkValues(fact: FactDefinition, source: SourceFile, path: Path): Iterable<Diagnostic> {
  for (const { key, index } of repeated(fact.values ?? [], (value) => value))
    yield source.at(
      [...path, "values", index],
      "repeated-value",
      `“${show(fact.label)}”的值“${show(key)}”重复`,
      {
        found: key,
      },
    );
  for (const key of ["default", "example"] as const) {
    const problem = fact[key] === undefined ? undefined : valueProblem(fact, fact[key]);
    if (problem) yield unfit(source, [...path, key], problem);
  }
}

function* checkOwnFacts(
  { label, date, number, facts }: RecordType,
  source: SourceFile,
): Iterable<Diagnostic> {
  const fitting = {
    date: facts.filter(({ type }) => type === "date" || type === "instant"),
    number: facts.filter((fact) => fact.type === "text" && !fact.personal),
  };
  const words = { date: "日期或者时刻类型的事实", number: "文本类型且不属于个人信息的事实" };
  for (const [key, name] of Object.entries({ date, number }) as ["date" | "number", string | undefined][]) {
    if (name === undefined || fitting[key].some((fact) => fact.name === name)) continue;
    const known = facts.some((fact) => fact.name === name);
    const message = known ? `“${name}”不可用，${key} 应为${words[key]}` : `“${show(label)}”没有事实“${name}”`;
    yield source.at([key], known ? "fact-type" : "unknown-fact", message, {
      found: name,
      ...acceptedFacts(fitting[key]),
    });
  }
}
