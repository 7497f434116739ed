import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { publicationKey, rulesetPointerKey } from "../../functions/adapters/store/keys.ts";
import { loadInForce, loadPublication } from "../../functions/adapters/store/publications.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import type { InForce, Publication } from "../../functions/domain/publication/publication.ts";
import { canonicalFiles, hashOfText } from "../../functions/domain/ruleset/canonical.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { edited, fixture } from "../support/corpus.ts";
import { newTable, startTables, stopTables } from "../support/notice-table.ts";
import { fakeObjects } from "../support/objects.ts";
import { publishRuleset } from "../support/publish.ts";

const bucket = fakeObjects();
const later = new Map([...fixture, ["settings.json", edited("settings.json", ["5000", "6000"])]]);
const key = (hash: string) => `rulesets/${hash}.json`;
let good: Ruleset;
let now: Ruleset;
let told: string;

beforeAll(async () => {
  process.env.AWS_LAMBDA_FUNCTION_NAME = "test";
  await startTables();
});
afterAll(stopTables);
beforeEach(async () => {
  await newTable();
  good = await publishRuleset(fixture);
  now = await publishRuleset(later);
  told = "";
  const onto = (text: unknown) => {
    told += text;
    return true;
  };
  vi.spyOn(process.stderr, "write").mockImplementation(onto);
  vi.spyOn(process.stdout, "write").mockImplementation(onto);
});
afterEach(() => vi.restoreAllMocks());

/** Which ruleset a function decides by that has just started and remembers nothing. */
async function decidedBy(): Promise<string> {
  vi.resetModules();
  const fresh = await import("../../functions/adapters/rulesets.ts");
  return (await fresh.currentRuleset()).hash;
}

async function store(Key: object, data: object, version: number): Promise<void> {
  const { client, table } = connect();
  await client.send(new PutCommand({ TableName: table, Item: { ...Key, version, data } }));
}
async function change(with_: (publication: Publication) => object): Promise<void> {
  const found = (await loadPublication(now.hash)) as Publication;
  await store(publicationKey(now.hash), with_(found), found.version);
}
const changePointer = async (with_: (inForce: InForce) => object): Promise<void> => {
  const found = (await loadInForce()) as InForce;
  await store(rulesetPointerKey, with_(found), found.version);
};
/** What lies under its own hash, approved and pointed at as if it were in order. */
async function forge(text: string): Promise<void> {
  const hash = hashOfText(text);
  bucket.set(key(hash), text);
  const publication = (await loadPublication(now.hash)) as Publication;
  await store(publicationKey(hash), { ...publication, hash }, 2);
  await changePointer((inForce) => ({ ...inForce, hash, previous: [good.hash] }));
}
const without = <T extends object>(name: keyof T, { [name]: _, ...rest }: T) => rest;
const by = (name: string) => ({ by: { name }, at: "2026-11-23T02:00:00.000Z" });

