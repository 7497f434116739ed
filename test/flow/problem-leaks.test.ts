import { S3Client } from "@aws-sdk/client-s3";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { connect } from "../../functions/adapters/store/table.ts";
import { YifaError } from "../../functions/domain/errors.ts";
import { problem } from "../../functions/handlers/http/problem.ts";
import { type Asked, call, licence, logged, put } from "../support/api.ts";

const ARN = "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/yifa-prod-Table";
const HOST = "dynamodb.cn-north-1.amazonaws.com.cn";
/** What tells of the machine, the account, the code or its libraries. */
const INNER =
  /arn:|\d{12}|amazonaws|cn-north-1|yifa-(prod|test)|Exception|[A-Z]\w*Error|\bat .+:\d+|\.ts\b|node_modules|functions\/|\/var\/task|ECONN|ENOTFOUND|\d+\.\d+\.\d+\.\d+|YIFA_|[Dd]ynamo|\b[Ss]3\b|\b(sqs|SQS)\b|\bzod\b|undefined|null\b/;

const sdk = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

const mocks: { restore: () => void }[] = [];
/** Until the end of the test. */
function mocked(client: Parameters<typeof mockClient>[0]) {
  const mock = mockClient(client);
  mocks.push(mock);
  return mock;
}
/** Every call of the table comes to this, below where faults become refusals. */
function tableGives(work: () => object): void {
  const { middlewareStack } = connect().client;
  middlewareStack.add(() => async () => work() as never, { name: "failing", step: "build" });
  mocks.push({ restore: () => void middlewareStack.remove("failing") });
}
const tableFails = (fault: Error) =>
  tableGives(() => {
    throw fault;
  });

beforeAll(async () => {
  await put("L1", licence);
});
afterEach(() => {
  for (const mock of mocks.splice(0)) mock.restore();
});

function expectNothingInner(answer: { body: unknown; headers: unknown }): void {
  const { requestId: _, ...body } = answer.body as Record<string, unknown>;
  expect(JSON.stringify([body, answer.headers])).not.toMatch(INNER);
}

describe("what fails inside comes out as a refusal that tells nothing of it", () => {
  it.each<[string, Error, number]>([
    ["no such table", sdk("ResourceNotFoundException", `Requested resource not found: ${ARN}`), 503],
    [
      "no permission",
      sdk("AccessDeniedException", `User: ${ARN} is not authorized to perform: dynamodb:Query`),
      500,
    ],
    ["a malformed call", sdk("ValidationException", "1 validation error detected: Value null at 'key'"), 500],
    ["too much at once", sdk("ProvisionedThroughputExceededException", ARN), 503],
    ["no network", sdk("Error", `connect ECONNREFUSED 10.0.1.7:443`, { code: "ECONNREFUSED" }), 503],
    ["no name", sdk("Error", `getaddrinfo ENOTFOUND ${HOST}`, { code: "ENOTFOUND" }), 503],
    ["no credentials", sdk("CredentialsProviderError", "Could not load credentials from any providers"), 503],
    ["a fault of the service", sdk("InternalFailure", HOST, { $metadata: { httpStatusCode: 500 } }), 503],
    ["a bug", new TypeError("Cannot read properties of undefined (reading 'pk')"), 500],
    [
      "a stack",
      Object.assign(new Error("x"), { stack: "Error: x\n at /var/task/functions/api.ts:1:1" }),
      500,
    ],
    ["a schema", z.object({ YIFA_TABLE: z.string() }).safeParse({}).error as z.ZodError, 500],
    [
      "text that is no JSON",
      (() => {
        try {
          return JSON.parse("{arn");
        } catch (error) {
          return error;
        }
      })(),
      500,
    ],
  ])("%s", async (_, fault, status) => {
    logged.length = 0;
    tableFails(fault);
    const answer = await call("GET", "/v1/sweeps", { token: "token-operator" });
    expect(answer.status).toBe(status);
    expectNothingInner(answer);
    expect(logged.join(""), "the log knows").toContain(fault.name);
  });

  it("a transaction that was cancelled", async () => {
    const fault = sdk("TransactionCanceledException", ARN, {
      CancellationReasons: [{ Code: "ValidationError" }],
    });
    tableFails(fault);
    expectNothingInner(await call("GET", "/v1/sweeps", { token: "token-operator" }));
  });

  it("an item that is not what it should be", async () => {
    tableGives(() => ({ output: { Items: [{}], Item: {} }, response: {} }));
    const answer = await call("GET", "/v1/duties");
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expectNothingInner(answer);
  });

  it("a queue that refuses", async () => {
    mocked(SQSClient)
      .on(SendMessageBatchCommand)
      .resolves({
        Failed: [{ Id: "0", SenderFault: true, Code: "KMS.AccessDeniedException", Message: ARN }],
        Successful: [],
      });
    const { enqueueDigests } = await import("../../functions/adapters/queue.ts");
    process.env.YIFA_DELIVER_QUEUE_URL = "http://127.0.0.1/queue";
    const fault = await enqueueDigests([{ digest: "digest:1:a:2026-11-16", on: "2026-11-16" }]).catch(
      (e) => e,
    );
    const { statusCode, body = "" } = problem(fault, "r1");
    expect(statusCode).toBe(503);
    expectNothingInner({ body: JSON.parse(body), headers: {} });
  });

  it("rules that are broken, or away", async () => {
    const fault = sdk("NoSuchBucket", `The specified bucket yifa-prod does not exist at ${HOST}`);
    mocked(S3Client).onAnyCommand().rejects(fault);
    const broken = await call("GET", `/v1/rulesets/${"ab".repeat(32)}`, { token: "token-supervisor" });
    expectNothingInner(broken);
  });

  it("a variable that is not set", async () => {
    const name = process.env.YIFA_TABLE;
    delete process.env.YIFA_TABLE;
    const answer = await call("GET", "/v1/duties");
    process.env.YIFA_TABLE = name;
    expect(answer.status).toBe(500);
    expectNothingInner(answer);
  });

  it("what is thrown that is no error at all", () => {
    for (const thrown of [undefined, null, "arn:aws", 7, { message: ARN, code: ARN, status: 200 }]) {
      const { statusCode, body = "" } = problem(thrown, "r1");
      expect([statusCode, JSON.parse(body).code]).toEqual([500, "internal-error"]);
      expectNothingInner({ body: JSON.parse(body), headers: {} });
    }
  });

  it("details never take the place of status, code or detail", () => {
    const details = { status: 200, code: "fine", detail: "好", title: "好", type: "x", requestId: "x" };
    const { statusCode, body = "" } = problem(new YifaError("conflict", "busy", "忙", { details }), "r1");
    expect(statusCode).toBe(409);
    expect(JSON.parse(body)).toMatchObject({
      type: "about:blank",
      status: 409,
      code: "busy",
      detail: "忙",
      requestId: "r1",
    });
  });
});

