import fc from "fast-check";
import { expect, it } from "vitest";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import { YifaError } from "../../../functions/domain/errors.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();
const TODAY = "2026-09-28";
const types = [...ruleset.recordTypes.values()];
const facts = types.flatMap((type) => type.facts);

const ODD_NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "agency",
  "on",
  "setting.scope",
  "",
];
const name = fc.constantFrom(...facts.map((fact) => fact.name), ...ODD_NAMES);
const fitting = fc.constantFrom(...facts.flatMap((fact) => [fact.example, ...(fact.values ?? [])]));
const odd = fc.constantFrom<unknown>(
  ...[
    "2024-02-30",
    "２０２６-01-01",
    "9999-12-31",
    "1900-01-01",
    "2199-12-31",
    " ",
    "\0",
    "\u202E",
    "长".repeat(10_001),
  ],
  ...[1e308, -1, 0.1, 2 ** 53, null, [], {}, ["罚款", "罚款"], [[]], true],
);
const value = fc.oneof(fitting, odd, fc.jsonValue());
const dictionary = fc
  .array(fc.tuple(name, value), { maxLength: 12 })
  .map((entries) => Object.fromEntries(entries));
/** Names of parts nested or dotted, in part one and in part the other. */
const nested = fc
  .tuple(dictionary, dictionary)
  .map(([outer, review]) => ({ ...outer, review, disclosure: outer }));
const record = fc.record(
  {
    type: fc.oneof(fc.constantFrom<unknown>(...types.map(({ id }) => id), ...ODD_NAMES), fc.jsonValue()),
    id: fc.oneof(
      { weight: 5, arbitrary: fc.constant<unknown>("A-1") },
      { weight: 1, arbitrary: fc.jsonValue() },
    ),
    agency: fc.constantFrom<unknown>(...ruleset.directory.agencies.map(({ id }) => id), ...ODD_NAMES, 1),
    facts: fc.oneof(dictionary, nested, fc.jsonValue()),
    on: fc.constantFrom<unknown>(TODAY, "2026-02-30", "2199-12-31", "1900-01-01", 1),
  },
  { requiredKeys: ["type", "id"] },
);
/** A record as it should be, but for one fact at most. */
const nearlyRight = fc.constantFrom(...types).chain((type) => {
  const entry = fc
    .constantFrom(...type.facts)
    .chain((fact) => fc.tuple(fc.constant(fact.name), fc.constantFrom(fact.example, ...(fact.values ?? []))));
  const oddEntry = fc.tuple(name, fc.oneof(odd, fitting));
  return fc
    .tuple(fc.array(entry, { maxLength: 20 }), fc.array(oddEntry, { maxLength: 1 }))
    .map(([good, bad]) => ({ type: type.id, id: "A-1", facts: Object.fromEntries([...good, ...bad]) }));
});
/** `JSON.stringify` keeps a key `__proto__` that is an own one. */
const text = fc.oneof(
  { weight: 5, arbitrary: nearlyRight.map((one) => JSON.stringify(one)) },
  { weight: 3, arbitrary: record.map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.tuple(fc.string(), record).map(([junk, one]) => junk + JSON.stringify(one)) },
);

const refusedInWords = (error: unknown): boolean =>
  error instanceof YifaError && error.kind === "invalid" && /\p{Script=Han}/u.test(error.message);

it("whatever a record holds, it is refused in words or decided, and decided the same again", async () => {
  const prototype = Reflect.ownKeys(Object.prototype).length;
  let [decided, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(text, async (one) => {
      try {
        const { subject, on } = readSubject(one, ruleset, TODAY);
        const known = ruleset.recordTypes.get(subject.type)?.facts.map((fact) => fact.name);
        expect(known).toEqual(expect.arrayContaining(Object.keys(subject.facts)));
        const decision = await decide(subject, ruleset, on);
        expect(await decide(subject, ruleset, on)).toEqual(decision);
        decided++;
      } catch (error) {
        if (!refusedInWords(error)) throw error;
        refused++;
      }
      expect(Reflect.ownKeys(Object.prototype)).toHaveLength(prototype);
    }),
    { numRuns: 1_000, seed: 1 },
  );
  expect(decided).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
