import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { loadHistory } from "../../functions/adapters/store/history.ts";
import { handler } from "../../functions/handlers/impact.ts";
import { call } from "../support/api.ts";
import { edited } from "../support/corpus.ts";
import { proposeFiles, publishRuleset } from "../support/publish.ts";
import { hashOf, smallRules } from "../support/small-rules.ts";

const SEVEN = "demo/disclosure/seven-days.json";
const within = (days: number): ReadonlyMap<string, string> =>
  new Map(smallRules).set(SEVEN, edited(SEVEN, ['"count": 7', `"count": ${days}`]));

let queue: string[] = [];
const sqs = mockClient(SQSClient);
sqs.on(SendMessageBatchCommand).callsFake(async ({ Entries }) => {
  queue.push(...Entries.map(({ MessageBody }: { MessageBody: string }) => MessageBody));
  return {};
});
process.env.YIFA_IMPACT_QUEUE_URL = "http://127.0.0.1/impact";

const path = (days: number, act = "/impact") => `/v1/rulesets/${hashOf(within(days))}${act}`;
const start = (days: number, body: object = {}) =>
  call("POST", path(days), { token: "token-administrator", body });
const see = async (days: number) => (await call("GET", path(days), { token: "token-supervisor" })).body;
const standing = async (days: number) =>
  (await call("GET", path(days, ""), { token: "token-supervisor" })).body.ruleset.impact;
const approve = (days: number) =>
  call("POST", path(days, "/approve"), { token: "token-second-administrator" });

async function work(): Promise<void> {
  const context = { getRemainingTimeInMillis: () => 300_000 } as never;
  for (let body = queue.shift(); body !== undefined; body = queue.shift()) {
    const event = { Records: [{ messageId: "m1", body }] } as SQSEvent;
    expect(await handler(event, context)).toEqual({ batchItemFailures: [] });
  }
}

beforeAll(async () => {
  await publishRuleset(smallRules);
  for (let n = 0; n < 60; n++) {
    const facts = { kind: "行政许可", documentNumber: `测处字〔2026〕${n}号`, decidedOn: "2026-11-12" };
    const record = `/v1/records/decision/${n}`;
    expect(await call("PUT", record, { token: "token-housing", body: { facts } })).toMatchObject({
      status: 201,
    });
  }
  for (const days of [3, 4, 5, 6]) await proposeFiles(within(days));
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the impact of a proposed ruleset", () => {
  it("is started, shows how far it is, and then what it came to, the beginning of each list with all counts", async () => {
    expect(await standing(4)).toBe("none");
    const { status, body } = await start(4);
    expect([status, body.status, body.fromInForce, body.impact]).toEqual([202, "running", true, undefined]);
    expect(body.progress).toEqual({ lanes: queue.length, done: 0, records: 0 });
    expect(await standing(4)).toBe("running");
    await work();
    const seen = await see(4);
    expect(seen).toMatchObject({
      status: "done",
      from: hashOf(smallRules),
      fromInForce: true,
      progress: { lanes: body.progress.lanes, done: body.progress.lanes, records: 60 },
      impact: { records: 60, counts: { duties: 60, findings: 0, failed: 0 } },
    });
    expect(seen.impact.duties).toHaveLength(50);
    expect(seen.impact.duties[0]).toMatchObject({ kind: "moved", before: "2026-11-23", after: "2026-11-18" });
    expect(seen.impact.agencies).toMatchObject([{ agency: "housing", moved: 60 }, { agency: "justice" }]);
    expect(await standing(4)).toBe("done");
  });

  it("is not worked out twice for the same question, but is for what is stored now where somebody asks again", async () => {
    const first = await start(4);
    expect(first.body).toMatchObject({ status: "done", impact: { records: 60 } });
    expect(queue).toEqual([]);
    const again = await start(4, { again: true });
    expect(again.body).toMatchObject({ status: "running" });
    expect(again.body.id).not.toBe(first.body.id);
    const messages = queue.length;
    expect((await start(4)).body.id).toBe(again.body.id);
    expect(queue).toHaveLength(messages);
    await work();
    expect((await see(4)).impact).toEqual(first.body.impact);
  });

  it("that stands still, because its messages were lost, is set going by the same question", async () => {
    await start(5);
    queue = queue.slice(0, 2);
    await work();
    expect((await see(5)).status).toBe("running");
    await start(5);
    expect(queue).toEqual([]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6 * 60_000 });
    await start(5);
    expect(queue.length).toBeGreaterThan(0);
    await work();
    expect(await see(5)).toMatchObject({ status: "done", impact: { counts: { duties: 60 } } });
  });

  it("may be against another ruleset than the one in force", async () => {
    await start(6, { from: hashOf(within(5)) });
    await work();
    expect(await see(6)).toMatchObject({ fromInForce: false, impact: { from: hashOf(within(5)) } });
    expect(await standing(6)).toBe("outdated");
  });

  it.each<[string, number, object, number, string]>([
    ["that nobody proposed", 2, {}, 404, "unknown-ruleset"],
    ["against itself", 4, { from: hashOf(within(4)) }, 409, "same-ruleset"],
    ["against one that is not there", 4, { from: "0".repeat(64) }, 404, "unknown-ruleset"],
    ["with another key", 4, { to: "x" }, 422, "invalid-body"],
  ])("of one %s is refused", async (_, days, body, status, code) => {
    expect(await start(days, body)).toMatchObject({ status, body: { code } });
    expect(queue).toEqual([]);
  });

  it("is not there before it was asked for", async () => {
    expect(await see(3)).toMatchObject({ code: "no-impact" });
  });
});

describe("an approval tells whether the impact was worked out, and keeps it in the history", () => {
  const kept = async () => (await loadHistory("ruleset")).at(-1)?.details;

  it("done, of the ruleset in force; of the others it is then that of a former one", async () => {
    expect(await approve(4)).toMatchObject({ status: 200, body: { impact: "done" } });
    expect(await see(5)).toMatchObject({ status: "done", fromInForce: false });
    expect(await standing(5)).toBe("outdated");
    expect(await kept()).toMatchObject({ hash: hashOf(within(4)), impact: "done" });
  });

  it("or not at all, which is no obstacle", async () => {
    await proposeFiles(within(3));
    expect(await approve(3)).toMatchObject({ status: 200, body: { impact: "none" } });
    expect(await kept()).toMatchObject({ hash: hashOf(within(3)), impact: "none" });
  });
});
