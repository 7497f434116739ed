import { EFFECTS } from "../schema/rule.ts";
import { acceptedNames } from "./accepted.ts";
import { CONDITION_PLACES, checkCondition } from "./check-condition.ts";
import { checkDue } from "./check-due.ts";
import { checkFlag } from "./check-flag.ts";
import { checkIndicator } from "./check-indicator.ts";
import { checkNames } from "./check-names.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { type Json, valueAt } from "./json-value.ts";
import { byId, factsOfType, type Parts } from "./parts.ts";
import type { Path, SourceFile } from "./source-file.ts";

/** One version of a rule as it stands in its file. */
export type VersionPlace = {
  readonly source: SourceFile;
  readonly version: Json;
  readonly path: Path;
  readonly parts: Parts;
  readonly rule: Json;
};

/** Keys that would be ignored beside these effects. */
const NOT_USED: Readonly<Record<string, readonly string[]>> = {
  cadence: ["when", "appliesTo", "coversEarlier"],
  register: ["when", "appliesTo", "coversEarlier"],
  indicator: ["when", "coversEarlier"],
};

/** Checks that everything a version names is there and that its keys go together. */
export function* checkVersion(place: VersionPlace): Iterable<Diagnostic> {
  const { source, version, path, parts } = place;
  const kinds = Object.keys(version).filter((key) => Object.hasOwn(EFFECTS, key));
  if (kinds.length !== 1) {
    const [, second] = kinds;
    const found = kinds.length === 0 ? "这里没有" : `这里有 ${kinds.join("、")}`;
    yield source.at(
      second === undefined ? path : [...path, second],
      "effect-count",
      `每个版本应有且只有一种效果，${found}`,
      {
        ...acceptedNames(Object.entries(EFFECTS).map(([id, { label }]) => ({ id, label }))),
        atKey: second !== undefined,
      },
    );
  }
  yield* checkKeys(place, kinds);
  yield* checkRecordType(place, kinds);
  const facts = factsOfType(parts, version.appliesTo);
  for (const where of CONDITION_PLACES) {
    const condition = valueAt(version, where);
    const used = !kinds.some((kind) => NOT_USED[kind]?.includes(where[0] as string));
    if (condition !== undefined && used)
      yield* checkCondition({ source, facts }, condition, [...path, ...where]);
  }
  yield* checkFlag(place);
  yield* checkStep(place);
  yield* checkDue(place);
  yield* checkIndicator(place);
  yield* checkNames(place);
}

function* checkKeys({ source, version, path }: VersionPlace, kinds: readonly string[]): Iterable<Diagnostic> {
  for (const kind of kinds) {
    for (const key of NOT_USED[kind] ?? []) {
      if (version[key] === undefined) continue;
      const { label } = EFFECTS[kind as keyof typeof EFFECTS];
      yield source.at([...path, key], "key-not-used", `${label}（${kind}）不看“${key}”，应当删去`, {
        found: key,
        atKey: true,
      });
    }
  }
}

function* checkRecordType(
  { source, version, path, parts }: VersionPlace,
  kinds: readonly string[],
): Iterable<Diagnostic> {
  const { appliesTo } = version;
  const at = [...path, "appliesTo"];
  const types = parts.recordTypes.map(({ value }) => value);
  const details = acceptedNames(types);
  const needed = kinds.some((kind) => kind !== "cadence" && kind !== "register");
  if (appliesTo === undefined && needed)
    yield source.at(at, "missing-key", "缺少键“appliesTo”（适用台账）", details);
  if (typeof appliesTo !== "string" || details.accepted.includes(appliesTo)) return;
  if (!parts.unread.has(`records/${appliesTo}.json`) && needed)
    yield source.at(at, "unknown-record-type", `没有记录类型“${appliesTo}”`, {
      found: appliesTo,
      ...details,
    });
}

function* checkStep({ source, version, path, parts }: VersionPlace): Iterable<Diagnostic> {
  const step = valueAt(version, ["gate", "step"]);
  const recordType = byId(parts.recordTypes).get(String(version.appliesTo));
  if (typeof step !== "string" || !recordType || (recordType.steps as readonly string[]).includes(step))
    return;
  yield source.at([...path, "gate", "step"], "unknown-step", `${recordType.label}没有环节“${step}”`, {
    found: step,
    accepted: recordType.steps,
  });
}
