import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { claimDigest, freezeDigest, settleDigest } from "../../functions/adapters/store/digests.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { call } from "../support/api.ts";

const DAY = "2026-11-16";
const ID = `digest:1:market-regulation-case-officer:${DAY}`;
const administrator = "token-administrator";
const operator = "token-operator";
const sqs = mockClient(SQSClient);

/** Claimed, and the answer of the provider was this. */
async function settled(status: "failed" | "uncertain"): Promise<void> {
  await freezeDigest(ID);
  const claim = await claimDigest(ID, "2026-11-16T02:30:00.000Z");
  if (!claim) throw new Error("not claimed");
  await settleDigest(claim, status, { error: "no answer", to: "a@b.example.org" });
}

describe("mail", () => {
  beforeAll(async () => {
    process.env.YIFA_DELIVER_QUEUE_URL = "http://127.0.0.1/queue";
    process.env.YIFA_DEAD_LETTERS = JSON.stringify([{ name: "deliver", url: "d", source: "s" }]);
    sqs.on(SendMessageBatchCommand).resolves({});
    sqs.on(GetQueueAttributesCommand).resolves({});
    sqs.on(ReceiveMessageCommand).resolves({});
    const facts = { kind: "行政许可", documentNumber: "昌市许〔2026〕1号", decidedOn: "2026-11-05" };
    await call("PUT", "/v1/records/enforcement-decision/1", { body: { facts } });
    await sweep(DAY);
    await settled("uncertain");
  });

  it.each<[string, string, string, string, object | undefined]>([
    ["an agency's list", "token-market", "GET", "/v1/mail", undefined],
    ["a supervisor's look", "token-supervisor", "GET", `/v1/mail/${ID}`, undefined],
    ["an operator's word on a mail", operator, "POST", `/v1/mail/${ID}/resolve`, { sent: true, reason: "x" }],
    ["an agency's list of dead letters", "token-market", "GET", "/v1/dead-letters", undefined],
    ["a supervisor's replay", "token-supervisor", "POST", "/v1/dead-letters/replay", {}],
  ])("refuses %s", async (_, token, method, path, body) => {
    const answer = await call(method, path, { token, ...(body && { body }) });
    expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  it("is listed and shown to operators too, without addresses", async () => {
    const listed = await call("GET", "/v1/mail", { token: operator, query: `status=uncertain&on=${DAY}` });
    expect(listed.body).toMatchObject({ mails: [{ id: ID, status: "uncertain", error: "no answer" }] });
    const shown = await call("GET", `/v1/mail/${ID}`, { token: operator });
    expect(shown.body).toMatchObject({
      mail: { id: ID },
      lines: [{ kind: "step" }, { kind: "facts" }],
      history: [],
    });
    expect(JSON.stringify([listed, shown])).not.toContain("example.org");
  });

  it.each<[string, string, object, number, string]>([
    ["a retry that does not say resend", "retry", {}, 409, "mail-status"],
    ["a resend without a reason", "retry", { resend: true }, 422, "text-missing"],
    ["a resolution without an outcome", "resolve", { reason: "x" }, 422, "invalid-body"],
  ])("refuses %s", async (_, act, body, status, code) => {
    const answer = await call("POST", `/v1/mail/${ID}/${act}`, { token: administrator, body });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it.each<[string, string, number, string]>([
    ["a mail that there is not", `digest:1:nobody:${DAY}`, 404, "unknown-mail"],
    ["an id that is none", "邮件", 422, "malformed-digest-id"],
  ])("refuses %s", async (_, id, status, code) => {
    const answer = await call("GET", `/v1/mail/${id}`, { token: administrator });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it("is resolved and sent again by an administrator, each in its history", async () => {
    const post = (act: string, body: object) =>
      call("POST", `/v1/mail/${ID}/${act}`, { token: administrator, body });
    expect((await post("resolve", { sent: false, reason: "无记录" })).body.mail.status).toBe("failed");
    expect((await post("retry", {})).body.mail.status).toBe("frozen");
    const { body } = await call("GET", `/v1/mail/${ID}`, { token: administrator });
    expect(body.history).toMatchObject([
      { what: "confirm-not-sent", by: "admin", reason: "无记录" },
      { what: "retry", by: "admin" },
    ]);
    expect(sqs.commandCalls(SendMessageBatchCommand).at(-1)?.args[0].input.Entries?.[0]?.MessageBody).toBe(
      JSON.stringify({ digest: ID, on: DAY }),
    );
  });
});

describe("dead letters", () => {
  it("are listed and replayed by operators", async () => {
    expect((await call("GET", "/v1/dead-letters", { token: operator })).body).toEqual({ deadLetters: [] });
    const { body } = await call("POST", "/v1/dead-letters/replay", { token: operator, body: { ids: ["x"] } });
    expect(body).toEqual({ replayed: [], madeUp: [], unknown: ["x"] });
  });
});
