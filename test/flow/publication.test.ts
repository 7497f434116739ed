import { gzipSync } from "node:zlib";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { loadInForce, loadPublication } from "../../functions/adapters/store/publications.ts";
import { type Asked, call, licence, put } from "../support/api.ts";
import { edited, fixture } from "../support/corpus.ts";
import { newTable } from "../support/notice-table.ts";
import { hashOf, numberedRules as numbered, smallRules as small } from "../support/small-rules.ts";

/** The settings are left over from the rules that are taken out. */
const WARNED = Array(4).fill(expect.stringMatching(/^settings\.json:\d+:\d+: warning /));
const propose = (files: ReadonlyMap<string, string>, token = "token-administrator") =>
  call("POST", "/v1/rulesets", { token, body: { files: Object.fromEntries(files) } });
const act = (hash: string, name: string, token: string, body?: object) =>
  call("POST", `/v1/rulesets/${hash}/${name}`, { token, ...(body && { body }) });
const approve = (hash: string, token = "token-second-administrator") => act(hash, "approve", token);
const rollBack = (body: object, token = "token-administrator") =>
  call("POST", "/v1/rulesets/rollback", { token, body });
const listed = async () => (await call("GET", "/v1/rulesets", { token: "token-supervisor" })).body;
const packed = (bytes: Buffer, more: Asked = {}): Asked => ({
  token: "token-administrator",
  headers: { "content-type": "application/gzip" },
  body: bytes.toString("base64"),
  isBase64Encoded: true,
  ...more,
});

describe("from a proposal to a ruleset in force", () => {
  it("is proposed by one, approved by another, and decides from the next request on", async () => {
    const before = (await loadInForce())?.hash;
    const hash = hashOf(numbered(1));
    expect(await propose(numbered(1))).toMatchObject({
      status: 201,
      body: {
        ruleset: {
          hash,
          standing: "proposed",
          base: before,
          proposed: { by: { name: "admin" } },
          found: WARNED,
        },
      },
    });
    expect((await loadInForce())?.hash).toBe(before);
    expect((await put("p-1", licence)).body.ruleset).toBe(before);
    expect(await approve(hash)).toMatchObject({
      status: 200,
      body: {
        inForce: { hash, proposedBy: { name: "admin" }, approvedBy: { name: "second" }, previous: [before] },
      },
    });
    const facts = { kind: "行政许可", decidedOn: "2026-11-12" };
    const asked = { token: "token-administrator", body: { type: "decision", facts } };
    expect((await call("POST", "/v1/decide", asked)).body.ruleset).toBe(hash);
    const { inForce, recomputed, rulesets } = await listed();
    expect(inForce.hash).toBe(hash);
    expect(recomputed).toEqual({ done: false, agencies: {}, failed: [] });
    expect(rulesets.map((one: { hash: string; standing: string }) => [one.hash, one.standing])).toEqual([
      [hash, "in-force"],
      [before, "superseded"],
    ]);
  });

  it("is taken back with one call, and put back in the same way", async () => {
    const now = (await loadInForce())?.hash;
    const back = await rollBack({ reason: "误改金额" });
    expect(back).toMatchObject({
      status: 200,
      body: { inForce: { rolledBackBy: { name: "admin" }, reason: "误改金额" } },
    });
    expect(back.body.inForce.hash).not.toBe(now);
    expect((await put("p-2", licence)).body.ruleset).toBe(back.body.inForce.hash);
    expect(await rollBack({ hash: now, reason: "核实无误" })).toMatchObject({
      status: 200,
      body: { inForce: { hash: now } },
    });
    expect(await propose(numbered(1))).toMatchObject({ status: 409, body: { code: "already-in-force" } });
  });

  it.each([
    ["broken", "{"],
    ["something else", "[]"],
  ])("is seen also where what was found at its proposal is %s", async (_, Body) => {
    const hash = hashOf(numbered(41));
    await propose(numbered(41));
    const Key = `rulesets/${hash}.diagnostics.json`;
    await new S3Client({ forcePathStyle: true }).send(
      new PutObjectCommand({ Bucket: process.env.YIFA_BUCKET, Key, Body }),
    );
    const { status, body } = await call("GET", `/v1/rulesets/${hash}`, { token: "token-supervisor" });
    expect([status, body.ruleset.found]).toEqual([200, [expect.stringContaining("已经损坏")]]);
  });

  it("is packed by gzip if the caller likes", async () => {
    const body = gzipSync(JSON.stringify({ files: Object.fromEntries(numbered(2)) }));
    expect(await call("POST", "/v1/rulesets", packed(body))).toMatchObject({
      status: 201,
      body: { ruleset: { hash: hashOf(numbered(2)) } },
    });
  });
});

