import { type Diagnostic, type DiagnosticDetails, show } from "./diagnostic.ts";
import type { FactLookup, KnownFact } from "./fact-lookup.ts";
import type { Path, SourceFile } from "./source-file.ts";

/** A condition's file, and what may be named in it. */
export type ConditionContext = {
  readonly source: SourceFile;
  /** Facts of the record type that the version applies to; absent when that type is not known. */
  readonly facts?: FactLookup | undefined;
};

/** A fact that a condition names and that the record type has. */
export type NamedFact = KnownFact & { readonly name: string };

/** `“执法类别”（kind）`. */
export const called = ({ label, name }: NamedFact): string => `“${label}”（${name}）`;

/** The facts that may be named here, for a message. */
export function factNames({ find, names }: FactLookup): Pick<DiagnosticDetails, "accepted" | "labels"> {
  return {
    accepted: names,
    labels: Object.fromEntries(names.map((name) => [name, find(name)?.label ?? ""])),
  };
}

/** The fact that `name` names, or why there is none. */
export function* resolveFact(
  { source, facts }: ConditionContext,
  name: unknown,
  path: Path,
): Generator<Diagnostic, NamedFact | undefined> {
  if (typeof name !== "string") {
    yield source.at(path, "wrong-type", '“fact”（事实）应为文本，例如 "kind"', { found: name });
    return undefined;
  }
  if (!facts) return undefined;
  const fact = facts.find(name);
  if (fact) return { ...fact, name };
  yield source.at(path, "unknown-fact", `没有事实“${show(name)}”`, { found: name, ...factNames(facts) });
  return undefined;
}
