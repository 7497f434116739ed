import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { Condition } from "../schema/condition.ts";
import type { Demand } from "./demands.ts";
import type { Example } from "./find-record.ts";
import { FALSE, TRUE, UNKNOWN } from "./outcomes.ts";
import type { Provision, Provisions } from "./provisions.ts";

/** Exceptions that set aside nothing, and rules that their exceptions always set aside. */
export function* exceptions(provisions: Provisions): Generator<Diagnostic> {
  const rules = Map.groupBy(provisions.all, ({ rule }) => rule.id);
  for (const versions of rules.values()) {
    const exceptional = versions[0] ? provisions.exceptionsTo(versions[0]) : [];
    for (const own of Map.groupBy(exceptional, ({ rule }) => rule.id).values()) {
      if (versions.every((general) => own.every((one) => neverMeet(one, general, provisions))))
        yield* withoutEffect(own, versions, provisions);
    }
    for (const general of versions) yield* alwaysExcepted(general, exceptional, provisions);
  }
}

/** An exception on another type of record is one, too. */
function* withoutEffect(
  own: readonly Provision[],
  generals: readonly Provision[],
  provisions: Provisions,
): Generator<Diagnostic> {
  const [exception, general] = [own[0], generals[0]];
  if (!exception || !general) return;
  const { id, title } = general.rule;
  const below = ["exceptTo", exception.rule.exceptTo?.indexOf(id) ?? 0];
  const message = `没有一条台账同时适用本规则和规则“${title}”（${id}），例外不起作用，请改正条件，或者删去这项例外`;
  const [example, other] = [own, generals].map((versions) => anyExample(versions, provisions));
  const shown = example &&
    other && {
      text: `${provisions.caseOf(example)}，只适用本规则；${provisions.caseOf(other)}，只适用规则“${title}”`,
      example,
      other,
    };
  yield provisions.shown({ ...exception, path: [] }, below, "exception-without-effect", message, shown);
}

/** Of a version of the rule. */
function anyExample(versions: readonly Provision[], provisions: Provisions): Example | undefined {
  for (const one of versions) {
    const example = provisions.example(one, [[one, TRUE]]);
    if (example) return example;
  }
  return undefined;
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
  const setAside = certain.flatMap((one) => surelyApplies(one, provisions) ?? []);
  const left = setAside.map((one): Demand => [one, FALSE | UNKNOWN]);
  if (!provisions.excludes(general, [...demands, ...left])) return;
  const names = [...new Set(certain.map(({ rule }) => rule.id))].join("、");
  const message = `凡本规则适用的，都被例外（${names}）排除，本规则永远不起作用，请改正条件`;
  const dated = provisions.inForce(general, "surely");
  const shows: Demand[] = [
    [general.version.when, TRUE],
    [dated, TRUE],
  ];
  const example = dated && provisions.certain(general, shows);
  const shown = example && { text: `${provisions.caseOf(example)}，符合本规则的条件，但适用例外`, example };
  yield provisions.shown(general, [], "always-excepted", message, shown);
}

/** Where it depends on due dates, nothing. */
function surelyApplies(one: Provision, provisions: Provisions): Condition | undefined {
  const dated = provisions.inForce(one, "surely");
  return one.version.when && dated ? { all: [dated, one.version.when] } : dated;
}
