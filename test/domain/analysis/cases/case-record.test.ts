import { describe, expect, it } from "vitest";
import { nested } from "../../../../functions/domain/analysis/cases/case-record.ts";
import type { Facts } from "../../../../functions/domain/schema/primitives.ts";

describe("dotted facts are nested as in a case", () => {
  const cases: [name: string, facts: Facts, record: object][] = [
    ["below their common stem", { "a.b": 1, "a.c": 2, d: 3 }, { a: { b: 1, c: 2 }, d: 3 }],
    ["not below a fact of its own", { a: 1, "a.b": 2 }, { a: 1, "a.b": 2 }],
    ["below what every object has", { "constructor.name": "甲" }, { constructor: { name: "甲" } }],
  ];
  it.each(cases)("%s", (_name, facts, record) => {
    expect(nested(facts)).toEqual(record);
    expect(Object.name).toBe("Object");
  });
});
