import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Citation, Rule } from "../schema/rule.ts";
import { readRule, type VersionText } from "./rule.ts";

/** A cited place, with its words where the document gives them. */
export type CitedText = { readonly cite: Citation; readonly quote?: string };
export type Article = {
  readonly rule: string;
  readonly title: string;
  readonly cites: readonly CitedText[];
  readonly versions: readonly VersionText[];
};
/** The rules under one clause; of rules that cite laws only, under no clause. */
export type ClauseText = { readonly heading: string; readonly articles: readonly Article[] };
export type Chapter = { readonly title: string; readonly clauses: readonly ClauseText[] };

/** The rules in the order of the documents that they are taken from, each at the first duty it cites. */
export function readRules(ruleset: Ruleset, rules: readonly Rule[]): Chapter[] {
  const placed = new Set<Rule>();
  const take = (belongs: (rule: Rule) => boolean): Article[] =>
    rules
      .filter((rule) => !placed.has(rule) && belongs(rule))
      .map((rule) => {
        placed.add(rule);
        return articleOf(rule, ruleset);
      });
  const chapters = [...ruleset.documents.values()].map(({ id, number, title, clauses }) => ({
    title: `${number} ${title}`,
    clauses: clauses
      .map(({ clause, heading, duties }) => ({
        heading: `${clause} ${heading}`,
        articles: duties.flatMap(({ duty }) => take((rule) => homeOf(rule, id) === duty)),
      }))
      .filter(({ articles }) => articles.length > 0),
  }));
  const others = { title: "其他法律依据", clauses: [{ heading: "", articles: take(() => true) }] };
  return [...chapters, others].filter(({ clauses }) => clauses.some(({ articles }) => articles.length > 0));
}

/** The duty of a document that a rule cites first, if that document is the first it cites. */
function homeOf(rule: Rule, document: string): string | undefined {
  const first = rule.cites.find((cite) => "document" in cite);
  return first?.document === document ? first.duty : undefined;
}

function articleOf(rule: Rule, ruleset: Ruleset): Article {
  return {
    rule: rule.id,
    title: rule.title,
    cites: rule.cites.map((cite) => {
      const quote = quoteOf(cite, ruleset);
      return { cite, ...(quote !== undefined && { quote }) };
    }),
    versions: readRule(rule, ruleset),
  };
}

/** The words of a document that a citation points at. */
export function quoteOf(cite: Citation, ruleset: Ruleset): string | undefined {
  if (!("document" in cite)) return undefined;
  const clauses = ruleset.documents.get(cite.document)?.clauses ?? [];
  return clauses.flatMap((clause) => clause.duties).find(({ duty }) => duty === cite.duty)?.quote;
}
