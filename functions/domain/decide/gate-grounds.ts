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
 * Why a gate applies to a record: the facts that made it so; where a flag supplied one of them, the facts that the
 * flag saw.
 */
export function gateGrounds(decision: Decision, rule: string, ruleset: Ruleset): string[] {
  const factsOf = (id: string): string[] => {
    const trace = decision.findings.find((f) => f.rule === id)?.trace;
    return trace ? trueFacts(trace) : [];
  };
  const grounds = factsOf(rule).flatMap((fact) => {
    const supplier = Object.hasOwn(decision.flags, fact) ? supplierOf(fact, decision, ruleset) : undefined;
    return supplier === undefined ? [fact] : factsOf(supplier);
  });
  return [...new Set(grounds)];
}

function supplierOf(fact: string, decision: Decision, ruleset: Ruleset): string | undefined {
  return ruleset.rules.find(
    (rule) =>
      rule.versions.some((v) => v.flag?.fact === fact) &&
      decision.findings.some((f) => f.rule === rule.id && f.outcome === "applies"),
  )?.id;
}
