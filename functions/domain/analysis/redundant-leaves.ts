import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { Path } from "../ruleset/source-file.ts";
import type { Condition, Leaf } from "../schema/condition.ts";
import { type Beside, type LeafPlace, leavesIn } from "./condition-parts.ts";
import { compile, type Node } from "./goal.ts";
import type { Inquiry } from "./inquiry.ts";
import { leafText } from "./leaf-text.ts";
import { ANY, FALSE, type Outcomes, TRUE } from "./outcomes.ts";

type Fixed = ReadonlyMap<Leaf, Node>;

/**
 * Leaves without which the condition would say the same of every record; of two that say the same, the later one.
 * A leaf that looks at a setting tells the reader which reading counts, and settings may get further values: it stays.
 */
export function redundantLeaves(condition: Condition, path: Path, inquiry: Inquiry): Diagnostic[] {
  const fixed = new Map<Leaf, Node>();
  const found: Diagnostic[] = [];
  for (const place of leavesIn(condition, path).reverse()) {
    if (place.leaf.fact.startsWith("setting.")) continue;
    const outcome = ([TRUE, FALSE] as const).find((one) => makesNoDifference(place, one, fixed, inquiry));
    if (outcome === undefined) continue;
    fixed.set(place.leaf, { constant: outcome });
    const what = leafText(place.leaf, inquiry.lookup);
    const message = `条件${what}不影响结果，其他条件已经决定，请删去，或者核对是否写错`;
    found.push(inquiry.source.warn(place.path, "redundant-condition", message));
  }
  return found.reverse();
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
    const own = { node: compile(leaf, space, fixed), allowed: goesUp === asksForTrue ? other : certain };
    const around = beside.map((one) => ({
      node: compile(one.condition, space, fixed),
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
