import { valueProblem } from "../decide/fact-value.ts";
import type { FactDefinition, RecordType } from "../schema/folder.ts";
import { PERSONAL, type PersonalKind } from "../schema/personal.ts";
import { FACT_TYPES, type FactType } from "../schema/primitives.ts";
import { acceptedFacts } from "./accepted.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import { repeated } from "./repeated.ts";
import type { Path, SourceFile } from "./source-file.ts";
import { unfit } from "./unfit.ts";

/** What holds each kind of personal data. */
const TYPE_OF_PERSONAL: Readonly<Record<PersonalKind, FactType>> = {
  name: "text",
  "identity-number": "text",
  address: "text",
  phone: "text",
  account: "text",
  "birth-date": "date",
  minor: "boolean",
  text: "text",
};

/** What a record type says of persons. */
export function* checkPersonal(recordType: RecordType, source: SourceFile): Iterable<Diagnostic> {
  for (const [i, fact] of recordType.facts.entries()) {
    yield* checkKind(fact, source, ["facts", i]);
    yield* checkUnless(fact, recordType, source, ["facts", i, "personalUnless"]);
  }
  yield* checkRetention(recordType, source);
}

function* checkKind(fact: FactDefinition, source: SourceFile, path: Path): Iterable<Diagnostic> {
  const misused = (key: string, why: string) =>
    source.at([...path, key], "key-not-used", `“${show(fact.label)}”（${fact.name}）不得写“${key}”：${why}`, {
      atKey: true,
    });
  const type = fact.personal && TYPE_OF_PERSONAL[fact.personal];
  if (fact.personal && type !== fact.type && type !== undefined)
    yield misused(
      "personal",
      `“${PERSONAL[fact.personal].label}”只用于“${FACT_TYPES[type].label}”（${type}）类型的事实`,
    );
  if (fact.personalUnless && !fact.personal)
    yield misused("personalUnless", "没有写 personal 的，不是个人信息");
}

/** What decides that a fact is not personal is a choice between kinds of party, and no personal fact itself. */
function* checkUnless(
  { personalUnless }: FactDefinition,
  { label, facts }: RecordType,
  source: SourceFile,
  path: Path,
): Iterable<Diagnostic> {
  if (!personalUnless) return;
  const deciding = facts.find(({ name }) => name === personalUnless.fact);
  const fitting = facts.filter(({ type, values, personal }) => type === "text" && values && !personal);
  if (!deciding || !fitting.includes(deciding)) {
    const message = deciding
      ? `“${personalUnless.fact}”不可用，应为列有 values 的文本，且不属于个人信息`
      : `“${show(label)}”没有事实“${personalUnless.fact}”`;
    yield source.at([...path, "fact"], deciding ? "fact-type" : "unknown-fact", message, {
      found: personalUnless.fact,
      ...acceptedFacts(fitting),
    });
    return;
  }
  for (const [i, value] of personalUnless.values.entries()) {
    const problem = valueProblem(deciding, value);
    if (problem) yield unfit(source, [...path, "values", i], problem);
  }
  for (const { key, index } of repeated(personalUnless.values, (value) => value))
    yield source.at([...path, "values", index], "repeated-value", `值“${show(key)}”重复`, { found: key });
}

/** The period runs from dates that the type has. */
function* checkRetention({ label, retention, facts }: RecordType, source: SourceFile): Iterable<Diagnostic> {
  const dates = facts.filter(
    ({ type, personal }) => (type === "date" || type === "instant") && personal === undefined,
  );
  const path = ["retention", "after"];
  for (const [i, name] of (retention?.after ?? []).entries()) {
    if (dates.some((fact) => fact.name === name)) continue;
    const known = facts.some((fact) => fact.name === name);
    const message = known
      ? `“${name}”不可用，应为日期或者时刻类型的事实，且不是出生日期`
      : `“${show(label)}”没有事实“${name}”`;
    yield source.at([...path, i], known ? "fact-type" : "unknown-fact", message, {
      found: name,
      ...acceptedFacts(dates),
    });
  }
  for (const { key, index } of repeated(retention?.after ?? [], (name) => name))
    yield source.at([...path, index], "repeated-value", `“${show(key)}”重复`, { found: key });
  if (retention && facts.every(({ personal }) => personal === undefined))
    yield source.at(["retention"], "key-not-used", `“${show(label)}”没有个人信息，不写 retention`, {
      atKey: true,
    });
}
