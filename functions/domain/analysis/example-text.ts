import { sayLeaf, textOf } from "../read/leaf.ts";
import { question } from "../read/statement.ts";
import type { Words } from "../read/words.ts";
import type { FactValue } from "../schema/primitives.ts";
import type { Example } from "./find-record.ts";

/** 执法类别为行政处罚，罚款金额为五万元，尚未公开. */
export function exampleText({ facts, missing }: Example, words: Words): string {
  const stated = Object.entries(facts)
    .filter(([fact]) => !fact.startsWith("setting."))
    .map(([fact, value]) => factText(fact, value, words));
  const left = missing.map((fact) => missingText(fact, words));
  return [...stated, ...left].join("，") || "任何台账";
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
export function exampleRecord({ facts }: Example, type: string): Readonly<Record<string, unknown>> {
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