describe("what the request says comes back bounded and harmless", () => {
  const LONG = "长".repeat(3000);
  /** NUL, escape, right-to-left override, line separator, zero width, a lone surrogate. */
  const NASTY = "a\u0000\u001b[31m\u202e\u2066b\u200bc\ud800<script>alert(1)</script>\r\n";
  const path = encodeURIComponent;
  const facts = (name: string, value: unknown) => ({ body: { facts: { [name]: value } } });
  it.each<[string, string, string, Asked]>([
    ["a query value", "GET", "/v1/duties", { query: `status=${LONG}` }],
    ["a query name", "GET", "/v1/duties", { query: `${LONG}=1` }],
    ["a query name twice", "GET", "/v1/duties", { query: `${LONG}=1&${LONG}=2` }],
    ["a nasty query value", "GET", "/v1/duties", { query: `agency=${path(NASTY.replace("\ud800", ""))}` }],
    [
      "a nasty period",
      "GET",
      "/v1/indicators/legal-review.opinion",
      { query: `period=${path("\u202e2026")}` },
    ],
    ["a rule", "GET", `/v1/indicators/${path(LONG)}`, {}],
    ["a duty id", "GET", `/v1/duties/${path(LONG)}`, {}],
    ["a duty id of the right form", "GET", `/v1/duties/${path(`a:${LONG}:b.c:1`)}`, {}],
    ["a measure id", "GET", `/v1/measures/${path(`a:${LONG}:b.c:1:supervise`)}`, {}],
    ["a mail id", "GET", `/v1/mail/${path(LONG)}`, { token: "token-operator" }],
    ["a record id", "GET", `/v1/records/enforcement-decision/${path(LONG)}`, {}],
    ["a gate of a record id", "GET", `/v1/gates/enforcement-decision/${path(LONG)}/decide`, {}],
    ["a record id that is written", "PUT", `/v1/records/enforcement-decision/${path(LONG)}`, facts("a", 1)],
    [
      "a nasty record id",
      "PUT",
      `/v1/records/enforcement-decision/${path("a\u202eb")}`,
      facts("kind", "行政许可"),
    ],
    ["a record type", "PUT", `/v1/records/${path(LONG)}/1`, facts("a", 1)],
    ["a fact's name", "PUT", "/v1/records/enforcement-decision/1", facts(LONG, 1)],
    ["a nasty fact's name", "PUT", "/v1/records/enforcement-decision/1", facts(NASTY, 1)],
    ["a fact's value", "PUT", "/v1/records/enforcement-decision/1", facts("kind", LONG)],
    ["a nasty fact's value", "PUT", "/v1/records/enforcement-decision/1", facts("kind", NASTY)],
    ["a body's key", "PUT", "/v1/records/enforcement-decision/1", { body: { [NASTY + LONG]: 1, facts: {} } }],
    [
      "a version",
      "PUT",
      "/v1/records/enforcement-decision/1",
      { ...facts("a", 1), headers: { "if-match": LONG } },
    ],
    ["a content type", "POST", "/v1/decide", { body: {}, headers: { "content-type": `text/${LONG}` } }],
    ["a path", "GET", `/v1/${path(LONG)}`, {}],
    ["a cursor", "GET", "/v1/duties", { query: `cursor=${"A".repeat(2000)}` }],
    ["a due date", "GET", "/v1/due", { query: `after=${path("\u202e")}&count=7&unit=day` }],
  ])("%s", async (_, method, at, asked) => {
    const { status, headers, body } = await call(method, at, asked);
    expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
    expect(status, JSON.stringify(body)).toBeLessThan(500);
    const text = JSON.stringify(body);
    expect(text.length).toBeLessThan(4000);
    expect(Object.values(body).join("")).not.toMatch(/[^\P{C}\n]/u);
    expect(headers).toMatchObject({
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });
});
