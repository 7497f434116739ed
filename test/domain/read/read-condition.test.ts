import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inline, phrase } from "../../../functions/domain/read/phrase.ts";
import { flat } from "../../../functions/domain/read/sentence.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import { operatorsFor } from "../../../functions/domain/schema/operators.ts";
import { ruleset, words } from "./made-rules.ts";

describe("any condition reads", () => {
  const facts = ruleset.recordTypes.get("enforcement-decision")?.facts ?? [];
  const leaf = fc.constantFrom(...facts).chain((fact) =>
    fc.constantFrom(...operatorsFor(fact.type)).map((operator): Condition => {
      const samples = {
        text: fact.values?.[0] ?? "甲",
        date: "2026-09-17",
        instant: "2026-09-17",
        boolean: true,
        number: 2,
        list: "罚款",
      };
      if (operator === "isPresent" || operator === "isMissing") return { fact: fact.name, operator };
      const value = samples[fact.type];
      return {
        fact: fact.name,
        operator,
        value: operator === "in" || operator === "notIn" ? [value] : value,
      };
    }),
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("condition"), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
      fc.array(tie("condition"), { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
      tie("condition").map((not) => ({ not })),
    ),
  }));

  it("in Chinese only, whatever its shape", () => {
    fc.assert(
      fc.property(condition, fc.boolean(), (one, holds) => {
        const text = flat([phrase(one, words, holds)]);
        expect(text).not.toMatch(/[A-Za-z]{2,}|undefined|：：|。。|^。|且$/);
      }),
      { numRuns: 300 },
    );
  });

  it("and its denial reads otherwise", () => {
    fc.assert(
      fc.property(condition, (one) => {
        expect(flat([phrase(one, words)])).not.toBe(flat([phrase({ not: one }, words)]));
      }),
      { numRuns: 300 },
    );
  });

  const kinds = (): Condition => ({ fact: "kind", operator: "equal", value: "行政许可" });
  const fact = (name: string): Condition => ({ fact: name, operator: "equal", value: true });
  const denied: [string, Condition, string][] = [
    [
      "of a denied list that stands alone",
      { any: [{ not: { any: [{ any: [fact("complex")] }, { any: [fact("majorDecision"), kinds()] }] } }] },
      "有下列情形之一：（一）案件情况疑难复杂、涉及多个法律关系；（二）属于重大执法决定；（三）执法类别为行政许可",
    ],
    [
      "of a condition and a list",
      { all: [fact("complex"), { any: [fact("majorDecision"), kinds(), fact("majorPublicInterest")] }] },
      "不属于下列情形：（一）案件情况疑难复杂、涉及多个法律关系，且有下列情形之一：1．属于重大执法决定；2．执法类别为行政许可；3．涉及重大公共利益",
    ],
  ];
  it.each(denied)("and so does the denial %s", (_name, one, text) => {
    expect(flat([phrase({ not: one }, words)])).toBe(`${text}。`);
  });

  it("a denial twice is no denial", () => {
    fc.assert(
      fc.property(condition, (one) => {
        expect(phrase({ not: { not: one } }, words)).toEqual(phrase(one, words));
      }),
      { numRuns: 100 },
    );
  });

  it("plain words stay as they are", () => expect(flat([inline("甲")])).toBe("甲。"));
});
