import type { Provision, Provisions } from "./provisions.ts";

export type Pair = readonly [first: Provision, second: Provision];

/**
 * Every two rules with versions that share a key, the later rule second, as all pairs of these versions. Without a rule
 * and its own exception.
 */
export function* rulePairs(
  provisions: Provisions,
  keyOf: (provision: Provision) => string | undefined,
): Generator<Pair[]> {
  const groups = Map.groupBy(provisions.all, keyOf);
  groups.delete(undefined);
  for (const group of groups.values()) {
    const rules = [...Map.groupBy(group, ({ rule }) => rule.id).values()];
    for (const [i, second] of rules.entries())
      for (const first of rules.slice(0, i)) {
        if (provisions.exhausted) return;
        if (excepts(first[0], second[0]) || excepts(second[0], first[0])) continue;
        yield first.flatMap((a) => second.map((b): Pair => [a, b]));
      }
  }
}

const excepts = (one: Provision | undefined, other: Provision | undefined): boolean =>
  other !== undefined && one?.rule.exceptTo?.includes(other.rule.id) === true;
