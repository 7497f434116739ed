import { beforeAll, expect, it } from "vitest";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { type Entry, readEntry } from "../../../functions/domain/simulate/entry.ts";
import { scriptOf } from "../../../functions/domain/simulate/script.ts";
import { shippedRules } from "../../support/rules.ts";

let ruleset: Ruleset;
beforeAll(async () => {
  ruleset = await shippedRules();
});

const FROM = "2026-08-03";
const record = (facts: Facts, on?: string): Entry => ({
  record: { type: "enforcement-decision", id: "A", agency: "housing", facts },
  ...(on !== undefined && { on }),
});
const told = (entries: readonly Entry[]) =>
  [...scriptOf(entries, ruleset, FROM)]
    .flatMap(([on, happenings]) =>
      happenings.map((one): [string, unknown] => [on, "facts" in one ? one.facts : one.discharge]),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));

it.each<[string, Entry[], [string, unknown][]]>([
  [
    "a record is known on its own date",
    [record({ decidedOn: "2026-09-01" })],
    [["2026-09-01", { decidedOn: "2026-09-01" }]],
  ],
  [
    "one that says so, on that day",
    [record({ decidedOn: "2026-09-01" }, "2026-09-07")],
    [["2026-09-07", { decidedOn: "2026-09-01" }]],
  ],
  ["one without a date, on the first day", [record({ title: "x" })], [[FROM, { title: "x" }]]],
  [
    "what is older, on the first day",
    [record({ decidedOn: "2026-01-05" })],
    [[FROM, { decidedOn: "2026-01-05" }]],
  ],
  [
    "what was done later comes up on the day when it was done",
    [record({ decidedOn: "2026-09-01", publishedOn: "2026-09-08" })],
    [
      ["2026-09-01", { decidedOn: "2026-09-01" }],
      ["2026-09-08", { publishedOn: "2026-09-08" }],
    ],
  ],
  [
    "a date that lies ahead by its nature is known at once",
    [record({ decidedOn: "2026-09-01", validUntil: "2031-09-01" })],
    [["2026-09-01", { decidedOn: "2026-09-01", validUntil: "2031-09-01" }]],
  ],
  [
    "a later line takes back what was still to come",
    [
      record({ decidedOn: "2026-09-01", publishedOn: "2026-09-20" }),
      record({ publishedOn: "2026-09-10" }, "2026-09-05"),
    ],
    [
      ["2026-09-01", { decidedOn: "2026-09-01" }],
      ["2026-09-10", { publishedOn: "2026-09-10" }],
    ],
  ],
  [
    "duties are done on the day that the line says",
    [{ discharge: ["d", "e"], on: "2026-10-01" }],
    [
      ["2026-10-01", "d"],
      ["2026-10-01", "e"],
    ],
  ],
])("%s", (_, entries, expected) => {
  expect(told(entries)).toEqual(expected);
});

it("reads what several agencies report done of a period", () => {
  const line =
    '{"discharge":"study/annual-study-plan","period":"2026","agencies":["housing","water"],"on":"2026-02-27"}';
  expect(readEntry(line, ruleset)).toEqual({
    discharge: [
      "period:housing:2026:study.annual-study-plan:1",
      "period:water:2026:study.annual-study-plan:1",
    ],
    on: "2026-02-27",
  });
});

const ofPeriod = (edit: object) =>
  JSON.stringify({
    discharge: "study/annual-study-plan",
    period: "2026",
    agencies: ["housing"],
    on: FROM,
    ...edit,
  });

it.each([
  ["a period that there is not", ofPeriod({ period: "2026-Q5" }), "invalid-discharge"],
  ["a period of no agency", ofPeriod({ agencies: [] }), "invalid-discharge"],
  ["an agency that there is not", ofPeriod({ agencies: ["housng"] }), "unknown-agency"],
  ["a rule that there is not", ofPeriod({ discharge: "study/annual-plan" }), "unknown-rule"],
  ["no JSON", "{", "not-json"],
  ["a record without an agency", '{"type":"enforcement-decision","id":"A","facts":{}}', "missing-agency"],
  [
    "an unknown fact",
    '{"type":"enforcement-decision","id":"A","agency":"housing","facts":{"x":1}}',
    "unknown-fact",
  ],
  ["a duty done on no day", '{"discharge":"period:housing:2026:study.plan:1"}', "invalid-discharge"],
  [
    "a duty done with a word too many",
    '{"discharge":"period:housing:2026:study.plan:1","on":"2026-09-01","by":"x"}',
    "invalid-discharge",
  ],
  ["something that is no duty", '{"discharge":"x","on":"2026-09-01"}', "malformed-duty-id"],
])("refuses %s", (_, line, code) => {
  expect(() => readEntry(line, ruleset)).toThrow(expect.objectContaining({ code }));
});
