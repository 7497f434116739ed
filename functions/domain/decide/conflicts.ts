import type { Conflict, Decision, Finding, GateReason, LawInForce } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Scalar } from "../schema/primitives.ts";
import type { Statement } from "./claims.ts";
import type { CompiledType } from "./compiled-type.ts";
import type { Verdict } from "./judge.ts";

type Context = { readonly type: CompiledType; readonly ruleset: Ruleset; readonly law: LawInForce };

/** Rules of one record that contradict each other, and the words that keep its steps shut. */
export type FoundConflict = { readonly finding: Finding; readonly reason: string };

/** Facts for which flags supply different values. */
export function flagConflicts(
  contradicted: ReadonlyMap<string, readonly Statement[]>,
  context: Context,
): FoundConflict[] {
  return [...contradicted].sort(byKey).map(([fact, said]) => {
    const label = context.type.recordType.facts.find((f) => f.name === fact)?.label ?? fact;
    const conflict = { kind: "flag" as const, about: fact, between: said.toSorted(byRule) };
    const id = `conflict/${fact.replaceAll(".", "-")}`;
    return found(conflict, { id, title: `规则对“${label}”的归类相互矛盾` }, context, (contrary) => {
      return `规则相互矛盾：“${label}”，${contrary}；在法制机构更正规则或者本机关据实填报该项之前，不得办理`;
    });
  });
}

/** Actions that the same agency owes for the same event by different days. All of them stay open. */
export function dutyConflicts(
  verdicts: readonly { readonly rule: string; readonly verdict: Verdict }[],
  context: Context,
): FoundConflict[] {
  const owed = verdicts.flatMap(({ rule, verdict: { decided } }) => (decided ? [{ rule, ...decided }] : []));
  const alike = Map.groupBy(owed, ({ duty, triggerFact, dischargedBy }) =>
    JSON.stringify([duty.action, duty.responsible, triggerFact, duty.triggerOn, dischargedBy]),
  );
  const contrary = [...alike.values()].filter((group) => new Set(group.map((o) => o.duty.dueOn)).size > 1);
  const byAction = Map.groupBy(contrary.flat(), ({ duty }) => duty.action);
  return [...byAction].sort(byKey).map(([action, group]) => {
    const label = context.ruleset.actions.get(action)?.label ?? action;
    const between = group.map(({ rule, duty }) => ({ rule, says: duty.dueOn })).sort(byRule);
    const names = { id: `conflict/duty/${action}`, title: `规则对“${label}”的期限相互矛盾` };
    return found({ kind: "duty", about: action, between }, names, context, (says) => {
      return `规则相互矛盾：“${label}”的期限，${says}；在法制机构更正规则之前，不得办理`;
    });
  });
}

function found(
  conflict: Conflict,
  { id, title }: { id: string; title: string },
  { type, law }: Context,
  reasonOf: (says: string) => string,
): FoundConflict {
  const rules = conflict.between.map(({ rule }) => type.rules[type.positions.get(rule) as number]);
  const cites = rules.flatMap((rule) => rule?.cites ?? []);
  const distinct = [...new Map(cites.map((cite) => [JSON.stringify(cite), cite])).values()];
  const says = conflict.between.map((one, i) => `依“${rules[i]?.title}”为${shown(one.says)}`).join("，");
  return {
    finding: { rule: id, title, law, outcome: "applies", missing: [], cites: distinct, conflict },
    reason: reasonOf(says),
  };
}

/** For every step of the record. */
export function blockedBy({ finding, reason }: FoundConflict): GateReason {
  return { rule: finding.rule, state: "blocked", reason, cites: finding.cites };
}

/** The keeper of the rules is to hear of it. */
export function reportOf({ finding }: FoundConflict): Decision["reports"][number] {
  return { rule: finding.rule, title: finding.title, cites: finding.cites };
}

const shown = (value: Scalar): string => (value === true ? "是" : value === false ? "否" : String(value));
const byRule = (a: Statement, b: Statement): number => (a.rule < b.rule ? -1 : 1);
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
