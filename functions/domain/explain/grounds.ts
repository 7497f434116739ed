import type { Decision, Finding } from "../entities.ts";
import { citationText } from "../read/citation.ts";
import { type FindingText, readFinding } from "../read/finding.ts";
import { readTrace } from "../read/trace.ts";
import { quoted, type Words } from "../read/words.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Citation } from "../schema/rule.ts";
import type { Standing } from "./standing.ts";

/** What a finding rests on: itself, and the flags that supplied what it looked at, each once. */
export type Grounds = {
  readonly own: FindingText;
  readonly flags: readonly { readonly finding: Finding; readonly text: FindingText }[];
  /** Facts that the result rests on, those of the flags included. */
  readonly facts: ReadonlySet<string>;
};

export function groundsOf(
  finding: Finding,
  decision: Decision,
  { versions }: Standing,
  ruleset: Ruleset,
): Grounds {
  const behind = new Map<string, Finding>();
  const facts = new Set<string>();
  const visit = (one: Finding): void => {
    for (const fact of restsOn(one)) {
      facts.add(fact);
      if (!Object.hasOwn(decision.flags, fact)) continue;
      for (const other of decision.findings) {
        const supplies = versions.get(other.rule)?.flag?.fact === fact && other.outcome === "applies";
        if (!supplies || behind.has(other.rule) || other === finding) continue;
        behind.set(other.rule, other);
        visit(other);
      }
    }
  };
  visit(finding);
  const text = (one: Finding) => readFinding(one, ruleset, decision.type);
  const flags = [...behind.values()].map((one) => ({ finding: one, text: text(one) }));
  return { own: text(finding), flags, facts };
}

function restsOn({ trace, missing }: Finding): string[] {
  const leaves = trace ? readTrace(trace).filter(({ role }) => role !== "unneeded") : [];
  const other = leaves.flatMap(({ leaf }) => leaf.fact);
  return [...new Set([...other, ...missing])];
}

/** 其中，归类为“重大执法决定”依〔IP-2.4.2-a〕认定：因罚款金额二十万元达到三万元，适用。 */
export function flagTexts({ flags }: Grounds, { versions }: Standing, words: Words): string[] {
  return flags.map(({ finding, text }) => {
    const fact = versions.get(finding.rule)?.flag?.fact ?? "";
    return `其中，${quoted(words.label(fact))}依${citedText(finding.cites)}${quoted(finding.title)}认定：${text.because}`;
  });
}

export const citedText = (cites: readonly Citation[]): string => cites.map(citationText).join("");
