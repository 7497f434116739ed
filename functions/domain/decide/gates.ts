import type { GateDecision, GateReason, GateState, Outcome } from "../entities.ts";
import type { RecordType } from "../schema/folder.ts";
import type { GateStep, Rule, RuleVersion } from "../schema/rule.ts";

export type JudgedGate = GateReason & { readonly step: GateStep };

/** A missing fact never opens: `opens` counts only when it is true. */
export function judgeGate(
  rule: Rule,
  version: RuleVersion,
  outcome: Outcome,
  opens: boolean | null,
): JudgedGate {
  const gate = version.gate;
  if (!gate) throw new TypeError(`rule ${rule.id} has no gate`);
  const state: GateState =
    outcome === "does-not-apply" || opens === true
      ? "open"
      : outcome === "applies"
        ? "blocked"
        : "undetermined";
  return { step: gate.step, rule: rule.id, state, reason: gate.reason, cites: rule.cites };
}

const STRENGTH: Readonly<Record<GateState, number>> = { open: 0, undetermined: 1, blocked: 2 };

/**
 * Each step of the record's type once; blocked beats undetermined beats open. `by` names the rules that decide it.
 * A contradiction between rules blocks every step.
 */
export function combineGates(
  recordType: RecordType,
  judged: readonly JudgedGate[],
  contradictions: readonly GateReason[],
): GateDecision[] {
  return recordType.steps.map((step) => {
    const own = [...judged.filter((gate) => gate.step === step), ...contradictions];
    const state = own.reduce<GateState>(
      (worst, gate) => (STRENGTH[gate.state] > STRENGTH[worst] ? gate.state : worst),
      "open",
    );
    const deciding = state === "open" ? [] : own.filter((gate) => gate.state === state);
    const reasons = own
      .filter((gate) => gate.state !== "open")
      .map(({ rule, state, reason, cites }) => ({ rule, state, reason, cites }));
    return { step, state, by: deciding.map((gate) => gate.rule), reasons };
  });
}
