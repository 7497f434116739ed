import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { Demand } from "./demands.ts";
import { FALSE, TRUE, UNKNOWN } from "./outcomes.ts";
import type { Provision, Provisions } from "./provisions.ts";
import { rulePairs } from "./rule-pairs.ts";

/** Provisions that add nothing, because another one with the same effect applies wherever they do. */
export function* shadowed(provisions: Provisions): Generator<Diagnostic> {
  for (const pairs of rulePairs(provisions, sameEffect)) {
    for (const [first, second] of pairs) {
      if (addsNothing(second, first, provisions)) yield superfluous(second, first, provisions);
      else if (addsNothing(first, second, provisions)) yield superfluous(first, second, provisions);
    }
  }
}

function superfluous(special: Provision, general: Provision, provisions: Provisions): Diagnostic {
  const { id, title } = general.rule;
  const message = `凡本规则适用的，规则“${title}”（${id}）都适用，后果也相同，本规则没有作用，请删去或者改正条件`;
  const example = provisions.example(special, [
    [special, TRUE],
    [general, TRUE],
  ]);
  const shown = example && { text: `${provisions.caseOf(example)}，两条规则都适用，后果相同`, example };
  return provisions.shown(special, ["when"], "shadowed", message, shown);
}

function sameEffect({ version: { flag, gate, duty } }: Provision): string | undefined {
  if (flag) return JSON.stringify(["flag", flag.fact, flag.value, flag.otherwise, flag.report]);
  if (gate) return JSON.stringify(["gate", gate.step, gate.opensWhen]);
  if (!duty) return undefined;
  const { action, responsible, due, dischargedBy, ladder, extension } = duty;
  return JSON.stringify(["duty", action, responsible, due, dischargedBy, ladder, extension]);
}

function addsNothing(special: Provision, general: Provision, provisions: Provisions): boolean {
  const { exceptTo = [] } = special.rule;
  const excepted = (one: Provision) => provisions.exceptionsTo(one).map(({ rule }) => rule.id);
  const own = excepted(special);
  // What it sets aside, or where it stands while the other is set aside, is an effect of its own.
  if (!exceptTo.every((id) => general.rule.exceptTo?.includes(id))) return false;
  if (!excepted(general).every((id) => own.includes(id))) return false;
  if (!implies(special, general, provisions)) return false;
  return special.version.flag?.otherwise === undefined || implies(general, special, provisions);
}

/** Whether wherever one applies the other does, on all days. */
function implies(one: Provision, other: Provision, provisions: Provisions): boolean {
  const surely = provisions.inForce(other, "surely");
  if (!surely) return false;
  const base: Demand[] = [
    [provisions.inForce(one, "perhaps"), TRUE],
    [one.version.when, TRUE],
  ];
  const not: readonly Demand[] = [
    [surely, FALSE | UNKNOWN],
    [other.version.when, FALSE | UNKNOWN],
  ];
  return not.every((demand) => provisions.excludes(one, [...base, demand]));
}
