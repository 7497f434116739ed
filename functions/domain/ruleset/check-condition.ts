import { checkLeaf, LEAF_LABELS } from "./check-leaf.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import { isObject, type Json } from "./json-value.ts";
import type { ConditionContext } from "./named-fact.ts";
import type { Path } from "./source-file.ts";

const FORMS = ["all", "any", "not", "fact"] as const;
type Form = (typeof FORMS)[number];
const FORM_LABELS = { all: "全部成立", any: "任一成立", not: "不成立", fact: "一项条件" };
const MAX_CHILDREN = 100;

/** What json-rules-engine knows and rule files may not use. */
const ENGINE_ONLY: Readonly<Record<string, string>> = {
  path: "不得用 JSONPath 取值，下级事实写成带点的名称，例如 review.result",
  params: "事实不带参数",
  condition: "不得引用别处的条件，应当把条件写在这里",
  name: "条件没有名称",
  priority: "条件没有先后，写在前面的不优先",
};

/** Where a rule file may hold conditions, below `versions/<n>`. */
export const CONDITION_PLACES: readonly (readonly string[])[] = [
  ["when"],
  ["gate", "opensWhen"],
  ["indicator", "numerator"],
  ["indicator", "denominator"],
];

/** Whether a path of a rule file lies in a condition, which `checkCondition` checks. */
export function isInCondition(path: Path): boolean {
  return (
    path[0] === "versions" && CONDITION_PLACES.some((place) => place.every((key, i) => path[i + 2] === key))
  );
}

/** Checks one condition tree as it stands in the file. */
export function* checkCondition(context: ConditionContext, node: unknown, path: Path): Iterable<Diagnostic> {
  const { source } = context;
  if (!isObject(node)) {
    yield source.at(path, "wrong-type", "条件应为对象", {
      found: node,
      accepted: FORMS,
      labels: FORM_LABELS,
    });
    return;
  }
  const forms = Object.keys(node).filter((key): key is Form => FORMS.includes(key as Form));
  if (forms.length !== 1) yield formProblem(context, node, forms, path);
  if (forms.length === 0) return;
  yield* unknownKeys(context, node, forms, path);
  for (const form of forms) {
    if (form === "fact") yield* checkLeaf(context, node, path);
    else if (form === "not") yield* checkCondition(context, node.not, [...path, "not"]);
    else yield* checkList(context, node[form], form, [...path, form]);
  }
}

function formProblem(
  { source }: ConditionContext,
  node: Json,
  forms: readonly string[],
  path: Path,
): Diagnostic {
  const details = { accepted: FORMS, labels: FORM_LABELS };
  if (forms.length > 1) {
    const message = `同一层只能写一种，这里有 ${forms.join("、")}，其中必有不起作用的；应当分层写`;
    return source.at([...path, forms[1] as string], "condition-form", message, { ...details, atKey: true });
  }
  const [key] = Object.keys(node);
  if (key === undefined) return source.at(path, "condition-form", "条件是空的", details);
  const hint = Object.hasOwn(ENGINE_ONLY, key) ? `：${ENGINE_ONLY[key]}` : "";
  const message = `条件没有 all、any、not 或者 fact，只有“${show(key)}”${hint}`;
  return source.at([...path, key], "condition-form", message, { ...details, found: key, atKey: true });
}

function* unknownKeys(
  { source }: ConditionContext,
  node: Json,
  forms: readonly Form[],
  path: Path,
): Iterable<Diagnostic> {
  const accepted = forms.flatMap((form) => (form === "fact" ? Object.keys(LEAF_LABELS) : [form]));
  const labels = { ...FORM_LABELS, ...LEAF_LABELS };
  for (const key of Object.keys(node)) {
    if (accepted.includes(key)) continue;
    const hint = Object.hasOwn(ENGINE_ONLY, key) ? `：${ENGINE_ONLY[key]}` : "";
    const details = { found: key, accepted, labels, atKey: true };
    yield source.at([...path, key], "unknown-key", `不认识的键“${show(key)}”${hint}`, details);
  }
}

function* checkList(
  context: ConditionContext,
  children: unknown,
  form: "all" | "any",
  path: Path,
): Iterable<Diagnostic> {
  const label = `“${form}”（${FORM_LABELS[form]}）`;
  if (!Array.isArray(children)) {
    yield context.source.at(path, "wrong-type", `${label}应为条件的列表，用 [ ] 括起`, { found: children });
    return;
  }
  if (children.length === 0)
    yield context.source.at(path, "empty-condition", `${label}是空列表，至少应有一个条件`);
  if (children.length > MAX_CHILDREN)
    yield context.source.at(path, "too-many-items", `${label}最多 ${MAX_CHILDREN} 个条件`);
  for (const [i, child] of children.entries()) yield* checkCondition(context, child, [...path, i]);
}
