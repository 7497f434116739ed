import type { Condition } from "../schema/condition.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";

/** Facts that a condition looks at, `value: {fact}` included. */
export function factsOf(condition: Condition | undefined): string[] {
  if (!condition) return [];
  if ("all" in condition) return condition.all.flatMap(factsOf);
  if ("any" in condition) return condition.any.flatMap(factsOf);
  if ("not" in condition) return factsOf(condition.not);
  const { value } = condition;
  const referred = typeof value === "object" && !Array.isArray(value) ? [value.fact] : [];
  return [condition.fact, ...referred];
}

export function conditionsOf(version: RuleVersion): Condition[] {
  return [version.when, version.gate?.opensWhen].filter((c) => c !== undefined);
}

/** Facts whose values decide what a version comes to: those of its conditions, its trigger and its count of days. */
export function factsReadBy(version: RuleVersion): string[] {
  const due = version.duty?.due;
  const dated = due && "after" in due ? [due.after].flat() : [];
  const counted = due && "after" in due && typeof due.count === "object" ? [due.count.fact] : [];
  return [...conditionsOf(version).flatMap(factsOf), ...dated, ...counted];
}

export type EvaluationOrder = {
  /** Level 0 first. */
  readonly levels: ReadonlyMap<string, number>;
  /** Rules that stand in some circle. */
  readonly circular: ReadonlySet<string>;
  /** Circles as paths, each ending where it began; no rule stands in two of them. */
  readonly circles: readonly (readonly string[])[];
};

/**
 * The order in which rules can be evaluated: a rule comes after the flags that supply facts it looks at, and after its
 * own exceptions.
 */
export function flagLevels(rules: readonly Rule[]): EvaluationOrder {
  const { needs, neededBy } = dependencies(rules);
  const levels = new Map<string, number>();
  const circles: string[][] = [];
  const waiting = new Map([...needs].map(([node, needed]) => [node, needed.size]));
  const ready = [...waiting].filter(([, count]) => count === 0).map(([node]) => node);
  while (waiting.size > 0) {
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      if (!waiting.delete(node)) continue;
      const above = (levels.get(node) ?? 0) + (isRule(node) ? 1 : 0);
      for (const user of neededBy.get(node) ?? []) {
        levels.set(user, Math.max(levels.get(user) ?? 0, above));
        const left = (waiting.get(user) ?? 0) - 1;
        if (waiting.has(user)) waiting.set(user, left);
        if (left === 0) ready.push(user);
      }
    }
    const circle = circleIn(needs, waiting);
    ready.push(...circle);
    const ids = circle.filter(isRule);
    if (ids[0] !== undefined) circles.push([...ids, ids[0]]);
  }
  const ofRules = new Map(rules.map(({ id }) => [id, levels.get(id) ?? 0]));
  return { levels: ofRules, circular: new Set(circles.flat()), circles };
}

type Graph = {
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  readonly neededBy: ReadonlyMap<string, readonly string[]>;
};

/** A supplied fact is a node of its own, `<record type>#<fact>`, so that edges stay few however many rules use it. */
const isRule = (node: string): boolean => !node.includes("#");

function dependencies(rules: readonly Rule[]): Graph {
  const needs = new Map<string, Set<string>>(rules.map(({ id }) => [id, new Set()]));
  const versions = rules.flatMap(({ id, versions }) => versions.map((version) => ({ id, version })));
  for (const { id, version } of versions) {
    if (!version.flag) continue;
    const node = `${version.appliesTo}#${version.flag.fact}`;
    needs.set(node, (needs.get(node) ?? new Set()).add(id));
  }
  for (const { id, version } of versions) {
    for (const fact of factsReadBy(version)) {
      const node = `${version.appliesTo}#${fact}`;
      if (needs.has(node)) needs.get(id)?.add(node);
    }
  }
  for (const { id, exceptTo = [] } of rules) for (const general of exceptTo) needs.get(general)?.add(id);
  const neededBy = new Map<string, string[]>();
  for (const [node, needed] of needs) {
    for (const other of needed) {
      const users = neededBy.get(other) ?? [];
      users.push(node);
      neededBy.set(other, users);
    }
  }
  return { needs, neededBy };
}

/** Some circle among the nodes that still wait for another, in the order in which each needs the next. */
function circleIn(needs: Graph["needs"], waiting: ReadonlyMap<string, number>): string[] {
  const path = new Map<string, number>();
  let [node] = waiting.keys();
  while (node !== undefined && !path.has(node)) {
    path.set(node, path.size);
    node = [...(needs.get(node) ?? [])].find((needed) => waiting.has(needed));
  }
  return node === undefined ? [] : [...path.keys()].slice(path.get(node));
}
