import { valueProblem } from "../decide/fact-value.ts";
import { FEWEST_KNOWN_HEADERS } from "../import/choose-layout.ts";
import { type Column, normaliseHeader } from "../import/header.ts";
import type { FactDefinition, Layout, RecordType } from "../schema/folder.ts";
import { acceptedFacts, acceptedNames } from "./accepted.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";
import type { Path, SourceFile } from "./source-file.ts";
import { unfit } from "./unfit.ts";

export function* checkLayout(
  { value: layout, source }: Entry<Layout>,
  recordTypes: ReadonlyMap<string, RecordType>,
  unread: ReadonlySet<string>,
): Iterable<Diagnostic> {
  yield* checkHeaders(layout, source);
  yield* checkKey(layout, source);
  const recordType = recordTypes.get(layout.recordType);
  if (!recordType) {
    if (unread.has(`records/${layout.recordType}.json`)) return;
    yield source.at(["recordType"], "unknown-record-type", `没有记录类型“${layout.recordType}”`, {
      found: layout.recordType,
      ...acceptedNames([...recordTypes.values()]),
    });
    return;
  }
  const facts = new Map(recordType.facts.map((fact) => [fact.name, fact]));
  for (const [name, value] of Object.entries(layout.fixed)) {
    const fact = facts.get(name);
    const problem = fact && valueProblem(fact, value);
    if (!fact) yield unknownFact(source, ["fixed", name], name, recordType, true);
    else if (problem) yield unfit(source, ["fixed", name], problem);
  }
  for (const [i, column] of layout.columns.entries()) {
    const path: Path = ["columns", i];
    const fact = column.fact === undefined ? undefined : facts.get(column.fact);
    if (column.fact !== undefined && !fact)
      yield unknownFact(source, [...path, "fact"], column.fact, recordType);
    else yield* checkColumn(column, fact, source, path);
  }
}

function unknownFact(
  source: SourceFile,
  path: Path,
  name: string,
  { label, facts }: RecordType,
  atKey = false,
): Diagnostic {
  return source.at(path, "unknown-fact", `“${show(label)}”没有事实“${name}”`, {
    found: name,
    ...acceptedFacts(facts),
    atKey,
  });
}

function* checkHeaders({ columns }: Layout, source: SourceFile): Iterable<Diagnostic> {
  const headers = columns.flatMap(({ header, synonyms = [] }, i) => [
    { header, column: header, path: ["columns", i, "header"] as Path },
    ...synonyms.map((synonym, n) => ({
      header: synonym,
      column: header,
      path: ["columns", i, "synonyms", n] as Path,
    })),
  ]);
  for (const { header, path } of headers)
    if (normaliseHeader(header) === "")
      yield source.at(path, "blank-name", `表头“${show(header)}”没有文字`, { found: header });
  for (const { item, first, key } of repeated(headers, ({ header }) => normaliseHeader(header)))
    if (key !== "")
      yield source.at(
        item.path,
        "repeated-header",
        `表头“${show(item.header)}”与“${show(first.column)}”栏的“${show(first.header)}”相同（空格、标点、全角半角不计）`,
        { found: item.header },
      );
  if (columns.length < FEWEST_KNOWN_HEADERS)
    yield source.at(
      ["columns"],
      "too-few-columns",
      `只有 ${columns.length} 栏，无法凭表头识别表格，至少应有 ${FEWEST_KNOWN_HEADERS} 栏`,
      { found: columns.length },
    );
}

/**
 * Facts that come from one place only: a column or `fixed`. Kinds of penalty may stand in several columns, and an
 * amount in a column of 万元 or one of 元: a file with both is refused.
 */
