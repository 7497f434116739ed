import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { versionKey } from "../../functions/adapters/store/keys.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { replayAll, replayRecord } from "../../functions/application/replay.ts";
import { put } from "../support/api.ts";
import { publishRuleset } from "../support/publish.ts";

const DISCLOSE = "changji-2019-18/disclosure/licence-or-penalty.json";
const key = (id: string) => ({ type: "enforcement-decision", id });
const PENALTY = { kind: "行政处罚", documentNumber: "昌市监罚〔2026〕7号", decidedOn: "2026-11-12" };

/** Publishes the shipped rules with five days instead of seven, and back again. */
async function underFiveDays(work: (hash: string) => Promise<void>): Promise<void> {
  const files = await readRulesFolder("rules");
  const text = files.get(DISCLOSE) ?? "";
  const { hash } = await publishRuleset(
    new Map(files).set(DISCLOSE, text.replace('"count": 7', '"count": 5')),
  );
  await work(hash);
}

describe("a stored decision, decided again", () => {
  it("by the ruleset of its day is the same byte for byte, version after version, whatever is in force now", async () => {
    await put("R1", PENALTY);
    await put("R1", { ...PENALTY, penaltyKinds: ["罚款"], fineYuan: 60_000 });
    await underFiveDays(async (hash) => {
      await put("R1", { ...PENALTY, penaltyKinds: ["罚款"], fineYuan: 80_000 });
      const { versions, erased } = await replayRecord(key("R1"));
      expect(versions.map(({ version, same }) => [version, same])).toEqual([
        [1, true],
        [2, true],
        [3, true],
      ]);
      expect([versions[2]?.ruleset.first, versions[0]?.ruleset.first === hash, erased]).toEqual([
        hash,
        false,
        0,
      ]);
      const [first, , third] = versions;
      expect(first?.decision.duties[0]?.dueOn).toBe("2026-11-23");
      expect(third?.decision.duties[0]?.dueOn).toBe("2026-11-19");
    });
  });

  it("by another ruleset says what is known now, and that it is another", async () => {
    const { versions } = await replayRecord(key("R1"));
    const now = versions[2]?.ruleset.first as string;
    const { versions: anew } = await replayRecord(key("R1"), now);
    expect(anew.map(({ same }) => same)).toEqual([false, false, true]);
    expect(anew[0]?.decision.duties[0]?.dueOn).toBe("2026-11-19");
    const report = await replayAll(now);
    expect(report.different.map(({ id, version }) => `${id}#${version}`).sort()).toEqual(["R1#1", "R1#2"]);
    expect((await replayAll()).different).toEqual([]);
  });

  it("is another where what was decided was touched", async () => {
    const { client, table } = connect();
    await put("R2", PENALTY);
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: "case#enforcement-decision#R2", sk: versionKey(key("R2"), 1).sk },
        UpdateExpression: "SET decision = :other",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: { ":other": "0".repeat(64) },
      }),
    );
    expect((await replayRecord(key("R2"))).versions[0]?.same).toBe(false);
  });

  it("is refused for a record and a ruleset that there are not", async () => {
    await expect(replayRecord(key("none"))).rejects.toMatchObject({ code: "unknown-record" });
    await expect(replayRecord(key("R1"), "f".repeat(64))).rejects.toMatchObject({ code: "unknown-ruleset" });
  });
});
