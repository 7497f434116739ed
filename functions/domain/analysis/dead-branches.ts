import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { Path } from "../ruleset/source-file.ts";
import type { Condition } from "../schema/condition.ts";
import { shown, smallestConflict } from "./blame.ts";
import { children, partsOf } from "./condition-parts.ts";
import { withExample } from "./example-text.ts";
import type { Inquiry } from "./inquiry.ts";
import { leafText } from "./leaf-text.ts";
import { FALSE, TRUE } from "./outcomes.ts";

/** The smallest parts of a condition that can never be true, or never false, whatever the record. */
export function deadBranches(condition: Condition, path: Path, inquiry: Inquiry): Diagnostic[] {
  return children(condition, path).flatMap((child) => {
    const below = deadBranches(child.condition, child.path, inquiry);
    if (below.length > 0) return below;
    const neverTrue = inquiry.excludes(inquiry.goal(child.condition, TRUE));
    if (!neverTrue && !inquiry.excludes(inquiry.goal(child.condition, FALSE))) return [];
    const what = "fact" in child.condition ? leafText(child.condition, inquiry.lookup) : "这一部分条件";
    const how = neverTrue ? "永远不成立" : "不会不成立";
    const part = { ...child, wanted: neverTrue ? TRUE : FALSE };
    const parts = partsOf(part);
    const conflict = { parts, blamed: smallestConflict(parts, inquiry) };
    const error = inquiry.source.at(child.path, "dead-branch", `${what}${how}，请改正或者删去`);
    return [withExample(error, shown(part, conflict, "符合", inquiry), inquiry.words)];
  });
}
