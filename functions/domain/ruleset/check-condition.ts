import type { FactDefinition } from "../schema/folder.ts";
import { OPERATOR_NAMES, operatorsFor } from "../schema/operators.ts";
import { isIsoDate } from "../schema/primitives.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Path, SourceFile } from "./source-file.ts";

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where a rule file holds conditions. */
export function conditionPaths(value: unknown): Path[] {
  if (!isObject(value) || !Array.isArray(value.versions)) return [];
  return value.versions.flatMap((version: unknown, i): Path[] => {
    if (!isObject(version)) return [];
    const paths: Path[] = "when" in version ? [["versions", i, "when"]] : [];
    if (isObject(version.gate) && "opensWhen" in version.gate)
      paths.push(["versions", i, "gate", "opensWhen"]);
    for (const key of ["numerator", "denominator"]) {
      if (isObject(version.indicator) && key in version.indicator)
        paths.push(["versions", i, "indicator", key]);
    }
    return paths;
  });
}

export type FactLookup = (name: string) => Pick<FactDefinition, "type" | "values" | "label"> | undefined;

/** Checks one condition tree; `facts` knows the facts of the record type that the rule applies to. */
export function checkCondition(
  source: SourceFile,
  node: unknown,
  path: Path,
  facts: FactLookup,
  names: readonly string[],
): Diagnostic[] {
  if (!isObject(node)) return [source.at(path, "wrong-type", "条件应为对象，含 all、any、not 或 fact 之一")];
  const forms = ["all", "any", "not", "fact"].filter((key) => key in node);
  if (forms.length !== 1) {
    return [
      source.at(
        path,
        "condition-form",
        `同一层应有且只有 all、any、not、fact 之一，这里有：${forms.join("、") || "无"}`,
      ),
    ];
  }
  const form = forms[0] as "all" | "any" | "not" | "fact";
  const allowed = form === "fact" ? ["fact", "operator", "value"] : [form];
  const errors = Object.keys(node)
    .filter((key) => !allowed.includes(key))
    .map((key) =>
      source.at(
        [...path, key],
        "unknown-key",
        `不认识的键“${key}”，此处可用：${allowed.join("、")}${didYouMean(key, allowed)}`,
        { atKey: true },
      ),
    );
  if (form === "fact") return [...errors, ...checkLeaf(source, node, path, facts, names)];
  if (form === "not") return [...errors, ...checkCondition(source, node.not, [...path, "not"], facts, names)];
  const children = node[form];
  if (!Array.isArray(children) || children.length === 0) {
    return [...errors, source.at([...path, form], "empty-condition", `${form} 应为至少含一个条件的列表`)];
  }
  return [
    ...errors,
    ...children.flatMap((child, i) => checkCondition(source, child, [...path, form, i], facts, names)),
  ];
}

function checkLeaf(
  source: SourceFile,
  leaf: Json,
  path: Path,
  facts: FactLookup,
  names: readonly string[],
): Diagnostic[] {
  const name = String(leaf.fact);
  const fact = facts(name);
  if (!fact)
    return [
      source.at([...path, "fact"], "unknown-fact", `记录类型没有事实“${name}”${didYouMean(name, names)}`),
    ];
  const operator = String(leaf.operator);
  if (!(OPERATOR_NAMES as readonly string[]).includes(operator)) {
    const at = "operator" in leaf ? [...path, "operator"] : path;
    return [
      source.at(
        at,
        "unknown-operator",
        `不认识的运算符“${operator}”，可用：${OPERATOR_NAMES.join("、")}${didYouMean(operator, OPERATOR_NAMES)}`,
      ),
    ];
  }
  const fitting: readonly string[] = operatorsFor(fact.type);
  if (!fitting.includes(operator)) {
    return [
      source.at(
        [...path, "operator"],
        "operator-type",
        `“${fact.label}”是 ${fact.type}，不能用 ${operator}，可用：${fitting.join("、")}`,
      ),
    ];
  }
  if (operator === "isPresent" || operator === "isMissing") {
    return "value" in leaf
      ? [source.at([...path, "value"], "value-not-allowed", `${operator} 不带 value`)]
      : [];
  }
  if (!("value" in leaf)) return [source.at(path, "missing-key", `运算符 ${operator} 需要 value`)];
  return checkValue(source, leaf.value, operator, [...path, "value"], fact, facts, names);
}

function checkValue(
  source: SourceFile,
  value: unknown,
  operator: string,
  path: Path,
  fact: NonNullable<ReturnType<FactLookup>>,
  facts: FactLookup,
  names: readonly string[],
): Diagnostic[] {
  if (operator === "in" || operator === "notIn") {
    if (!Array.isArray(value) || value.length === 0)
      return [source.at(path, "empty-list", `${operator} 的 value 应为非空列表`)];
    return value.flatMap((item, i) => checkScalar(source, item, [...path, i], fact));
  }
  if (!isObject(value)) return checkScalar(source, value, path, fact);
  const other = typeof value.fact === "string" ? facts(value.fact) : undefined;
  if (!other || Object.keys(value).length !== 1) {
    return [
      source.at(
        path,
        "unknown-fact",
        `value 引用的事实“${String(value.fact)}”不存在${didYouMean(String(value.fact), names)}`,
      ),
    ];
  }
  return other.type === fact.type
    ? []
    : [
        source.at(
          path,
          "value-type",
          `“${fact.label}”是 ${fact.type}，“${other.label}”是 ${other.type}，不能比较`,
        ),
      ];
}

function checkScalar(
  source: SourceFile,
  value: unknown,
  path: Path,
  fact: NonNullable<ReturnType<FactLookup>>,
): Diagnostic[] {
  const expected = { text: "string", list: "string", date: "string", boolean: "boolean", number: "number" }[
    fact.type
  ];
  if (typeof value !== expected) {
    return [
      source.at(path, "value-type", `“${fact.label}”的值应为 ${fact.type}，这里是 ${JSON.stringify(value)}`),
    ];
  }
  if (fact.type === "date" && !isIsoDate(value)) {
    return [
      source.at(
        path,
        "impossible-date",
        `“${String(value)}”不是真实存在的日期，格式 YYYY-MM-DD，例如 2026-09-28`,
      ),
    ];
  }
  if (fact.values && !fact.values.includes(String(value))) {
    return [
      source.at(
        path,
        "value-not-listed",
        `“${fact.label}”没有“${String(value)}”这个值，可用：${fact.values.join("、")}${didYouMean(String(value), fact.values)}`,
      ),
    ];
  }
  return [];
}
