import { citationText } from "../read/citation.ts";
import { dueText } from "../read/due.ts";
import { stepTexts } from "../read/ladder.ts";
import { dateText } from "../read/numerals.ts";
import { readRule } from "../read/rule.ts";
import { flat } from "../read/sentence.ts";
import { quoted, Words } from "../read/words.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { DUE_SOURCES } from "../schema/primitives.ts";
import { type Citation, EFFECTS, type Rule, type RuleVersion } from "../schema/rule.ts";
import { type Coverage, type CoveredClause, type CoveredDuty, STATES } from "./coverage.ts";

/** What a legal officer holds beside the document: every text is finished Chinese. */
export type CoveragePage = {
  readonly title: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly clauses: readonly PageClause[];
  readonly clauseCount: number;
  readonly total: number;
  readonly covered: number;
  readonly missing: number;
  /** What a limit may come from, and what is said of the one that this system has set. */
  readonly sources: string;
  readonly byDefault: string;
  readonly ruleset: string;
};
type PageClause = Pick<CoveredClause, "clause" | "heading" | "noDuty"> & {
  readonly duties: readonly PageDuty[];
};
type PageDuty = Pick<CoveredDuty, "duty" | "quote" | "reason"> & {
  readonly state: string;
  readonly missing: boolean;
  /** A row a version of a rule; a single empty one where no rule carries the duty. */
  readonly rows: readonly PageRow[];
  readonly height: number;
};
type PageRow = {
  /** Of the first row of a duty alone. */
  readonly first: boolean;
  readonly rule?: PageRule;
};
export type PageRule = {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** The rule as a statute; under other duties than the one that it cites first, where that stands. */
  readonly text: string;
  readonly inForce: string;
  /** What the rule rests on besides, with its reservations; told once for all versions. */
  readonly basis: string;
  /** 作出后七个工作日内（文件规定）; of an effect without one, that it has none. */
  readonly due: string;
  readonly reminded: readonly PageStep[];
  readonly late: readonly PageStep[];
};
type PageStep = { readonly step: string; readonly to: string };

export function coveragePage(
  { document, clauses, total, covered }: Coverage,
  ruleset: Ruleset,
): CoveragePage {
  return {
    title: document.title,
    number: document.number,
    issuedOn: dateText(document.issuedOn),
    clauses: clauses.map(({ duties, ...clause }) => ({
      ...clause,
      duties: duties.map((duty) => pageDuty(duty, ruleset)),
    })),
    clauseCount: clauses.length,
    total,
    covered,
    missing: total - covered,
    sources: Object.values(DUE_SOURCES)
      .map(({ label }) => quoted(label))
      .join("、"),
    byDefault: quoted(DUE_SOURCES.default.label),
    ruleset: ruleset.hash.slice(0, 12),
  };
}

function pageDuty({ duty, quote, status, rules, reason }: CoveredDuty, ruleset: Ruleset): PageDuty {
  const told = rules.flatMap((rule) => pageRules(rule, duty, ruleset));
  const rows = told.length === 0 ? [{ first: true }] : told.map((rule, i) => ({ first: i === 0, rule }));
  return {
    duty,
    quote: quoted(quote),
    state: STATES[status].label,
    missing: status === "missing",
    ...(reason !== undefined && { reason }),
    rows,
    height: rows.length,
  };
}

function pageRules(rule: Rule, duty: string, ruleset: Ruleset): PageRule[] {
  const texts = readRule(rule, ruleset);
  const home = rule.cites.find((cite) => "document" in cite) as Extract<Citation, { document: string }>;
  const elsewhere = home.duty === duty ? undefined : `条文见${home.duty}`;
  const basis = rule.cites
    .filter((cite) => !("document" in cite && cite.duty === duty) || cite.note !== undefined)
    .map((cite) => `${citationText(cite)}${cite.note === undefined ? "" : `（${cite.note}）`}`);
  return rule.versions.map((version, i) => {
    const words = new Words(ruleset, version.appliesTo);
    const { sentences, inForce } = texts[i] as (typeof texts)[number];
    return {
      id: rule.id,
      title: rule.title,
      kind: kindOf(version),
      text: elsewhere ?? flat(sentences),
      inForce,
      basis: i === 0 && elsewhere === undefined ? basis.join("；") : "",
      due: limitText(version, words),
      ...stepsOf(version, words),
    };
  });
}

function kindOf(version: RuleVersion): string {
  const kind = (Object.keys(EFFECTS) as (keyof typeof EFFECTS)[]).find((one) => version[one] !== undefined);
  return kind === undefined ? "" : EFFECTS[kind].label;
}

function limitText({ duty, cadence, indicator, register, gate }: RuleVersion, words: Words): string {
  const due = duty?.due ?? cadence?.due ?? indicator?.breach.due ?? register?.lookAgain;
  if (!due) return gate ? "办理该环节之前" : "—";
  const { event, limit } = dueText(due, words);
  return `${event === undefined ? "" : `${event}后，`}${limit}`;
}

function stepsOf({ duty, cadence, indicator, flag, register }: RuleVersion, words: Words) {
  if (flag?.report) {
    const { supervisor } = flag.report;
    return { reminded: [], late: [{ step: "发现即报告", to: words.supervisor(supervisor) }] };
  }
  const ladder = words.ruleset.ladders.get((duty ?? cadence ?? indicator?.breach)?.ladder ?? "");
  const steps = ladder ? stepTexts(ladder, words) : [];
  const keeper = register ? [{ step: "保管和复核", to: words.responsible(register.keeper) }] : [];
  return {
    reminded: [...keeper, ...steps.filter(({ late }) => !late)],
    late: steps.filter(({ late }) => late),
  };
}
