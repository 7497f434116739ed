import type { Diagnostic } from "../ruleset/diagnostic.ts";
import { type Part, partsOf } from "./condition-parts.ts";
import type { Inquiry } from "./inquiry.ts";
import { leafText } from "./leaf-text.ts";
import { TRUE } from "./outcomes.ts";

/** Said together; more than this is not read. */
const MAX_SAID = 4;

/** An error where the part can never be as wanted, at what is to blame. */
export function impossible(
  part: Part,
  inquiry: Inquiry,
  code: string,
  consequence: string,
): Diagnostic | undefined {
  if (!inquiry.excludes(inquiry.goal(part.condition, part.wanted))) return undefined;
  const blamed = smallestConflict(partsOf(part), inquiry);
  const [only] = blamed;
  if (only && blamed.length === 1) {
    const what = "fact" in only.condition ? `条件${leafText(only.condition, inquiry.lookup)}` : "这一条件";
    const how = only.wanted === TRUE ? "永远不成立" : "不会不成立";
    return inquiry.source.at(only.path, code, `${what}${how}，${consequence}，请改正`);
  }
  const message = `${conflictText(part, blamed, inquiry)}，${consequence}，请改正其中一项`;
  return inquiry.source.at(part.path, code, message);
}

function conflictText({ wanted }: Part, blamed: readonly Part[], { lookup }: Inquiry): string {
  const whole = wanted === TRUE ? "条件永远不成立" : "条件不会不成立";
  const said = blamed.flatMap((part) =>
    "fact" in part.condition
      ? [`${part.wanted === wanted ? "" : "不是"}${leafText(part.condition, lookup)}`]
      : [],
  );
  if (said.length < blamed.length || said.length > MAX_SAID) return whole;
  return `${said.join("与")}${wanted === TRUE ? "不能同时成立" : "不会都不成立"}，${whole}`;
}

/** Without any one of them there would be a record. */
function smallestConflict(parts: readonly Part[], inquiry: Inquiry): Part[] {
  let blamed = [...parts];
  for (const part of parts) {
    const others = blamed.filter((one) => one !== part);
    const goals = others.map(({ condition, wanted }) => inquiry.goal(condition, wanted));
    if (others.length > 0 && inquiry.excludes(...goals)) blamed = others;
  }
  return blamed;
}
