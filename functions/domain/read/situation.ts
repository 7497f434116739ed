import type { Condition } from "../schema/condition.ts";
import type { Leaf } from "./leaf.ts";
import { every, members, type Phrase, phrase } from "./phrase.ts";
import type { Words } from "./words.ts";

/** What a rule is about, taken out of its condition. */
export type Situation = {
  /** 行政许可、行政处罚决定 */
  readonly subject: string;
  /** What must be so of it besides; absent where nothing more is asked. */
  readonly when?: Phrase;
  /** What is 除外. */
  readonly exceptions: readonly Phrase[];
};

/** Reads a condition. That one of the `given` facts is there is said elsewhere, by 作出后 for example. */
export function situation(when: Condition | undefined, given: readonly string[], words: Words): Situation {
  const conditions = when === undefined ? [] : members(when, "all");
  const naming = conditions.find((c): c is Leaf => "fact" in c && names(c, words));
  const owners = conditions.find((c): c is Leaf => "fact" in c && c.fact === "agency" && c !== naming);
  const excepted = conditions.filter((c) => "not" in c && !saidDirectly(c.not));
  const rest = conditions.filter(
    (c) => c !== naming && c !== owners && !excepted.includes(c) && !onlyPresence(c, given),
  );
  const whose = owners ? ownersText(owners, words) : "";
  return {
    subject: `${whose}${naming ? nounText(naming, words) : words.record}`,
    ...(rest.length > 0 && { when: every(rest, words) }),
    exceptions: excepted.map((c) => phrase((c as { not: Condition }).not, words)),
  };
}

/** A text fact whose values name kinds of the record: 行政许可、行政处罚决定. */
function names({ fact, operator, value }: Leaf, words: Words): boolean {
  return (
    words.reads(fact).noun !== undefined &&
    (operator === "equal" || operator === "in" || operator === "notIn") &&
    (typeof value !== "object" || Array.isArray(value))
  );
}

function nounText({ fact, operator, value }: Leaf, words: Words): string {
  const kinds = [value ?? []].flat().join("、");
  return operator === "notIn" ? `${kinds}以外的${words.record}` : `${kinds}${words.reads(fact).noun}`;
}

function ownersText({ operator, value }: Leaf, words: Words): string {
  const agencies = [value ?? []].flat().map((id) => words.agency(String(id)));
  return `${agencies.join("、")}${operator === "notIn" || operator === "notEqual" ? "以外的机关" : ""}的`;
}

/** A denial that reads as a condition of its own rather than as an exception. */
function saidDirectly(denied: Condition): boolean {
  if ("fact" in denied) return true;
  return "any" in denied && denied.any.every((c) => "fact" in c);
}

/** Says no more than that one of the `given` facts is there. */
function onlyPresence(condition: Condition, given: readonly string[]): boolean {
  if ("fact" in condition) return condition.operator === "isPresent" && given.includes(condition.fact);
  return "any" in condition && condition.any.every((c) => onlyPresence(c, given));
}

/** 行政规范性文件的效力状态为有效, but 行政规范性文件已公布: the subject and what is so of it. */
export const ofSubject = ({ subject, when }: Situation): string =>
  `${subject}${when?.named ? "的" : ""}${when?.text ?? ""}`;
