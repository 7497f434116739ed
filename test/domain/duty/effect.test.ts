import { describe, expect, it } from "vitest";
import { evidenceOf } from "../../../functions/domain/duty/close.ts";
import { missingEvidence, versionOfDuty } from "../../../functions/domain/duty/effect.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { disclose, ruleOf, rulesetOf } from "../decide/probe.ts";

const ruleset = rulesetOf(
  ruleOf("probe/plain", [
    { effectiveTo: "2020-12-31", duty: disclose(20) },
    { effectiveFrom: "2021-01-01", duty: disclose(7) },
  ]),
  ruleOf("probe/covering", [
    { effectiveTo: "2020-12-31", duty: disclose(20) },
    { effectiveFrom: "2021-01-01", coversEarlier: true, duty: disclose(30) },
  ]),
);

describe("the version under which a duty is owed", () => {
  const rows: [string, string, string, string, string][] = [
    ["is the one in force on its trigger", "probe/plain", "2020-12-31", "2021-01-29", "2019-08-06"],
    ["changes with the day after", "probe/plain", "2021-01-01", "2021-01-12", "2021-01-01"],
    ["is one that covers what was still due", "probe/covering", "2020-12-31", "2021-02-18", "2021-01-01"],
    [
      "is not one that took effect after it was due",
      "probe/covering",
      "2020-06-01",
      "2020-07-14",
      "2019-08-06",
    ],
  ];
  it.each(rows)("%s", (_name, rule, triggerOn, dueOn, from) => {
    const duty = { rule, triggerOn, derivation: { dueOn } } as Duty;
    expect(versionOfDuty(ruleset, duty)?.effectiveFrom).toBe(from);
  });
});

describe("evidence that is still missing", () => {
  const url = { evidence: ["publishedUrl"], publishes: [] };
  const recurring = { ...url, dischargedBy: "reviewedOn" };
  const inherited = { evidence: ["constructor", "valueOf"], publishes: [] };
  const rows: [string, ...Parameters<typeof missingEvidence>, string[]][] = [
    ["is what nobody supplied", url, {}, {}, ["publishedUrl"]],
    ["is what was supplied empty", url, { publishedUrl: " " }, {}, ["publishedUrl"]],
    ["is not what was supplied", url, { publishedUrl: "a" }, {}, []],
    ["is not what the record holds", url, {}, { publishedUrl: "a" }, []],
    [
      "is what the record holds of an earlier round",
      recurring,
      {},
      { publishedUrl: "a", reviewedOn: "2026-01-05" },
      ["publishedUrl"],
    ],
    ["may be called like what every object has", inherited, {}, {}, ["constructor", "valueOf"]],
    ["and is then supplied by that name", inherited, { constructor: "a", valueOf: "b" }, {}, []],
  ];
  it.each(rows)("%s", (_name, terms, supplied, facts, missing) => {
    expect(missingEvidence(terms, supplied, facts)).toEqual(missing);
  });
});

it("of evidence only what the record itself holds is kept", () => {
  expect(evidenceOf({ kinds: ["罚款", "没收"] }, ["kinds", "constructor"])).toEqual({ kinds: "罚款、没收" });
});
