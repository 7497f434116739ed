import fc from "fast-check";

/** How a morning's sweep, and the sending after it, goes. `after`: effects before the process dies or an answer is lost. */
export type Morning =
  | { readonly kind: "well" | "twice" | "at-once" | "not-at-all" }
  | { readonly kind: "breaks"; readonly after: number; readonly dies: boolean };

/** What a day of the quarter brings; numbers pick from what there is. */
export type Day = {
  /** Working days between a decision and its record: a record may come late. */
  readonly arrivals: readonly { readonly agency: number; readonly late: number }[];
  readonly published: readonly number[];
  readonly sweep: Morning;
  readonly deliver: Morning;
  /** Mails that the provider tells of, in this order, some again. */
  readonly receipts: readonly { readonly mail: number; readonly state: "delivered" | "delayed" }[];
};

const morning: fc.Arbitrary<Morning> = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom<Morning>({ kind: "well" }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Morning>({ kind: "twice" }, { kind: "at-once" }, { kind: "not-at-all" }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("breaks" as const),
      after: fc.integer({ min: 1, max: 60 }),
      dies: fc.boolean(),
    }),
  },
);
const pick = fc.nat({ max: 1_000_000 });

/** A quarter's days with about so many records in all. */
export function quarter(days: number, records: number): fc.Arbitrary<Day[]> {
  const perDay = Math.ceil(records / days);
  return fc.array(
    fc.record({
      arrivals: fc.array(fc.record({ agency: pick, late: fc.integer({ min: 0, max: 12 }) }), {
        minLength: perDay,
        maxLength: perDay,
      }),
      published: fc.array(pick, { maxLength: perDay }),
      sweep: morning,
      deliver: morning,
      receipts: fc.array(
        fc.record({ mail: pick, state: fc.constantFrom("delivered" as const, "delayed" as const) }),
        {
          maxLength: 6,
        },
      ),
    }),
    { minLength: days, maxLength: days },
  );
}
