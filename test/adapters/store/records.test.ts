import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCase } from "../../../functions/adapters/store/records.ts";
import { connect } from "../../../functions/adapters/store/table.ts";
import { putRecord } from "../../../functions/application/put-record.ts";
import type { Caller } from "../../../functions/domain/entities.ts";
import { startTable, type TestTable } from "../../support/dynamodb.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();
const caller: Caller = { name: "market", role: "agency", agency: "market-regulation" };
const licence = { kind: "行政许可", documentNumber: "昌市监许〔2026〕7号", decidedOn: "2026-11-12" };
const base = { agency: "market-regulation", caller, on: "2026-11-16", ruleset };
const keyOf = (id: string) => ({ type: "enforcement-decision", id });

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

async function items(pk: string) {
  const { client, table } = connect();
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  return Items.filter((item) => String(item.pk) === pk);
}

describe("putRecord", () => {
  it("writes record, duty and a history entry for each in one case", async () => {
    const { outcome, duties } = await putRecord({ ...base, key: keyOf("A1"), facts: licence });
    expect(outcome).toBe("accepted");
    expect(duties.map((duty) => [duty.id, duty.dueOn])).toEqual([
      ["enforcement-decision:A1:disclosure.licence-or-penalty:1", "2026-11-23"],
    ]);
    const stored = await loadCase(keyOf("A1"));
    expect(stored.record?.version).toBe(1);
    expect(stored.history.map((entry) => entry.what).sort()).toEqual(["opened", "record-accepted"]);
    const duty = (await items("case#enforcement-decision#A1")).find((item) => item.kind === "duty");
    expect(duty?.awaitOn).toBe(`${duties[0]?.steps[0]?.on}#${duties[0]?.id}`);
  });

  it("changes nothing when the same facts come again", async () => {
    await putRecord({ ...base, key: keyOf("A2"), facts: licence });
    const before = await items("case#enforcement-decision#A2");
    const { outcome } = await putRecord({ ...base, key: keyOf("A2"), facts: licence, on: "2026-11-17" });
    expect(outcome).toBe("unchanged");
    expect(await items("case#enforcement-decision#A2")).toEqual(before);
  });

  it("replaces facts on PUT and adds to them on import", async () => {
    await putRecord({ ...base, key: keyOf("A3"), facts: { ...licence, title: "甲" } });
    const put = await putRecord({ ...base, key: keyOf("A3"), facts: licence });
    expect(put.record.facts.title).toBeUndefined();
    const source = { file: "a.csv", row: 2, rowHash: "h1" };
    const imported = await putRecord({ ...base, key: keyOf("A3"), facts: { title: "乙" }, source });
    expect(imported.record.facts).toMatchObject({ decidedOn: "2026-11-12", title: "乙" });
  });

  it("takes the same row as unchanged, even after a correction by PUT", async () => {
    const source = { file: "a.csv", row: 2, rowHash: "h1" };
    await putRecord({ ...base, key: keyOf("A4"), facts: licence, source });
    await putRecord({ ...base, key: keyOf("A4"), facts: { ...licence, title: "更正" } });
    const again = await putRecord({ ...base, key: keyOf("A4"), facts: licence, source });
    expect([again.outcome, again.record.facts.title]).toEqual(["unchanged", "更正"]);
  });

  it("takes a duty that is done out of the index of what awaits", async () => {
    await putRecord({ ...base, key: keyOf("A5"), facts: licence });
    const { duties } = await putRecord({
      ...base,
      key: keyOf("A5"),
      facts: { ...licence, publishedOn: "2026-11-16" },
    });
    expect(duties[0]).toMatchObject({ status: "discharged", version: 2, closed: { late: false } });
    const duty = (await items("case#enforcement-decision#A5")).find((item) => item.kind === "duty");
    expect([duty?.awaitShard, duty?.awaitOn]).toEqual([undefined, undefined]);
  });

  it("asks an agency once for the facts that its records lack, and no longer when they are there", async () => {
    const put = {
      ...base,
      agency: "housing",
      caller: { name: "h", role: "administrator" } as const,
      key: keyOf("A6"),
    };
    await putRecord({ ...put, facts: licence });
    const asked = await items("agency#housing");
    expect(asked.map((item) => item.kind).sort()).toEqual(["facts-request", "needs"]);
    const request = asked.find((item) => item.kind === "facts-request");
    expect(request).toMatchObject({ awaitOn: "2026-11-16#facts-request#housing" });
    const needs = asked.find((item) => item.kind === "needs");
    const missing: string[] = needs?.data.missing ?? [];
    const supplied = Object.fromEntries(
      missing.map((fact) => [fact, fact.includes(".") ? "法人及非法人组织" : false]),
    );
    await putRecord({ ...put, facts: { ...licence, ...supplied, licenceKind: "食品经营许可证" } });
    expect((await items("agency#housing")).map((item) => item.kind)).toEqual(["facts-request"]);
  });

  it("settles two writers at once: each is stored, none is lost", async () => {
    const writes = Array.from({ length: 4 }, (_, n) =>
      putRecord({
        ...base,
        key: keyOf("A7"),
        facts: { ...licence, title: `第${n}次` },
        source: { file: "a.csv", row: n, rowHash: `h${n}` },
      }),
    );
    await Promise.all(writes);
    const stored = await loadCase(keyOf("A7"));
    expect(stored.record?.version).toBe(4);
    expect(stored.duties).toHaveLength(1);
    expect(stored.history.filter((entry) => entry.what.startsWith("record-"))).toHaveLength(4);
  });

  it("refuses a version that is not the stored one", async () => {
    await putRecord({ ...base, key: keyOf("A8"), facts: licence });
    const put = putRecord({ ...base, key: keyOf("A8"), facts: { ...licence, title: "x" }, ifMatch: 7 });
    await expect(put).rejects.toMatchObject({ code: "version-mismatch", kind: "conflict" });
  });
});

describe("a table that is away", () => {
  it("is said to be unavailable, not to be a bug", async () => {
    const { disconnect } = await import("../../../functions/adapters/store/table.ts");
    disconnect();
    const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
    process.env.AWS_ENDPOINT_URL_DYNAMODB = "http://127.0.0.1:9";
    try {
      await expect(loadCase(keyOf("A1"))).rejects.toMatchObject({ kind: "unavailable" });
    } finally {
      process.env.AWS_ENDPOINT_URL_DYNAMODB = endpoint;
      disconnect();
    }
  });

  it("says a missing table by the same kind", async () => {
    const name = process.env.YIFA_TABLE;
    process.env.YIFA_TABLE = "absent";
    await expect(loadCase(keyOf("A1"))).rejects.toMatchObject({ kind: "unavailable" });
    process.env.YIFA_TABLE = name;
  });
});
