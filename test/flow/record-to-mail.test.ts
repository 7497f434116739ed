import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { recordKey } from "../../functions/adapters/store/keys.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { openPeriods } from "../../functions/application/open-periods.ts";
import { sweep } from "../../functions/application/sweep.ts";
import {
  balanced,
  DAY,
  digests,
  drain,
  exact,
  items,
  lines,
  put,
  queue,
  taken,
} from "../support/mail-road.ts";

describe("from record to mail", () => {
  it("sends each recipient one digest of what is due", async () => {
    await put("1", { decidedOn: "2026-11-11" });
    await put("2", { decidedOn: "2026-11-12" });
    const report = await sweep(DAY);
    balanced(report);
    expect(report.failed).toEqual([]);
    await drain();
    const officer = taken.find((mail) => mail.to === "case-officer@market-regulation.example.org");
    expect(officer?.subject).toMatch(/^【依法行政提醒】昌吉市市场监督管理局：.*今日到期1件/);
    expect(officer?.text).toContain("昌市许〔2026〕2号");
    expect(taken.map((mail) => mail.text).join()).not.toContain("张三丰");
    expect((await digests()).every((digest) => digest.status === "sent")).toBe(true);
    await exact();
  });

  it("puts what comes after the freeze into the digest of the next working day", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    await drain();
    await put("2", { decidedOn: "2026-11-12" });
    const report = await sweep(DAY);
    expect(report.lines).toBeGreaterThan(0);
    expect(
      (await digests()).filter((digest) => digest.status === "collecting").map((one) => one.id),
    ).toContain("digest:1:market-regulation-case-officer:2026-11-24");
    await sweep("2026-11-24");
    await drain();
    await exact();
  });

  it("keeps silent on a day off and says how much it kept", async () => {
    await put("1", { decidedOn: "2026-11-11" });
    const report = await sweep("2026-11-22");
    balanced(report);
    expect(report).toMatchObject({ lines: 0, digests: [] });
    expect(report.suppressed.map((one) => one.reason)).toEqual(["day-off"]);
    expect(queue).toEqual([]);
  });

  it("mails nothing for what no longer applies on the day", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    const { client, table } = connect();
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: recordKey({ type: "enforcement-decision", id: "1" }),
        UpdateExpression: "SET #data.facts.#done = :day",
        ExpressionAttributeNames: { "#data": "data", "#done": "publishedOn" },
        ExpressionAttributeValues: { ":day": "2026-11-20" },
      }),
    );
    const report = await sweep(DAY);
    balanced(report);
    expect(report.withdrawn).toBeGreaterThan(0);
    expect((await lines()).filter((line) => line.rule === "disclosure/licence-or-penalty")).toEqual([]);
  });

  it("asks an agency once for the facts that its records lack, and again after the set number of days", async () => {
    await put("1", { kind: "行政处罚", decidedOn: "2026-11-12", penaltyKinds: ["罚款"] });
    await put("2", { kind: "行政处罚", decidedOn: "2026-11-12", penaltyKinds: ["罚款"] });
    await sweep(DAY);
    await sweep(DAY);
    const asked = async () => (await lines()).filter((line) => line.kind === "facts");
    expect(await asked()).toHaveLength(1);
    expect((await asked())[0]?.text).toContain("2件缺少下列事实");
    await sweep("2026-12-04");
    expect(await asked()).toHaveLength(1);
    await sweep("2026-12-07");
    expect(await asked()).toHaveLength(2);
  });
});

describe("periods", () => {
  it("open a duty for each responsible agency once", async () => {
    const first = await openPeriods("2027-01-01");
    expect(first.opened.length).toBeGreaterThan(10);
    const again = await openPeriods("2027-01-01");
    expect(again.opened).toEqual([]);
    const twice = (await items()).filter((item) => item.kind === "duty");
    expect(twice.length).toBe(first.opened.length);
  });
});
