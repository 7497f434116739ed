import type { Diagnostic } from "../ruleset/diagnostic.ts";
import { FALSE, TRUE, UNKNOWN } from "./outcomes.ts";
import type { Demand, Provision, Provisions } from "./provisions.ts";

/** Exceptions that set aside nothing, and rules that their exceptions always set aside. */
export function* exceptions(provisions: Provisions): Generator<Diagnostic> {
  const rules = Map.groupBy(provisions.all, ({ rule }) => rule.id);
  for (const [id, versions] of rules) {
    const exceptional = versions[0] ? provisions.exceptionsTo(versions[0]) : [];
    for (const own of Map.groupBy(exceptional, ({ rule }) => rule.id).values()) {
      if (versions.every((general) => own.every((one) => neverMeet(one, general, provisions))))
        yield* withoutEffect(own, id);
    }
    for (const general of versions) yield* alwaysExcepted(general, exceptional, provisions);
  }
}

/** An exception on another type of record is one, too. */
function* withoutEffect([one]: readonly Provision[], general: string): Generator<Diagnostic> {
  if (!one) return;
  const path = ["exceptTo", one.rule.exceptTo?.indexOf(general) ?? 0];
  const message = `没有一条台账同时适用本规则和规则“${general}”，例外不起作用，请改正条件，或者删去这项例外`;
  yield one.source.warn(path, "exception-without-effect", message);
}

function neverMeet(one: Provision, general: Provision, provisions: Provisions): boolean {
  const both = [one, general].flatMap((provision): Demand[] => [
    [provisions.inForce(provision, "perhaps"), TRUE],
    [provision.version.when, TRUE],
  ]);
  return provisions.excludes(one, both);
}

/** Only by exceptions that nothing sets aside in turn. */
function* alwaysExcepted(
  general: Provision,
  exceptional: readonly Provision[],
  provisions: Provisions,
): Generator<Diagnostic> {
  const demands: Demand[] = [
    [provisions.inForce(general, "perhaps"), TRUE],
    [general.version.when, TRUE],
  ];
  if (exceptional.length === 0 || provisions.excludes(general, demands)) return;
  const certain = exceptional.filter((one) => provisions.exceptionsTo(one).length === 0);
  const setAside = certain.flatMap((one): Demand[] => {
    const dated = provisions.inForce(one, "surely");
    const applies = one.version.when && dated ? { all: [dated, one.version.when] } : dated;
    return applies ? [[applies, FALSE | UNKNOWN]] : [];
  });
  if (!provisions.excludes(general, [...demands, ...setAside])) return;
  const names = [...new Set(certain.map(({ rule }) => rule.id))].join("、");
  const message = `凡本规则适用的，都被例外（${names}）排除，本规则永远不起作用，请改正条件`;
  yield general.source.warn(general.path, "always-excepted", message);
}
