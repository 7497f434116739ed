import { describe, expect, it } from "vitest";
import { canonicalText, chainEntries } from "../../../functions/domain/history/chain.ts";
import { type RecordVersion, sealOf } from "../../../functions/domain/history/seal.ts";
import { tamperingText } from "../../../functions/domain/history/tampering.ts";
import { type KeptHistory, verifyHistory, verifyVersions } from "../../../functions/domain/history/verify.ts";
import { OF } from "./chains.ts";

const DUTY = "enforcement-decision:h-1:disclosure.licence-or-penalty:1";
const by = { at: "2026-11-16T02:30:00.000Z", by: "market" };
const record = (version: number) => ({ version, facts: { title: `第${version}稿` } });
const duty = (version: number) => ({ id: DUTY, version, status: "open", dueOn: "2026-11-23" });
const seal = (thing: object, salt: string) => sealOf(salt, canonicalText(thing));

/** A record saved twice with its duty, which was then told of. */
const happened = [
  {
    ...by,
    what: "record-accepted",
    ruleset: "r1",
    details: { version: 1, on: "2026-11-16", decision: "d1", seal: seal(record(1), "s1") },
  },
  { ...by, what: "opened", details: { duty: DUTY, seal: seal(duty(1), "s2") } },
  {
    ...by,
    what: "record-updated",
    ruleset: "r1",
    details: { version: 2, on: "2026-11-17", decision: "d2", seal: seal(record(2), "s3") },
  },
  { ...by, what: "noticed", details: { duty: DUTY, seal: seal(duty(2), "s4") } },
];
const { stored, end } = chainEntries(OF, { n: 0 }, happened);
const kept: KeptHistory = {
  entries: stored,
  head: end,
  things: [
    { what: "record", thing: record(2), salt: "s3" },
    { what: DUTY, thing: duty(2), salt: "s4" },
  ],
};
const [ofRecord, ofDuty] = kept.things;

describe("what there is now", () => {
  it.each<[string, KeptHistory["things"], string[]]>([
    ["is as its last entry left it", kept.things, []],
    [
      "is the same with its parts in another order",
      [{ ...ofRecord, thing: { facts: { title: "第2稿" }, version: 2 } }, ofDuty] as KeptHistory["things"],
      [],
    ],
    [
      "is a record that was changed past the history",
      [{ what: "record", thing: { ...record(2), facts: {} }, salt: "s3" }, ofDuty] as KeptHistory["things"],
      ["台账条目现存内容与历史记录最后记载的校验值不符"],
    ],
    [
      "is a duty put back to what it was before",
      [ofRecord, { what: DUTY, thing: duty(1), salt: "s2" }] as KeptHistory["things"],
      [`“${DUTY}”现存内容与历史记录最后记载的校验值不符`],
    ],
    [
      "is without a salt",
      [ofRecord, { what: DUTY, thing: duty(2) }] as KeptHistory["things"],
      [`“${DUTY}”现存内容与历史记录最后记载的校验值不符`],
    ],
    ["is gone", [ofRecord] as KeptHistory["things"], [`“${DUTY}”历史记录有记载，现已不存在`]],
    [
      "is more than was ever told",
      [...kept.things, { what: "x", thing: {}, salt: "" }],
      ["“x”没有历史记录记载其由来"],
    ],
  ])("%s", (_, things, expected) => {
    expect(verifyHistory(OF, { ...kept, things }).map(tamperingText)).toEqual(expected);
  });
});

const version = (n: 1 | 2): RecordVersion => ({
  version: n,
  on: `2026-11-1${n + 5}`,
  ruleset: "r1",
  decision: `d${n}`,
  text: canonicalText(record(n)),
  salt: n === 1 ? "s1" : "s3",
});
const { text: _, salt: __, ...withoutFacts } = version(1);
const erasure = chainEntries(OF, end, [{ ...by, what: "facts-erased", details: { versions: [1] } }]);
const erased = { entries: [...stored, ...erasure.stored], head: erasure.end };

describe("a version", () => {
  it.each<[string, RecordVersion[], string[]]>([
    ["that is as it was told", [version(1), version(2)], []],
    [
      "with other facts",
      [{ ...version(1), text: canonicalText(record(3)) }, version(2)],
      ["第1版：留存的版本与历史记录的记载不符"],
    ],
    [
      "of another day",
      [{ ...version(1), on: "2026-11-15" }, version(2)],
      ["第1版：留存的版本与历史记录的记载不符"],
    ],
    [
      "by another ruleset",
      [version(1), { ...version(2), ruleset: "r2" }],
      ["第2版：留存的版本与历史记录的记载不符"],
    ],
    [
      "with another decision",
      [version(1), { ...version(2), decision: "d3" }],
      ["第2版：留存的版本与历史记录的记载不符"],
    ],
    ["whose facts were taken away", [withoutFacts, version(2)], ["第1版：留存的版本与历史记录的记载不符"]],
    ["that is gone", [version(2)], ["第1版：历史记录有记载的版本不存在"]],
    [
      "that nobody told of",
      [version(1), version(2), { ...version(2), version: 3 }],
      ["第3版：没有历史记录记载的版本"],
    ],
  ])("%s", (_, versions, expected) => {
    expect(verifyVersions(OF, kept, versions).tampered.map(tamperingText)).toEqual(expected);
  });

  it("whose facts were erased, with an entry that says so, is erased and not tampered with", () => {
    expect(verifyVersions(OF, erased, [withoutFacts, version(2)])).toEqual({ tampered: [], erased: [1] });
  });

  it("of an erasure that left other facts behind is tampered with", () => {
    const versions = [{ ...version(1), text: "{}" }, version(2)];
    expect(verifyVersions(OF, erased, versions).tampered).toHaveLength(1);
  });

  it("whose erasure was put in past the end of the history is tampered with", () => {
    const forged = { entries: erased.entries, head: end };
    expect(verifyVersions(OF, forged, [withoutFacts, version(2)])).toMatchObject({
      tampered: [{ kind: "version-changed", n: 1 }],
      erased: [],
    });
  });
});