function* checkKey({ columns, fixed, key }: Layout, source: SourceFile): Iterable<Diagnostic> {
  const filled = columns.flatMap(({ fact, header, as }, i) =>
    fact === undefined ? [] : [{ fact, header, as, path: ["columns", i, "fact"] }],
  );
  for (const { item, first } of repeated(filled, ({ fact, as }) => (as === "yuan" ? `${fact} ${as}` : fact)))
    if (item.as !== "penalty-kinds")
      yield source.at(item.path, "repeated-fact", `事实“${item.fact}”已由“${show(first.header)}”栏填写`, {
        found: item.fact,
      });
  for (const { fact, path } of filled)
    if (Object.hasOwn(fixed, fact))
      yield source.at(path, "repeated-fact", `事实“${fact}”已在 fixed 中写定，不得再由一栏填写`, {
        found: fact,
      });
  const agencies = columns.flatMap(({ as }, i) => (as === "agency" ? [i] : []));
  if (agencies.length === 0)
    yield source.at(["columns"], "missing-column", "没有写机关的栏，应有一栏的 as 为 agency", {
      suggestion: '{"header": "处罚机关", "required": true, "filled": true, "as": "agency"}',
    });
  for (const i of agencies.slice(1))
    yield source.at(["columns", i, "as"], "repeated-value", "写机关的栏只能有一个", { found: "agency" });
  const known = ["agency", ...new Set([...filled.map(({ fact }) => fact), ...Object.keys(fixed)])];
  for (const [i, name] of key.entries())
    if (!known.includes(name))
      yield source.at(
        ["key", i],
        "unknown-fact",
        `“${show(name)}”不在本表各栏和 fixed 之中，不能用来识别台账`,
        {
          found: name,
          accepted: known,
        },
      );
  for (const { key: name, index } of repeated(key, (one) => one))
    yield source.at(["key", index], "repeated-value", `“${show(name)}”重复`, { found: name });
}

/** What a column reads into. `ignore` takes no fact, `agency` may. */
const FITTING: Partial<Record<Column["as"], { form: string; fits: (fact: FactDefinition) => boolean }>> = {
  text: { form: "文本", fits: ({ type }) => type === "text" },
  date: { form: "日期", fits: ({ type }) => type === "date" },
  instant: { form: "时刻", fits: ({ type }) => type === "instant" },
  "date-or-indefinite": { form: "日期", fits: ({ type }) => type === "date" },
  "yuan-from-10k": { form: "以元计的数", fits: ({ type, unit }) => type === "number" && unit === "yuan" },
  yuan: { form: "以元计的数", fits: ({ type, unit }) => type === "number" && unit === "yuan" },
  uscc: { form: "文本", fits: ({ type, values }) => type === "text" && !values },
  "identity-number": { form: "身份证件号码", fits: ({ personal }) => personal === "identity-number" },
  agency: { form: "文本", fits: ({ type, values }) => type === "text" && !values },
  "penalty-kinds": { form: "处罚种类（penaltyKinds）多选", fits: ({ name }) => name === "penaltyKinds" },
  value: { form: "文本、数或者是否", fits: ({ type }) => ["text", "number", "boolean"].includes(type) },
};

function* checkColumn(
  column: Column,
  fact: FactDefinition | undefined,
  source: SourceFile,
  path: Path,
): Iterable<Diagnostic> {
  const { as, header, map, filled } = column;
  const misused = (key: string, why: string) =>
    source.at([...path, key], "key-not-used", `“${show(header)}”栏不得写“${key}”：${why}`, { atKey: true });
  if (as === "ignore") {
    if (fact) yield misused("fact", "as 为 ignore 的栏不读取");
    if (filled) yield misused("filled", "as 为 ignore 的栏不读取");
  } else if (!fact && as !== "agency")
    yield source.at(path, "missing-key", `“${show(header)}”栏缺少键“fact”，应写明填入哪一项事实`, {
      suggestion: '"fact": "decidedOn"',
    });
  const fitting = FITTING[as];
  if (fact && fitting && !fitting.fits(fact))
    yield source.at(
      [...path, "as"],
      "as-type",
      `“${show(header)}”栏的 ${as} 应填入${fitting.form}类型的事实，“${show(fact.label)}”（${fact.name}）不是`,
      { found: as, accepted: waysToRead(fact) },
    );
  if (map && as !== "value") yield misused("map", "只用于 as 为 value 的栏");
  if (as === "value" && !map && fact && !fact.values)
    yield source.at(
      path,
      "missing-key",
      `“${show(header)}”栏缺少键“map”：“${show(fact.label)}”没有列出可用的值`,
    );
  if (as !== "value" || !fact) return;
  for (const [text, value] of Object.entries(map ?? {})) {
    const problem = valueProblem(fact, value);
    if (problem) yield unfit(source, [...path, "map", text], problem);
  }
}

const waysToRead = (fact: FactDefinition): string[] =>
  Object.entries(FITTING).flatMap(([as, { fits }]) => (fits(fact) ? [as] : []));
