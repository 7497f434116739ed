import type { Path } from "../ruleset/source-file.ts";
import type { Condition, Leaf } from "../schema/condition.ts";
import { FALSE, type Outcomes, TRUE } from "./outcomes.ts";

/** A piece of a condition, where it stands, and what it has to be. */
export type Part = { readonly condition: Condition; readonly path: Path; readonly wanted: Outcomes };

export function children(condition: Condition, path: Path): { condition: Condition; path: Path }[] {
  if ("all" in condition)
    return condition.all.map((child, i) => ({ condition: child, path: [...path, "all", i] }));
  if ("any" in condition)
    return condition.any.map((child, i) => ({ condition: child, path: [...path, "any", i] }));
  return "not" in condition ? [{ condition: condition.not, path: [...path, "not"] }] : [];
}

/** The pieces that all have to be as wanted for the whole to be: of an `all` that is true, all are. */
export function partsOf({ condition, path, wanted }: Part): Part[] {
  const splits = ("all" in condition && wanted === TRUE) || ("any" in condition && wanted === FALSE);
  if (!splits && !("not" in condition)) return [{ condition, path, wanted }];
  const below = "not" in condition ? (wanted === TRUE ? FALSE : TRUE) : wanted;
  return children(condition, path).flatMap((child) => partsOf({ ...child, wanted: below }));
}

/** A part beside a leaf that would settle what it stands in, whatever the leaf says, by being `decisive`. */
export type Beside = {
  readonly condition: Condition;
  readonly decisive: typeof TRUE | typeof FALSE;
  /** What it stands in can only help the whole to be true. */
  readonly raises: boolean;
};

export type LeafPlace = {
  readonly leaf: Leaf;
  readonly path: Path;
  /** Its being true can only help the whole to be true, not hinder it. */
  readonly raises: boolean;
  readonly beside: readonly Beside[];
};

/** Every leaf, in the order in which they are written. */
export function leavesIn(
  condition: Condition,
  path: Path,
  { raises, beside }: Pick<LeafPlace, "raises" | "beside"> = { raises: true, beside: [] },
): LeafPlace[] {
  if ("fact" in condition) return [{ leaf: condition, path, raises, beside }];
  const below = children(condition, path);
  const decisive = "all" in condition ? FALSE : TRUE;
  return below.flatMap((child) => {
    const others = below.filter((other) => other !== child);
    const more = others.map((other) => ({ condition: other.condition, decisive, raises }) as const);
    const place = { raises: "not" in condition ? !raises : raises, beside: [...beside, ...more] };
    return leavesIn(child.condition, child.path, place);
  });
}
