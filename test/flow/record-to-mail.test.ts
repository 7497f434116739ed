import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { recordKey } from "../../functions/adapters/store/keys.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { openPeriods } from "../../functions/application/open-periods.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { handler as deliverHandler } from "../../functions/handlers/deliver.ts";
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
  sqsEvent,
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

  it("sends nothing twice when the sweep runs twice, or the queue delivers twice", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    const bodies = [...queue];
    await drain();
    const before = taken.length;
    const again = await sweep(DAY);
    expect(again).toMatchObject({ due: 0, lines: 0, digests: [] });
    await deliverHandler(sqsEvent([...bodies, ...bodies]), {} as never);
    await drain();
    expect(taken.length).toBe(before);
    await exact();
  });

  it("sends nothing twice when two sweeps and two deliveries run at once", async () => {
    for (let n = 1; n <= 12; n++)
      await put(String(n), { decidedOn: "2026-11-12" }, n % 2 ? "market-regulation" : "ecology");
    const reports = await Promise.all([sweep(DAY), sweep(DAY)]);
    reports.forEach(balanced);
    const bodies = [...queue];
    await Promise.all([
      deliverHandler(sqsEvent(bodies), {} as never),
      deliverHandler(sqsEvent(bodies), {} as never),
    ]);
    queue.splice(0);
    await sweep(DAY);
    await drain();
    const keys = (await lines()).map((line) => line.key);
    const stepLines = keys.filter((key) => key.includes("disclosure.licence-or-penalty"));
    // 12 duties, today the due day: three recipients of the missed reminder and three of the step of the day.
    expect(stepLines).toHaveLength(12 * 6);
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

  it("catches up after ten days without a sweep: the latest step is sent, earlier ones are missed", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    const report = await sweep("2026-12-03");
    balanced(report);
    const own = (await lines()).filter((line) => line.rule === "disclosure/licence-or-penalty");
    const sent = new Set(own.filter((line) => line.status === "collecting").map((line) => line.step));
    expect([...sent].sort()).toEqual(["supervise", "urge-again"]);
    expect(new Set(own.filter((line) => line.status === "missed").map((line) => line.step))).toEqual(
      new Set(["remind-2", "due-day", "urge"]),
    );
  });

  it("leaves out what was published between sweep and send, and sends nothing when nothing is left", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    await put("1", { decidedOn: "2026-11-12", publishedOn: DAY });
    await drain();
    const left = taken.filter((mail) => mail.text.includes("昌市许〔2026〕1号"));
    expect(left).toEqual([]);
    expect((await digests()).map((one) => one.status)).toContain("empty");
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

  it("does not let one broken item stop the mail of others", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await put("2", { decidedOn: "2026-11-12" });
    const { client, table } = connect();
    const Key = { pk: "case#enforcement-decision#1", sk: "duty#disclosure/licence-or-penalty#1" };
    expect((await client.send(new GetCommand({ TableName: table, Key }))).Item).toBeDefined();
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key,
        UpdateExpression: "SET #data = :junk",
        ExpressionAttributeNames: { "#data": "data" },
        ExpressionAttributeValues: { ":junk": "junk" },
      }),
    );
    const report = await sweep(DAY);
    balanced(report);
    expect(report.failed.length).toBeGreaterThan(0);
    await drain();
    expect(taken.some((mail) => mail.text.includes("昌市许〔2026〕2号"))).toBe(true);
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
