import { valueProblem } from "../decide/fact-value.ts";
import type { VersionPlace } from "./check-version.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { isObject } from "./json-value.ts";
import { ownFact } from "./own-fact.ts";

/** A flag supplies a declared fact, with values that the fact can hold and that tell the two outcomes apart. */
export function* checkFlag(place: VersionPlace): Iterable<Diagnostic> {
  const { source, version, path } = place;
  const { flag } = version;
  if (!isObject(flag)) return;
  const fact = yield* ownFact(place, flag.fact, ["flag", "fact"]);
  if (fact?.default !== undefined)
    yield source.at(
      [...path, "flag", "fact"],
      "flag-default",
      `“${fact.label}”（${fact.name}）有默认值，从不缺少，不能由归类填写`,
      { found: fact.name },
    );
  for (const key of ["value", "otherwise"] as const) {
    const value = flag[key];
    const problem = fact && value !== undefined ? valueProblem(fact, value) : undefined;
    if (!problem) continue;
    const { code, message, found = value, accepted } = problem;
    yield source.at([...path, "flag", key], code, message, { found, ...(accepted && { accepted }) });
  }
  if (flag.value !== undefined && flag.value === flag.otherwise)
    yield source.at(
      [...path, "flag", "otherwise"],
      "flag-same",
      "otherwise（否则）与 value（认定值）相同，归类没有意义",
      { found: flag.otherwise },
    );
}
