import { sayLeaf, textOf } from "../read/leaf.ts";
import { question } from "../read/statement.ts";
import type { Words } from "../read/words.ts";
import type { Diagnostic, ExampleRecord } from "../ruleset/diagnostic.ts";
import type { FactValue } from "../schema/primitives.ts";
import type { Example } from "./find-record.ts";

/** One or two records, and what is said of them. */
export type Shown = { readonly text: string; readonly example: Example; readonly other?: Example };

/** The diagnostic with what shows it, as far as there is something. */
export function withExample(diagnostic: Diagnostic, shown: Shown | undefined, words: Words): Diagnostic {
  if (!shown) return diagnostic;
  const { text, example, other } = shown;
  const record = (one: Example) => exampleRecord(one, words.recordType ?? "");
  return {
    ...diagnostic,
    message: `${diagnostic.message}。例：${text}`,
    example: record(example),
    ...(other && { otherExample: record(other) }),
  };
}

const ANY_RECORD = "任何台账";

/** 执法类别为行政处罚，罚款金额为五万元，尚未公开. */
export function exampleText({ facts, missing }: Example, words: Words): string {
  const stated = Object.entries(facts)
    .filter(([fact]) => !fact.startsWith("setting."))
    .map(([fact, value]) => factText(fact, value, words));
  const left = missing.map((fact) => missingText(fact, words));
  return [...stated, ...left].join("，") || ANY_RECORD;
}

/** 执法类别为行政处罚的: records like the example, as what is said of them begins. */
export function exampleCase(example: Example, words: Words): string {
  const text = exampleText(example, words);
  return text === ANY_RECORD ? text : `${text}的`;
}

/** 尚未公开, 是否涉及重大公共利益未填写. */
export function missingText(fact: string, words: Words): string {
  if (words.reads(fact).event === undefined) return `${question(fact, words)}未填写`;
  return textOf(sayLeaf({ fact, operator: "isMissing" }, true, words));
}

export function factText(fact: string, value: FactValue, words: Words): string {
  if (!Array.isArray(value)) return textOf(sayLeaf({ fact, operator: "equal", value }, true, words));
  return `${words.label(fact)}为${value.length === 0 ? "空" : words.value(fact, value)}`;
}

/** The same as `yifa decide` takes it. */
function exampleRecord({ facts }: Example, type: string): ExampleRecord {
  const { on, agency, ...stated } = facts;
  const own = Object.entries(stated).filter(([fact]) => !fact.startsWith("setting."));
  return {
    type,
    id: "例",
    ...(agency !== undefined && { agency }),
    facts: Object.fromEntries(own),
    ...(on !== undefined && { on }),
  };
}