describe("a ruleset decides nothing, and the last good one goes on with an alarm, where", () => {
  it.each<[string, () => unknown]>([
    ["its object is cut short", () => bucket.set(key(now.hash), canonicalFiles(later).slice(0, -20))],
    [
      "a number in its object was changed",
      () => bucket.set(key(now.hash), canonicalFiles(later).replace("6000", "9000")),
    ],
    ["its object is not there", () => bucket.delete(key(now.hash))],
    ["another ruleset lies under its name", () => bucket.set(key(now.hash), canonicalFiles(fixture))],
    ["its object is empty", () => bucket.set(key(now.hash), "")],
    ["it does not load, though it is as its name says", () => forge(canonicalFiles(new Map([["x", "{"]])))],
    ["it is no JSON, though it is as its name says", () => forge("{")],
    ["it holds no files, though it is as its name says", () => forge('{"files":{"a":1}}')],
    [
      "it is written in another way, though it is as its name says",
      () => forge(JSON.stringify(JSON.parse(canonicalFiles(later)), null, 1)),
    ],
    ["it was only proposed", () => change((one) => ({ ...without("settled", one), status: "proposed" }))],
    ["it was rejected", () => change((one) => ({ ...one, status: "rejected" }))],
    ["it was withdrawn", () => change((one) => ({ ...one, status: "withdrawn" }))],
    ["its approval is gone", () => change((one) => without("settled", one))],
    [
      "its publication is gone",
      () => {
        const { client, table } = connect();
        return client.send(new DeleteCommand({ TableName: table, Key: publicationKey(now.hash) }));
      },
    ],
    ["its publication is that of another ruleset", () => change((one) => ({ ...one, hash: good.hash }))],
    ["its proposer approved it", () => change((one) => ({ ...one, settled: by(one.proposed.by.name) }))],
    [
      "its proposer approved it, written with spaces and capitals",
      () => change((one) => ({ ...one, proposed: by("Li Mou"), settled: by(" ＬＩ mou\u200b") })),
    ],
    ["nobody is named", () => change((one) => ({ ...one, settled: { ...by("") } }))],
    [
      "the pointer names another approver",
      () => changePointer((inForce) => ({ ...inForce, approvedBy: { name: "赵某" } })),
    ],
    [
      "the pointer leads to a hash that nobody proposed",
      () => changePointer((inForce) => ({ ...inForce, hash: "f".repeat(64), previous: [good.hash] })),
    ],
  ])("%s", async (_, tamper) => {
    bucket.set(key(now.hash), canonicalFiles(later));
    expect(await decidedBy()).toBe(now.hash);
    expect(told).toBe("");
    await tamper();
    expect(await decidedBy()).toBe(good.hash);
    expect(told).toContain("ruleset refused");
    expect(told).toContain('"RulesetRefused":1');
  });

  it("nor does one before it that is broken as well; where none is left there is no answer but that", async () => {
    bucket.set(key(now.hash), "{}");
    bucket.delete(key(good.hash));
    await expect(decidedBy()).rejects.toMatchObject({ kind: "unavailable", code: "no-ruleset" });
    bucket.set(key(good.hash), canonicalFiles(fixture));
  });

  it("a function that has it in memory goes on with it, and one that found it broken looks again after a minute", async () => {
    bucket.set(key(now.hash), canonicalFiles(later));
    vi.resetModules();
    const warm = await import("../../functions/adapters/rulesets.ts");
    await warm.currentRuleset();
    bucket.delete(key(now.hash));
    expect((await warm.currentRuleset()).hash).toBe(now.hash);
    vi.resetModules();
    const cold = await import("../../functions/adapters/rulesets.ts");
    const clock = vi.spyOn(performance, "now").mockReturnValue(1_000);
    expect((await cold.currentRuleset()).hash).toBe(good.hash);
    bucket.set(key(now.hash), canonicalFiles(later));
    clock.mockReturnValue(60_000);
    expect((await cold.currentRuleset()).hash).toBe(good.hash);
    clock.mockReturnValue(61_001);
    expect((await cold.currentRuleset()).hash).toBe(now.hash);
  });
});

describe("the name of a ruleset", () => {
  it("is what sha256sum says of its object", () => {
    expect(hashOfText(bucket.get(key(good.hash)) ?? "")).toBe(good.hash);
  });

  it("is another wherever the files are, also where one could pass for two", () => {
    const one = new Map([["templates/a", "x\0templates/b\0y"]]);
    const two = new Map([
      ["templates/a", "x"],
      ["templates/b", "y"],
    ]);
    expect(hashOfText(canonicalFiles(one))).not.toBe(hashOfText(canonicalFiles(two)));
    const [lone, replaced] = ["\ud800", "\ufffd"].map((text) => canonicalFiles(new Map([["a", text]])));
    expect(hashOfText(lone ?? "")).not.toBe(hashOfText(replaced ?? ""));
  });
});
