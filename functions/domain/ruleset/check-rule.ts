import { addDays } from "../calendar/dates.ts";
import { isIsoDate } from "../schema/primitives.ts";
import { EFFECTS } from "../schema/rule.ts";
import { acceptedNames } from "./accepted.ts";
import { isInCondition } from "./check-condition.ts";
import { checkSchemaKey } from "./check-file-name.ts";
import { checkVersion } from "./check-version.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import { isObject, type Json } from "./json-value.ts";
import { byId, type Parts } from "./parts.ts";
import { repeated } from "./repeated.ts";
import type { Path, SourceFile } from "./source-file.ts";

/** What the schema would complain of and `checkRule` tells more exactly: conditions, and the number of effects. */
export function isCheckedWithRule(path: Path, code: string): boolean {
  return isInCondition(path) || (path[0] === "versions" && path.length === 2 && code === "custom");
}

/**
 * Checks one rule file against the rest of the folder. Works on the file as it stands, so that every mistake is told at
 * once, also when others keep the file from being a rule.
 */
export function* checkRule(source: SourceFile, parts: Parts): Iterable<Diagnostic> {
  const rule = source.value;
  if (!isObject(rule)) return;
  const versions = listOf(rule.versions).map((version) => (isObject(version) ? version : {}));
  yield* checkId(rule, source);
  yield* checkSchemaKey(source, ...schemaNames(versions));
  yield* checkCitations(listOf(rule.cites), source, parts);
  yield* checkExceptions(rule, versions, source, parts);
  yield* checkSequence(versions, source);
  for (const [i, version] of versions.entries())
    yield* checkVersion({ source, version, path: ["versions", i], parts, rule });
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A rule has the name of its file below the document's folder. */
function* checkId({ id }: Json, source: SourceFile): Iterable<Diagnostic> {
  const expected = source.file.replace(/^[^/]+\//, "").replace(/\.json$/, "");
  if (typeof id === "string" && id.startsWith("conflict/"))
    yield source.at(
      ["id"],
      "reserved-name",
      `规则编号“${show(id)}”以 conflict/ 开头，这一主题留给规则相互矛盾的认定`,
      {
        found: id,
      },
    );
  else if (typeof id === "string" && id !== expected)
    yield source.at(["id"], "id-path", `规则编号“${show(id)}”与文件所在位置不一致`, {
      found: id,
      suggestion: expected,
    });
}

/** A rule on records of one type may use the schema of that type, which knows its facts. */
function schemaNames(versions: readonly Json[]): string[] {
  const types = new Set(versions.map(({ appliesTo }) => appliesTo));
  const [type] = types;
  return types.size === 1 && typeof type === "string" ? [`rule.${type}`, "rule"] : ["rule"];
}

function* checkCitations(cites: readonly unknown[], source: SourceFile, parts: Parts): Iterable<Diagnostic> {
  const documents = byId(parts.documents);
  const keyOf = (cite: unknown): string | undefined =>
    isObject(cite) ? JSON.stringify([cite.document, cite.duty, cite.law, cite.article]) : undefined;
  for (const { index } of repeated(cites, keyOf))
    yield source.at(["cites", index], "repeated-citation", "这项依据前面已经引用");
  for (const [i, cite] of cites.entries()) {
    if (!isObject(cite) || typeof cite.document !== "string") continue;
    const document = documents.get(cite.document);
    if (!document) {
      if (!parts.unread.has(`${cite.document}/document.json`))
        yield source.at(["cites", i, "document"], "unknown-document", `没有文件“${show(cite.document)}”`, {
          found: cite.document,
          ...acceptedNames([...documents.values()].map(({ id, number }) => ({ id, label: number }))),
        });
      continue;
    }
    const duties = document.clauses.flatMap((clause) => clause.duties.map(({ duty }) => duty));
    if (typeof cite.duty === "string" && !duties.includes(cite.duty))
      yield source.at(
        ["cites", i, "duty"],
        "unknown-duty",
        `${document.number}没有条目“${show(cite.duty)}”`,
        { found: cite.duty, accepted: duties },
      );
  }
}

/** An exception sets a rule aside on one record, so both must apply to records of one type. */
function* checkExceptions(
  { id, exceptTo }: Json,
  versions: readonly Json[],
  source: SourceFile,
  parts: Parts,
): Iterable<Diagnostic> {
  const generals = listOf(exceptTo);
  const own = versions.map(({ appliesTo }) => appliesTo).filter((type) => typeof type === "string");
  for (const { key, index } of repeated(generals, (general) => String(general)))
    yield source.at(["exceptTo", index], "repeated-value", `规则“${show(key)}”重复`, { found: key });
  for (const [i, general] of generals.entries()) {
    if (general === id) {
      yield source.at(["exceptTo", i], "exception-itself", "规则不得是自己的例外", { found: general });
      continue;
    }
    const other = parts.rules.find(({ value }) => value.id === general)?.value;
    const periodic = [...versions, ...(other?.versions ?? [])]
      .map((v) => effectOf(v))
      .find((kind) => kind && PERIODIC.has(kind));
    if (other && periodic) {
      const message = `${EFFECTS[periodic].label}（${periodic}）不是对单条台账的认定，没有例外可言；应当改写其条件`;
      yield source.at(["exceptTo", i], "exception-type", message, { found: general });
      continue;
    }
    const types = other?.versions.flatMap(({ appliesTo }) => appliesTo ?? []);
    if (!types || types.some((type) => own.includes(type))) continue;
    const theirs =
      types.length > 0
        ? `适用于${[...new Set(types)].map((type) => typeName(type, parts)).join("、")}`
        : "不适用于台账";
    const message = `规则“${show(general)}”${theirs}，与本规则不是同一类台账，不能是其例外`;
    yield source.at(["exceptTo", i], "exception-type", message, { found: general });
  }
}

/** 行政执法决定（decision）. */
function typeName(type: string, { recordTypes }: Parts): string {
  const label = byId(recordTypes).get(type)?.label;
  return label === undefined ? type : `${label}（${type}）`;
}

/** Versions follow one another in time without overlap or gap, and do the same kind of thing. */
function* checkSequence(versions: readonly Json[], source: SourceFile): Iterable<Diagnostic> {
  for (const [i, { effectiveFrom: from, effectiveTo: to }] of versions.entries()) {
    if (isIsoDate(from) && isIsoDate(to) && to < from)
      yield source.at(
        ["versions", i, "effectiveTo"],
        "effective-order",
        `最后施行日 ${to} 早于施行日期 ${from}`,
        { found: to },
      );
    const before = versions[i - 1];
    if (!before) continue;
    yield* checkNext(before, from, i, source);
    const [kind, kindBefore] = [effectOf(versions[i] as Json), effectOf(before)];
    if (kind && kindBefore && kind !== kindBefore)
      yield source.at(
        ["versions", i, kind],
        "version-kind",
        `上一版本是${EFFECTS[kindBefore].label}（${kindBefore}），本版本不得改为${EFFECTS[kind].label}（${kind}），应当另立规则`,
        { found: kind, accepted: [kindBefore], atKey: true },
      );
  }
}

function* checkNext(before: Json, from: unknown, i: number, source: SourceFile): Iterable<Diagnostic> {
  const { effectiveFrom: fromBefore, effectiveTo: toBefore } = before;
  if (!isIsoDate(from) || !isIsoDate(fromBefore)) return;
  const at = ["versions", i, "effectiveFrom"];
  if (from <= fromBefore)
    yield source.at(
      at,
      "version-order",
      `本版本自 ${from} 起，不晚于上一版本（${fromBefore}），应当从早到晚排列`,
      {
        found: from,
      },
    );
  else if (toBefore === undefined)
    yield source.at(
      at,
      "version-overlap",
      `上一版本没有写最后施行日，与本版本重叠；应当在上一版本写明 "effectiveTo": "${addDays(from, -1)}"`,
      { found: from },
    );
  else if (isIsoDate(toBefore)) {
    const expected = addDays(toBefore, 1);
    if (from === expected) return;
    const [code, what] = from < expected ? ["version-overlap", "与其重叠"] : ["version-gap", "其间留有空档"];
    yield source.at(at, code as string, `上一版本施行至 ${toBefore}，本版本自 ${from} 起，${what}`, {
      found: from,
      suggestion: expected,
    });
  }
}

const PERIODIC: ReadonlySet<string> = new Set(["cadence", "indicator", "register"]);

function effectOf(version: Json): keyof typeof EFFECTS | undefined {
  const kinds = (Object.keys(EFFECTS) as (keyof typeof EFFECTS)[]).filter(
    (kind) => version[kind] !== undefined,
  );
  return kinds.length === 1 ? kinds[0] : undefined;
}
