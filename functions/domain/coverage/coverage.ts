import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Label } from "../schema/choice.ts";
import type { DocumentFile } from "../schema/folder.ts";
import type { Rule } from "../schema/rule.ts";

/** What carries a duty of a document. `missing`: neither a rule nor a reason why there is none. */
export const STATES = {
  rule: { label: "规则", explanation: "由规则落实" },
  register: { label: "清单制度", explanation: "由清单制度落实，定期复核" },
  "not-computable": { label: "不能计算", explanation: "没有可以计算的内容，写明原因" },
  missing: { label: "未落实", explanation: "既没有规则，也没有写明原因" },
} as const satisfies Record<string, Label>;
export type State = keyof typeof STATES;

export type CoveredDuty = {
  readonly duty: string;
  readonly quote: string;
  readonly status: State;
  readonly rules: readonly Rule[];
  readonly reason?: string;
};
export type CoveredClause = {
  readonly clause: string;
  readonly heading: string;
  /** Why there is no duty in it. */
  readonly noDuty?: string;
  readonly duties: readonly CoveredDuty[];
};
export type Coverage = {
  readonly document: DocumentFile;
  readonly clauses: readonly CoveredClause[];
  readonly total: number;
  readonly covered: number;
};

/** The document against the rules that cite it. */
export function coverage(document: DocumentFile, ruleset: Ruleset): Coverage {
  const citing = citingRules(document, ruleset);
  const clauses = document.clauses.map(({ clause, heading, noDuty, duties }) => ({
    clause,
    heading,
    ...(noDuty !== undefined && { noDuty }),
    duties: duties.map(({ duty, quote, notComputable }) => {
      const rules = citing.get(duty) ?? [];
      const status = stateOf(rules, notComputable);
      return { duty, quote, status, rules, ...(notComputable !== undefined && { reason: notComputable }) };
    }),
  }));
  const duties = clauses.flatMap((one) => one.duties);
  const covered = duties.filter(({ status }) => status !== "missing").length;
  return { document, clauses, total: duties.length, covered };
}

/** Rules by the duty of the document that they cite, in the order of their ids. */
function citingRules({ id }: DocumentFile, ruleset: Ruleset): Map<string, Rule[]> {
  const citing = new Map<string, Rule[]>();
  for (const rule of ruleset.rules) {
    const cited = rule.cites.flatMap((cite) =>
      "document" in cite && cite.document === id ? [cite.duty] : [],
    );
    for (const duty of new Set(cited)) citing.set(duty, [...(citing.get(duty) ?? []), rule]);
  }
  return citing;
}

function stateOf(rules: readonly Rule[], reason: string | undefined): State {
  if (rules.length === 0) return reason === undefined ? "missing" : "not-computable";
  return rules.every((rule) => rule.versions.every((version) => version.register)) ? "register" : "rule";
}