describe("never in force by the word of one", () => {
  const hash = hashOf(numbered(3));
  beforeAll(async () => void (await propose(numbered(3))));

  it.each([
    ["its proposer", "token-administrator", 403, "own-proposal"],
    ["a supervisor", "token-supervisor", 403, "forbidden"],
    ["an operator", "token-operator", 403, "forbidden"],
    ["an agency", "token-market", 403, "forbidden"],
    ["a stranger", "no-such-token", 401, "invalid-token"],
  ])("%s does not approve it", async (_, token, status, code) => {
    const before = await loadInForce();
    expect(await approve(hash, token)).toMatchObject({ status, body: { code } });
    expect(await loadInForce()).toEqual(before);
    expect((await loadPublication(hash))?.status).toBe("proposed");
  });

  it.each(["token-supervisor", "token-operator", "token-market"])(
    "%s neither proposes, rejects, withdraws nor rolls back",
    async (token) => {
      const answers = [
        await propose(numbered(4), token),
        await act(hash, "reject", token, { reason: "不妥" }),
        await act(hash, "withdraw", token),
        await rollBack({ reason: "有误" }, token),
      ];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
        Array(4).fill([403, "forbidden"]),
      );
      expect(await loadPublication(hashOf(numbered(4)))).toBeUndefined();
    },
  );

  it("an agency and an operator do not see the list", async () => {
    for (const token of ["token-market", "token-operator"])
      for (const path of ["/v1/rulesets", `/v1/rulesets/${hash}`])
        expect(await call("GET", path, { token })).toMatchObject({ status: 403 });
  });

  it("one that was rejected or withdrawn is not approved, and may be proposed anew", async () => {
    expect(await act(hash, "reject", "token-second-administrator", { reason: "金额有误" })).toMatchObject({
      status: 200,
      body: { ruleset: { standing: "rejected", settled: { reason: "金额有误" } } },
    });
    expect(await approve(hash)).toMatchObject({ status: 409, body: { code: "not-proposed" } });
    await propose(numbered(3), "token-second-administrator");
    expect(await act(hash, "withdraw", "token-administrator")).toMatchObject({
      status: 403,
      body: { code: "not-own-proposal" },
    });
    await act(hash, "withdraw", "token-second-administrator");
    expect(await approve(hash, "token-administrator")).toMatchObject({ status: 409 });
    expect(await rollBack({ hash, reason: "试试" })).toMatchObject({
      status: 409,
      body: { code: "not-approved" },
    });
  });

  it("one proposed against rules that are no longer in force is proposed again first", async () => {
    const [one, two] = [numbered(5), numbered(6)];
    await propose(one);
    await propose(two);
    await approve(hashOf(two));
    expect(await approve(hashOf(one))).toMatchObject({ status: 409, body: { code: "base-changed" } });
    expect(await propose(one)).toMatchObject({
      status: 201,
      body: { ruleset: { base: hashOf(two), version: 2 } },
    });
    expect(await approve(hashOf(one))).toMatchObject({ status: 200 });
  });

  it("of two approvals at once, of one ruleset or of two, one counts", async () => {
    const [one, two] = [numbered(7), numbered(8)];
    await propose(one);
    await propose(two);
    const before = (await loadInForce())?.version ?? 0;
    const answers = await Promise.all([
      approve(hashOf(one)),
      approve(hashOf(one), "token-third-administrator"),
      approve(hashOf(two)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await loadInForce())?.version).toBe(before + 1);
  });
});

describe("a proposal is refused", () => {
  it("where a file has mistakes, with all of them", async () => {
    const broken = new Map(small).set("settings.json", edited("settings.json", ['"cn-xj"', '"cn-xz"']));
    expect(await propose(broken)).toMatchObject({
      status: 422,
      body: { code: "invalid-ruleset", errors: [{ file: "settings.json", line: expect.any(Number) }] },
    });
    expect(await loadPublication(hashOf(broken))).toBeUndefined();
  });

  it("where a case does not come out as expected, whatever its sender says", async () => {
    const path = "demo/disclosure/seven-days.cases.json";
    const text = small.get(path) ?? "";
    const wrong = new Map(small).set(path, text.replace(/"due": "[^"]+"/, '"due": "2026-01-05"'));
    expect(await propose(wrong)).toMatchObject({
      status: 422,
      body: {
        code: "failing-cases",
        rules: [
          { rule: "disclosure/seven-days", cases: [{ failures: [expect.any(String), expect.anything()] }] },
        ],
      },
    });
  });

  it("where a rule has no cases", async () => {
    expect(await propose(fixture)).toMatchObject({ status: 422, body: { code: "failing-cases" } });
  });

  it.each<[string, Asked, number, string]>([
    ["that is not gzip", packed(Buffer.from("{}")), 400, "malformed-gzip"],
    ["that is cut short", packed(gzipSync("x".repeat(1000)).subarray(0, 20)), 400, "malformed-gzip"],
    ["that unpacks to more than it may", packed(gzipSync(Buffer.alloc(40_000_000))), 413, "body-too-large"],
    ["that is too large as it comes", packed(Buffer.alloc(5_000_000)), 413, "body-too-large"],
    ["that is no JSON inside", packed(gzipSync("{")), 400, "malformed-json"],
    ["with another key", packed(gzipSync('{"files":{},"approvedBy":"x"}')), 422, "invalid-body"],
    ["with a file that is no text", packed(gzipSync('{"files":{"a":1}}')), 422, "invalid-body"],
    [
      "of another type",
      packed(Buffer.from(""), { headers: { "content-type": "text/plain" } }),
      415,
      "wrong-content-type",
    ],
  ])("for a body %s", async (_, asked, status, code) => {
    expect(await call("POST", "/v1/rulesets", asked)).toMatchObject({ status, body: { code } });
  });

  it("and a packed body goes to no other operation", async () => {
    const asked = packed(gzipSync('{"type":"decision","facts":{}}'));
    expect(await call("POST", "/v1/decide", asked)).toMatchObject({ status: 415 });
  });
});

describe("before the first ruleset", () => {
  it("there is nothing to decide by, and it takes two as any other", async () => {
    await newTable();
    expect(await listed()).toEqual({ rulesets: [] });
    expect(await put("p-9", licence)).toMatchObject({ status: 503, body: { code: "no-ruleset" } });
    expect(await rollBack({ reason: "试试" })).toMatchObject({
      status: 409,
      body: { code: "nothing-before" },
    });
    await propose(small);
    expect(await approve(hashOf(small), "token-administrator")).toMatchObject({ status: 403 });
    expect(await approve(hashOf(small))).toMatchObject({ status: 200, body: { inForce: { previous: [] } } });
  });
});
