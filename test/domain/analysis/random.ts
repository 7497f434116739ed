import fc from "fast-check";
import type { FactLookup, KnownFact } from "../../../functions/domain/ruleset/fact-lookup.ts";
import type { Condition, Leaf } from "../../../functions/domain/schema/condition.ts";
import { OPERATORS, operatorsFor } from "../../../functions/domain/schema/operators.ts";
import type { Facts, FactType, FactValue, Scalar } from "../../../functions/domain/schema/primitives.ts";

const FACTS: Readonly<Record<string, KnownFact>> = {
  kind: { type: "text", label: "类别", explanation: "", values: ["许可", "处罚", "检查"] },
  title: { type: "text", label: "名称", explanation: "" },
  other: { type: "text", label: "别名", explanation: "" },
  fine: { type: "number", label: "罚款", explanation: "", unit: "yuan" },
  pieces: { type: "number", label: "件数", explanation: "", unit: "piece" },
  limit: { type: "number", label: "标准", explanation: "", unit: "yuan" },
  more: { type: "number", label: "另一罚款", explanation: "", unit: "yuan" },
  ratio: { type: "number", label: "比例", explanation: "" },
  start: { type: "date", label: "起", explanation: "" },
  end: { type: "date", label: "止", explanation: "" },
  middle: { type: "date", label: "中", explanation: "" },
  accepted: { type: "instant", label: "受理", explanation: "" },
  issued: { type: "instant", label: "发照", explanation: "" },
  sure: { type: "boolean", label: "是否", explanation: "" },
  exempt: { type: "boolean", label: "除外", explanation: "", default: false },
  kinds: { type: "list", label: "种类", explanation: "" },
  on: { type: "date", label: "查询日", explanation: "" },
};
export const lookup: FactLookup = { find: (name) => FACTS[name], names: Object.keys(FACTS) };
const INSTANTS = [
  "2024-02-28T11:00+08:00",
  "2024-02-29",
  "2024-02-29T11:00+08:00",
  "2024-02-29T15:00+08:00",
  "2024-03-01T11:00+08:00",
  undefined,
];
/** Values enough for the constants below; a fact that may be missing also is. */
const VALUES: Readonly<Record<string, readonly (FactValue | undefined)[]>> = {
  kind: ["许可", "处罚", "检查", undefined],
  title: ["甲", "乙", undefined],
  other: ["甲", "乙", undefined],
  fine: [0, 1, 2, 3, undefined],
  more: [0, 1, 2, 3, undefined],
  start: ["2024-02-28", "2024-02-29", "2024-03-01", undefined],
  end: ["2024-02-28", "2024-02-29", "2024-03-01", undefined],
  on: ["2024-02-28", "2024-02-29", "2024-03-01"],
  accepted: INSTANTS,
  issued: INSTANTS,
  sure: [true, false, undefined],
  exempt: [true, false],
  kinds: [[], ["a"], ["b"], ["a", "b"], undefined],
};
const CONSTANTS: Readonly<Record<FactType, readonly Scalar[]>> = {
  text: ["许可", "处罚", "甲"],
  number: [1, 2],
  date: ["2024-02-29"],
  instant: ["2024-02-29"],
  boolean: [true, false],
  list: ["a", "b"],
};

const comparable = (type: FactType, other: KnownFact | undefined): boolean =>
  other?.type === type || (type === "instant" && other?.type === "date");

const anyLeaf: fc.Arbitrary<Leaf> = fc.constantFrom(...Object.keys(VALUES)).chain((fact) => {
  const { type, values } = FACTS[fact] as KnownFact;
  const same = Object.keys(VALUES).filter((name) => comparable(type, FACTS[name]) && !FACTS[name]?.values);
  const constant = fc.constantFrom(...CONSTANTS[type].filter((c) => !values || values.includes(String(c))));
  return fc.constantFrom(...operatorsFor(type)).chain((operator) => {
    const { value } = OPERATORS[operator];
    if (value === "none") return fc.constant({ fact, operator });
    if (value === "list")
      return fc.record({
        fact: fc.constant(fact),
        operator: fc.constant(operator),
        value: fc.array(constant, { minLength: 1, maxLength: 2 }),
      });
    const other = fc.constantFrom(...same).map((name) => ({ fact: name }));
    return fc.record({
      fact: fc.constant(fact),
      operator: fc.constant(operator),
      value: values || type === "list" ? constant : fc.oneof(constant, other),
    });
  });
});
export const anyCondition = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyLeaf,
    fc.array(tie("node"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("node"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie("node").map((not) => ({ not })),
  ),
})).node;

export function factsIn(condition: Condition): string[] {
  return Object.keys(VALUES).filter((name) => JSON.stringify(condition).includes(`"fact":"${name}"`));
}

/** Every record of the small world that holds these facts and no others. */
export function* records(names: readonly string[]): Generator<Facts> {
  const [first, ...rest] = names;
  if (first === undefined) yield {};
  else
    for (const others of records(rest))
      for (const value of VALUES[first] ?? [])
        yield value === undefined ? others : { ...others, [first]: value };
}
