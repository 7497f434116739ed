import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { Path } from "../ruleset/source-file.ts";
import { type Part, partsOf } from "./condition-parts.ts";
import { type Shown, withExample } from "./example-text.ts";
import type { Inquiry } from "./inquiry.ts";
import { leafText } from "./leaf-text.ts";
import { TRUE } from "./outcomes.ts";
import { alike, nearest } from "./showing.ts";

/** Said together; more than this is not read. */
const MAX_SAID = 4;

/** An error where the part can never be as wanted, at what is to blame; `so` is what records come to for that. */
export function impossible(
  part: Part,
  inquiry: Inquiry,
  code: string,
  consequence: string,
  so: string,
): Diagnostic | undefined {
  if (!inquiry.excludes(inquiry.goal(part.condition, part.wanted))) return undefined;
  const parts = partsOf(part);
  const blamed = smallestConflict(parts, inquiry);
  const { path, what } = toBlame(part, blamed, inquiry);
  const error = inquiry.source.at(
    path,
    code,
    `${what}，${consequence}，请改正${blamed.length > 1 ? "其中一项" : ""}`,
  );
  return withExample(error, shown(part, { parts, blamed }, so, inquiry), inquiry.words);
}

type Conflict = { readonly parts: readonly Part[]; readonly blamed: readonly Part[] };

/** Records that show why the part can never be as wanted. */
export function shown(
  { condition, wanted }: Part,
  { parts, blamed }: Conflict,
  so: string,
  inquiry: Inquiry,
): Shown | undefined {
  if (wanted === TRUE) return nearest(parts, blamed, inquiry);
  const looksAt = { all: blamed.map((one) => one.condition) };
  return alike([[condition, TRUE]], looksAt, so, inquiry);
}

/** One part by itself; of a few leaves that are wanted together, the last one; else the whole. */
function toBlame(part: Part, blamed: readonly Part[], inquiry: Inquiry): { path: Path; what: string } {
  const last = blamed.at(-1) ?? part;
  if (blamed.length === 1) {
    const what = "fact" in last.condition ? `条件${leafText(last.condition, inquiry.lookup)}` : "这一条件";
    return { path: last.path, what: `${what}${last.wanted === TRUE ? "永远不成立" : "不会不成立"}` };
  }
  const whole = part.wanted === TRUE ? "条件永远不成立" : "条件不会不成立";
  const conflict = conflictText(part, blamed, inquiry);
  if (conflict === undefined) return { path: part.path, what: whole };
  return { path: part.wanted === TRUE ? last.path : part.path, what: `${conflict}，${whole}` };
}

/** Nothing where it is too much to say. */
function conflictText({ wanted }: Part, blamed: readonly Part[], { lookup }: Inquiry): string | undefined {
  const said = blamed.flatMap((part) =>
    "fact" in part.condition
      ? [`${part.wanted === wanted ? "" : "不是"}${leafText(part.condition, lookup)}`]
      : [],
  );
  if (said.length < blamed.length || said.length > MAX_SAID) return undefined;
  return `${said.join("与")}${wanted === TRUE ? "不能同时成立" : "不会都不成立"}`;
}

/** Without any one of them there would be a record. */
export function smallestConflict(parts: readonly Part[], inquiry: Inquiry): Part[] {
  let blamed = [...parts];
  for (const part of parts) {
    const others = blamed.filter((one) => one !== part);
    const goals = others.map(({ condition, wanted }) => inquiry.goal(condition, wanted));
    if (others.length > 0 && inquiry.excludes(...goals)) blamed = others;
  }
  return blamed;
}
