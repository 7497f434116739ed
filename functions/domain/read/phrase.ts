import type { Condition } from "../schema/condition.ts";
import { type Leaf, type Saying, sayLeaf, textOf, together } from "./leaf.ts";
import type { Words } from "./words.ts";

/** Words, and what they announce as a numbered list; without items it is said in one breath. */
export type Phrase = {
  readonly text: string;
  readonly items: readonly Phrase[];
  /** It begins with the name of a fact. */
  readonly named?: boolean;
};

/** Characters: what is longer is listed. */
const ONE_BREATH = 60;
const SHORT = 20;
const ANY_OF = "有下列情形之一";
const ALL_OF = "同时符合下列条件";

export const inline = (text: string): Phrase => ({ text, items: [] });

/** A condition as a clause without its end: 执法类别为行政处罚，且有下列情形之一 + items. `holds`: that it is true, or false. */
export function phrase(condition: Condition, words: Words, holds = true): Phrase {
  if ("fact" in condition) return spoken(sayLeaf(condition, holds, words));
  if ("not" in condition) return phrase(condition.not, words, !holds);
  const children = "all" in condition ? condition.all : condition.any;
  const [only] = children;
  if (only && children.length === 1) return phrase(only, words, holds);
  const kind = "all" in condition ? "all" : "any";
  if (holds) return kind === "all" ? every(children, words) : some(children, words);
  if (children.every((child) => "fact" in child)) {
    return kind === "all" ? some(children, words, false) : every(children, words, false);
  }
  const excluded = phrase(condition, words);
  if (excluded.items.length === 0) return inline(`不属于${excluded.text}的情形`);
  if (excluded.text === ANY_OF) return { ...excluded, text: "不属于下列情形之一" };
  if (excluded.text === ALL_OF) return { ...excluded, text: "不同时符合下列条件" };
  return { text: "不属于下列情形", items: [excluded] };
}

const spoken = (saying: Saying): Phrase => ({ text: textOf(saying), items: [], named: saying.named });

/** All of several conditions. */
export function every(conditions: readonly Condition[], words: Words, holds = true): Phrase {
  const parts = said(holds ? withoutImplied(conditions) : conditions, "all", words, holds);
  const lists = parts.filter((part) => part.items.length > 0);
  const ordered = [...parts.filter((part) => part.items.length === 0), ...lists];
  const text = joined(
    ordered.map((part) => part.text),
    lists.length === 0,
  );
  if (lists.length > 1 || text.length > ONE_BREATH) return { text: ALL_OF, items: parts };
  return { text, items: lists[0]?.items ?? [], named: ordered[0]?.named === true };
}

/** A且B, or A，B，且C. */
function joined(texts: readonly string[], plain: boolean): string {
  const last = texts.at(-1) ?? "";
  if (texts.length < 2) return last;
  const short =
    plain && texts.length === 2 && texts.join("").length <= SHORT && !/[，或]/.test(texts.join(""));
  return `${texts.slice(0, -1).join("，")}${short ? "" : "，"}且${last}`;
}

/** At least one of several conditions. */
function some(conditions: readonly Condition[], words: Words, holds = true): Phrase {
  const parts = said(conditions, "any", words, holds);
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const texts = parts.map((part) => part.text);
  const simple = parts.every((part) => part.items.length === 0 && !/[，或且]/.test(part.text));
  if (only && simple && texts.length === 2 && texts.join("").length <= ONE_BREATH)
    return { ...only, text: texts.join("或者") };
  return { text: ANY_OF, items: parts };
}

/** The members of one list, those with one head said together. */
function said(
  conditions: readonly Condition[],
  kind: "any" | "all",
  words: Words,
  holds: boolean,
): readonly Phrase[] {
  const parts: (Saying | Phrase)[] = [];
  for (const one of conditions.flatMap((c) => (holds ? members(c, kind) : [c]))) {
    if (!("fact" in one)) {
      parts.push(phrase(one, words, holds));
      continue;
    }
    const saying = sayLeaf(one, holds, words);
    const same = parts.findIndex((p) => "head" in p && p.head === saying.head && p.merges.includes(kind));
    if (same < 0) parts.push(saying);
    else parts[same] = together(parts[same] as Saying, saying, kind);
  }
  return parts.map((part) => ("head" in part ? spoken(part) : part));
}

/** An `all` within an `all` says nothing more. */
export function members(condition: Condition, kind: "any" | "all"): Condition[] {
  if (kind === "all" && "all" in condition) return condition.all.flatMap((c) => members(c, kind));
  if (kind === "any" && "any" in condition) return condition.any.flatMap((c) => members(c, kind));
  return [condition];
}

/** That a fact is stated need not be said where more is said of it. */
function withoutImplied(conditions: readonly Condition[]): Condition[] {
  const flat = conditions.flatMap((c) => members(c, "all"));
  const looksAt = new Set(
    flat
      .filter((c): c is Leaf => "fact" in c && c.operator !== "isPresent" && c.operator !== "isMissing")
      .map((leaf) => leaf.fact),
  );
  return flat.filter((c) => !("fact" in c && c.operator === "isPresent" && looksAt.has(c.fact)));
}
