import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ALL_KINDS,
  COMPULSORY_GROUPS,
  LATER_OUTCOMES,
  LICENCE_CLASSES,
  PENALTY_CLASSES,
} from "../../../functions/domain/report/annual/classes.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { records, report, valuesOf } from "./annual-records.ts";

test("every value that a record may hold has its place in a table", () => {
  const all = (classes: Readonly<Record<string, readonly string[]>>) => Object.values(classes).flat().sort();
  expect(all(PENALTY_CLASSES)).toEqual([...valuesOf("penaltyKinds")].sort());
  expect(all(LICENCE_CLASSES)).toEqual([...valuesOf("result")].sort());
  expect(all(COMPULSORY_GROUPS)).toEqual([...valuesOf("compulsoryMeasure")].sort());
  expect([...ALL_KINDS].sort()).toEqual([...valuesOf("kind")].sort());
  expect(LATER_OUTCOMES).toEqual(valuesOf("outcome"));
});

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const some = (fact: string) => maybe(fc.constantFrom(...valuesOf(fact)));
const day = maybe(fc.constantFrom("2025-12-31", "2026-01-01", "2026-07-01", "2026-12-31", "2027-01-01"));
const anyFacts = fc
  .record({
    kind: some("kind"),
    decidedOn: day,
    appliedOn: day,
    outcomeOn: day,
    documentNumber: maybe(fc.constantFrom("1号", "2号")),
    penaltyKinds: maybe(fc.subarray([...valuesOf("penaltyKinds")])),
    result: some("result"),
    compulsoryMeasure: some("compulsoryMeasure"),
    outcome: some("outcome"),
  })
  .map(
    (facts) => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Facts,
  );

test("each record of the year is in one decision or told as uncounted, and the columns add up to the decisions", () => {
  fc.assert(
    fc.property(fc.array(anyFacts, { maxLength: 12 }), (all) => {
      const made = report(...all);
      const counted = made.decisions.flatMap(({ records: own }) => own.map(({ id }) => id));
      const untold = made.uncounted.flatMap(({ record: { id }, in: missing }) =>
        missing === "各表" ? [id] : [],
      );
      const expected = records(all)
        .filter(({ facts: { kind, decidedOn, appliedOn, result } }) =>
          decidedOn === undefined
            ? !(kind === "行政许可" && appliedOn !== undefined && result === undefined)
            : String(decidedOn).startsWith("2026"),
        )
        .map(({ id }) => id);
      expect([...counted, ...untold].sort()).toEqual(expected.sort());
      const { penalties, licences, compulsory, others } = made;
      const columns = [penalties.counts, licences.counts, compulsory.counts].flatMap((own) =>
        Object.values(own),
      );
      const sum = [...columns, ...Object.values(others).map(({ count }) => count)].reduce((a, b) => a + b, 0);
      expect(sum).toBe(made.decisions.length);
      expect(penalties.total).toBe(Object.values(penalties.counts).reduce((a, b) => a + b, 0));
    }),
  );
});
