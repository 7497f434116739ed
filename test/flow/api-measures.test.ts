import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../functions/application/sweep.ts";
import { call } from "../support/api.ts";

const ID = "enforcement-decision:1:disclosure.licence-or-penalty:1:supervise";
const PATH = `/v1/measures/${ID}`;
const supervisor = "token-supervisor";

describe("measures", () => {
  beforeAll(async () => {
    process.env.YIFA_DELIVER_QUEUE_URL = "http://127.0.0.1/queue";
    mockClient(SQSClient).on(SendMessageBatchCommand).resolves({});
    const facts = { kind: "行政许可", documentNumber: "昌市许〔2026〕1号", decidedOn: "2026-10-12" };
    await call("PUT", "/v1/records/enforcement-decision/1", { body: { facts } });
    await sweep("2026-11-16");
  });

  it("are drafts to the supervisor, and nothing to the agency", async () => {
    const { body } = await call("GET", "/v1/measures", { token: supervisor, query: "status=drafted" });
    expect(body.measures).toMatchObject([{ id: ID, kind: "督办", issuer: "justice" }]);
    expect((await call("GET", "/v1/measures")).body).toEqual({ measures: [] });
    expect((await call("GET", PATH)).status).toBe(404);
  });

  it.each<[string, string, object, number, string]>([
    ["issue of the agency itself", "issue", { body: {} }, 403, "forbidden"],
    ["issue of an administrator", "issue", { token: "token-administrator", body: {} }, 403, "forbidden"],
    ["acceptance of a draft", "accept", { token: supervisor, body: { reason: "好" } }, 409, "measure-status"],
    [
      "answer of a neighbour",
      "answer",
      { token: "token-housing", body: { text: "好" } },
      404,
      "unknown-measure",
    ],
    ["return without a reason", "return", { token: supervisor, body: {} }, 422, "invalid-body"],
    ["unknown key", "issue", { token: supervisor, body: { nummer: "1" } }, 422, "invalid-body"],
  ])("refuse the %s", async (_, act, asked, status, code) => {
    const answer = await call("POST", `${PATH}/${act}`, asked);
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it("refuse an id that is none", async () => {
    const { status, body } = await call("GET", "/v1/measures/督办", { token: supervisor });
    expect([status, body.code]).toEqual([422, "invalid-measure-id"]);
  });

  it("are issued by the supervisor, answered by the agency and accepted", async () => {
    const issued = await call("POST", `${PATH}/issue`, { token: supervisor, body: {} });
    expect(issued.body.measure).toMatchObject({
      status: "issued",
      issued: { number: "司法局督办〔2026〕1号" },
    });
    expect(issued.headers.etag).toBe('"2"');
    expect((await call("POST", `${PATH}/answer`, { body: { text: "已公开" } })).body.measure.status).toBe(
      "answered",
    );
    const accepted = await call("POST", `${PATH}/accept`, { token: supervisor, body: { reason: "已核实" } });
    expect(accepted.body.measure).toMatchObject({ status: "accepted", closing: { by: "justice" } });
  });
});
