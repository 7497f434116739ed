import { type Vocabulary, Words } from "../read/words.ts";
import type { FactLookup } from "../ruleset/fact-lookup.ts";
import { conditionsOf, factsReadBy, factsOf as looksAt } from "../ruleset/flag-levels.ts";
import type { Condition, Leaf } from "../schema/condition.ts";
import type { Scalar } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { Budget } from "./budget.ts";
import { type Demand, search, underSettings } from "./demands.ts";
import { exampleCase, type Shown } from "./example-text.ts";
import { judge } from "./fact-space.ts";
import { FALSE, type Outcomes, TRUE, UNKNOWN } from "./outcomes.ts";
import { replaced } from "./replaced.ts";

/** Looks at leaves for all that is asked of two rules. */
const LOOKS = 100_000;

type Asked = { readonly demands: readonly Demand[]; readonly says: string };

/** A record on which what a rule comes to hangs on what another one does: its exception, or a flag that it looks at. */
export function hangsOn(
  rule: Rule,
  other: Rule,
  factsOf: (recordType: string | undefined) => FactLookup | undefined,
  vocabulary: Vocabulary,
): { readonly shown: Shown; readonly words: Words } | undefined {
  const budget = new Budget(LOOKS);
  for (const version of rule.versions) {
    const words = new Words(vocabulary, version.appliesTo);
    const lookup = factsOf(version.appliesTo);
    if (!lookup) continue;
    for (const second of other.versions.filter(({ appliesTo }) => appliesTo === version.appliesTo)) {
      for (const { demands, says } of [
        ...(other.exceptTo?.includes(rule.id) ? [bothHold(version, second, other)] : []),
        ...flagged(version, second, other, words),
      ]) {
        const asked = underSettings(vocabulary.settings, demands, words.recordDate);
        const result = search(asked, lookup, budget);
        if (typeof result !== "object") continue;
        const example = { ...result.found, missing: [] };
        return { shown: { text: `${exampleCase(example, words)}，${says}`, example }, words };
      }
    }
  }
  return undefined;
}

function bothHold(general: RuleVersion, exception: RuleVersion, { id, title }: Rule): Asked {
  return {
    demands: [
      [general.when, TRUE],
      [exception.when, TRUE],
    ],
    says: `本规则是否适用，取决于例外“${title}”（${id}）是否适用`,
  };
}

/** With the value that the flag supplies, a condition comes to something else than without. */
function flagged(version: RuleVersion, { flag }: RuleVersion, { id, title }: Rule, words: Words): Asked[] {
  if (!flag || !factsReadBy(version).includes(flag.fact)) return [];
  const { fact, value, otherwise } = flag;
  const open: Demand = [{ fact, operator: "isMissing" }, TRUE];
  const says = `本规则的认定取决于规则“${title}”（${id}）对“${words.label(fact)}”的归类`;
  const conditions = conditionsOf(version).filter((one) => looksAt(one).includes(fact));
  // Else it counts its days from there.
  if (conditions.length === 0) return [{ demands: [[version.when, TRUE], open], says }];
  const changes: [Outcomes, Outcomes][] = [
    [TRUE, FALSE | UNKNOWN],
    [FALSE, TRUE | UNKNOWN],
  ];
  return conditions.flatMap((condition) =>
    [value, ...(otherwise === undefined ? [] : [otherwise])].flatMap((supplied) =>
      changes.map(([then, before]) => ({
        demands: [[supplying(condition, fact, supplied), then], [condition, before], open],
        says,
      })),
    ),
  );
}

/** The condition where the fact holds the value. */
function supplying(condition: Condition, fact: string, value: Scalar): Condition {
  return replaced(condition, (leaf: Leaf) => {
    if (leaf.fact !== fact || looksAt(leaf).length > 1) return undefined;
    const outcome = judge(leaf.operator, value, leaf.value);
    return outcome === TRUE || outcome === FALSE ? outcome : undefined;
  });
}
