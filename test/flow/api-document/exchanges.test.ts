import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { claimDigest, freezeDigest, settleDigest } from "../../../functions/adapters/store/digests.ts";
import { saveImport } from "../../../functions/adapters/store/imports.ts";
import { sweep } from "../../../functions/application/sweep.ts";
import { newImport } from "../../../functions/domain/bulk/import-state.ts";
import { ROUTES } from "../../../functions/handlers/http/routes.ts";
import { call } from "../../support/api.ts";
import { seen } from "../../support/api-contract.ts";
import { linkTo } from "../../support/links.ts";
import { numberedRules } from "../../support/small-rules.ts";
import { admin, CALLS, DAY, licence, made, measure, petition, record, supervisor } from "./calls.ts";

/** Claimed, and nobody knows what the provider did with it. */
async function uncertain(recipient: string): Promise<void> {
  const id = `digest:1:market-regulation-${recipient}:${DAY}`;
  await freezeDigest(id);
  const claim = await claimDigest(id, "2026-11-16T02:30:00.000Z");
  if (!claim) throw new Error(`not claimed: ${id}`);
  await settleDigest(claim, "uncertain", { error: "no answer" });
}

beforeAll(async () => {
  process.env.YIFA_IMPACT_QUEUE_URL = "http://127.0.0.1/impact";
  process.env.YIFA_DELIVER_QUEUE_URL = "http://127.0.0.1/queue";
  process.env.YIFA_DEAD_LETTERS = JSON.stringify([{ name: "deliver", url: "d", source: "s" }]);
  const sqs = mockClient(SQSClient);
  sqs.on(SendMessageBatchCommand).resolves({});
  sqs.on(GetQueueAttributesCommand).resolves({});
  sqs.on(SendMessageCommand).resolves({});
  sqs.on(DeleteMessageCommand).resolves({});
  sqs.on(ReceiveMessageCommand).resolves({ Messages: [{ MessageId: "m1", Body: "{}", ReceiptHandle: "r" }] });
  for (const id of ["1", "3", "4"]) await call("PUT", record(id), { body: licence("2026-10-12") });
  for (const id of ["2", "5"]) await call("PUT", record(id), { body: licence("2026-11-12") });
  const { body } = await call("PUT", record("6"), { body: licence("2026-11-09") });
  await call("PUT", record("closed"), {
    body: licence("2026-10-12", { party: { name: "张某三" }, publishedOn: "2026-10-13" }),
  });
  await call("PUT", "/v1/records/dispute/1", { body: { facts: petition } });
  const at = `${DAY}T02:00:00.000Z`;
  await saveImport(newImport({ id: "i1", agency: "market-regulation", file: "处罚.xlsx", at }));
  await sweep(DAY);
  const recipient = "market-regulation-case-officer";
  made.link = await linkTo(body.duties[0].id, { recipient, day: DAY, dueOn: "2026-11-18" });
  for (const recipient of ["case-officer", "head"]) await uncertain(recipient);
  await call("POST", `${measure("3")}/issue`, { ...supervisor, body: {} });
  await call("POST", `${measure("3")}/answer`, { body: { text: "已公开" } });
  for (const n of [2, 3])
    await call("POST", "/v1/rulesets", { ...admin, body: { files: Object.fromEntries(numberedRules(n)) } });
});

describe("what is sent and answered is as the document says", () => {
  // `call` holds each exchange against the document and throws where it is not.
  it.each(ROUTES.map(({ id }) => id))("%s, accepted and refused", async (id) => {
    const calls = CALLS[id];
    if (!calls)
      throw new Error(`no call of operation ${id}: add one that is accepted and one that is refused`);
    const [accepted, refused] = calls;
    seen.clear();
    const good = await call(...accepted);
    expect(good.status, JSON.stringify(good.body)).toBeLessThan(300);
    const bad = await call(...refused);
    expect(bad.status, JSON.stringify(bad.body)).toBeGreaterThanOrEqual(400);
    expect([...seen]).toEqual([[id, new Set(["accepted", "refused"])]]);
  });
});
