import type { Decision, Trace } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";

/** Facts that were true in a trace; settings and negations are left out. */
function trueFacts(trace: Trace): string[] {
  if ("all" in trace) return trace.result === true ? trace.all.flatMap(trueFacts) : [];
  if ("any" in trace) return trace.any.filter((t) => t.result === true).flatMap(trueFacts);
  if ("not" in trace) return [];
  return trace.result === true && !trace.fact.startsWith("setting.") ? [trace.fact] : [];
}

/**
 * Why a gate applies to a record: the facts that made it so, and where a flag supplied one of them, the facts behind
 * that flag.
 */
export function gateGrounds(decision: Decision, rule: string, ruleset: Ruleset): string[] {
  const grounds = new Set<string>();
  const visit = (id: string): void => {
    const finding = decision.findings.find((f) => f.rule === id);
    for (const fact of finding?.trace ? trueFacts(finding.trace) : []) {
      const supplier = fact in decision.flags ? supplierOf(fact, decision, ruleset) : undefined;
      if (supplier === undefined || supplier === id) grounds.add(fact);
      else if (grounds.size < 20) {
        const before = grounds.size;
        visit(supplier);
        if (grounds.size === before) grounds.add(fact);
      }
    }
  };
  visit(rule);
  return [...grounds];
}

function supplierOf(fact: string, decision: Decision, ruleset: Ruleset): string | undefined {
  return ruleset.rules.find(
    (rule) =>
      rule.versions.some((v) => v.flag?.fact === fact) &&
      decision.findings.some((f) => f.rule === rule.id && f.outcome === "applies"),
  )?.id;
}
