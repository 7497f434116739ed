import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { Path } from "../ruleset/source-file.ts";
import type { Condition, Leaf } from "../schema/condition.ts";
import { type Beside, type LeafPlace, leavesIn } from "./condition-parts.ts";
import { exampleCase, type Shown, withExample } from "./example-text.ts";
import { compile } from "./goal.ts";
import type { Inquiry } from "./inquiry.ts";
import { leafText } from "./leaf-text.ts";
import { ANY, FALSE, type Outcomes, TRUE } from "./outcomes.ts";
import { type Certain, replaced } from "./replaced.ts";

/** Leaves that were found to make no difference, with what can stand for each. */
type Fixed = ReadonlyMap<Leaf, Certain>;

/**
 * Leaves without which the condition would say the same of every record; of two that say the same, the later one.
 * A leaf that looks at a setting tells the reader which reading counts, and settings may get further values: it stays.
 */
export function redundantLeaves(condition: Condition, path: Path, inquiry: Inquiry): Diagnostic[] {
  const fixed = new Map<Leaf, Certain>();
  const found: Diagnostic[] = [];
  for (const place of leavesIn(condition, path).reverse()) {
    if (place.leaf.fact.startsWith("setting.")) continue;
    const outcome = ([TRUE, FALSE] as const).find((one) => makesNoDifference(place, one, fixed, inquiry));
    if (outcome === undefined) continue;
    fixed.set(place.leaf, outcome);
    const what = leafText(place.leaf, inquiry.lookup);
    const message = `条件${what}不影响结果，其他条件已经决定，请删去，或者核对是否写错`;
    const warning = inquiry.source.warn(place.path, "redundant-condition", message);
    found.push(withExample(warning, needless(condition, place.leaf, fixed, inquiry), inquiry.words));
  }
  return found.reverse();
}

/** A record on which the leaf holds, and the condition would be what it is without it as well. */
function needless(condition: Condition, own: Leaf, fixed: Fixed, inquiry: Inquiry): Shown | undefined {
  const others = without(condition, fixed);
  for (const [holds, says] of [
    [TRUE, "成立"],
    [FALSE, "不成立"],
  ] as const) {
    const example = inquiry.example([own, TRUE], [others, holds]);
    if (!example) continue;
    const text = `${exampleCase(example, inquiry.words)}，符合这一条件，而不看这一条件，整个条件也${says}`;
    return { text, example };
  }
  return undefined;
}

function without(condition: Condition, fixed: Fixed): Condition {
  return fixed.size === 0 ? condition : replaced(condition, (leaf) => fixed.get(leaf));
}

/** Whether the whole would be the same with `outcome` in the place of the leaf: neither true or not, nor false or not. */
function makesNoDifference(
  { leaf, raises, beside }: LeafPlace,
  outcome: typeof TRUE | typeof FALSE,
  fixed: Fixed,
  { space, excludes }: Inquiry,
): boolean {
  return [true, false].every((asksForTrue) => {
    const other = ANY & ~outcome;
    const certain = TRUE + FALSE - outcome;
    const goesUp = raises === (outcome === TRUE);
    const own = { node: compile(leaf, space), allowed: goesUp === asksForTrue ? other : certain };
    const around = beside.map((one) => ({
      node: compile(without(one.condition, fixed), space),
      allowed: indifferent(one, asksForTrue),
    }));
    return excludes(own, ...around);
  });
}

/** What a part beside the leaf may be so that it leaves it to the leaf whether the whole is true (or is false). */
function indifferent({ decisive, raises }: Beside, asksForTrue: boolean): Outcomes {
  const unknownSettles = (decisive === FALSE) === (asksForTrue === raises);
  return unknownSettles ? TRUE + FALSE - decisive : ANY & ~decisive;
}
