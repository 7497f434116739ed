import type { FactDefinition } from "../schema/folder.ts";
import { FACT_TYPES, type FactType } from "../schema/primitives.ts";
import { acceptedFacts } from "./accepted.ts";
import type { VersionPlace } from "./check-version.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import { byId } from "./parts.ts";
import type { Path } from "./source-file.ts";

/** The fact of the version's record type that stands at `below`, of one of `types`; or why there is none. */
export function* ownFact(
  { source, version, path, parts }: VersionPlace,
  name: unknown,
  below: Path,
  ...types: readonly FactType[]
): Generator<Diagnostic, FactDefinition | undefined> {
  const recordType = byId(parts.recordTypes).get(String(version.appliesTo));
  if (!recordType || typeof name !== "string") return undefined;
  const fitting = recordType.facts.filter(({ type }) => types.length === 0 || types.includes(type));
  const fact = recordType.facts.find((one) => one.name === name);
  if (fact && fitting.includes(fact)) return fact;
  const needed = types.map((type) => FACT_TYPES[type].label).join("或者");
  yield source.at(
    [...path, ...below],
    fact ? "fact-type" : "unknown-fact",
    fact
      ? `“${fact.label}”（${name}）的类型是${FACT_TYPES[fact.type].label}，此处应为${needed}`
      : `${recordType.label}没有事实“${show(name)}”`,
    { found: name, ...acceptedFacts(fitting) },
  );
  return undefined;
}
