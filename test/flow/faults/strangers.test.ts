import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../../functions/application/sweep.ts";
import { dutyRoutes } from "../../../functions/handlers/http/duties.ts";
import { mailRoutes } from "../../../functions/handlers/http/mail.ts";
import { measureRoutes } from "../../../functions/handlers/http/measures.ts";
import { recordRoutes } from "../../../functions/handlers/http/records.ts";
import { call } from "../../support/api.ts";

const RECORD = "enforcement-decision/1";
const DUTY = "enforcement-decision:1:disclosure.licence-or-penalty:1";
const MEASURE = `${DUTY}:supervise`;
const DIGEST = "digest:1:market-regulation-head:2026-11-16";

/** Ids of one agency, by the resource that a path names. */
const IDS: Record<string, string> = {
  records: RECORD,
  gates: `${RECORD}/decide`,
  duties: DUTY,
  measures: MEASURE,
  mail: DIGEST,
};
/** What would be accepted from the agency itself or its supervisor. */
const BODIES: Record<string, object> = {
  "": { facts: { kind: "行政许可" }, agency: "market-regulation" },
  discharge: {},
  acknowledge: { until: "2026-11-17" },
  waive: { reason: "不再办理" },
  extend: { reason: "案情复杂", until: "2026-12-01" },
  issue: {},
  cancel: { reason: "已当面督促" },
  answer: { text: "已公开" },
  accept: { reason: "已核实" },
  return: { reason: "未公开" },
  retry: { reason: "再发" },
  resolve: { sent: true, reason: "已收到" },
};

const one = [...recordRoutes, ...dutyRoutes, ...measureRoutes, ...mailRoutes].filter(({ path }) =>
  path.includes("{"),
);
const addressed = one.map(({ method, path }) => {
  const [, , resource = "", ...rest] = path.split("/");
  const act = rest.filter((part) => !part.includes("{")).join("");
  const body = method === "GET" ? undefined : BODIES[act];
  return {
    method: String(method),
    path: `/v1/${resource}/${IDS[resource]}${act === "" ? "" : `/${act}`}`,
    body,
  };
});

const stored = async () => {
  const { body } = await call("GET", `/v1/duties/${DUTY}`);
  const measure = await call("GET", `/v1/measures/${MEASURE}`, { token: "token-supervisor" });
  return [body.duty, measure.body.measure];
};

describe("fault 17: another agency's", () => {
  beforeAll(async () => {
    process.env.YIFA_DELIVER_QUEUE_URL = "http://127.0.0.1/queue";
    mockClient(SQSClient).on(SendMessageBatchCommand).resolves({});
    const facts = { kind: "行政许可", documentNumber: "昌市许〔2026〕1号", decidedOn: "2026-10-12" };
    await call("PUT", `/v1/records/${RECORD}`, { body: { facts } });
    await sweep("2026-11-16");
  });

  it("paths are all of those that name one thing", () => {
    expect(addressed.length).toBeGreaterThan(14);
    expect(addressed.filter(({ path }) => path.includes("undefined"))).toEqual([]);
  });

  it.each(addressed)(
    "$method $path does not exist for a neighbour, and nothing changes",
    async ({ method, path, body }) => {
      const before = await stored();
      const answer = await call(method, path, { token: "token-housing", ...(body && { body }) });
      expect([403, 404], JSON.stringify(answer.body)).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toContain("昌市许");
      expect(await stored()).toEqual(before);
    },
  );

  it.each(addressed)("$method $path needs a token", async ({ method, path, body }) => {
    const answer = await call(method, path, { token: null, ...(body && { body }) });
    expect(answer.status).toBe(401);
  });

  it.each(["/v1/duties", "/v1/records", "/v1/measures"])("things are not in the list %s", async (path) => {
    const type = path === "/v1/records" ? "type=enforcement-decision" : "";
    const { body } = await call("GET", path, { token: "token-housing", query: type });
    expect(JSON.stringify(body)).not.toContain("昌市许");
    const asked = await call("GET", path, {
      token: "token-housing",
      query: [type, "agency=market-regulation"].filter(Boolean).join("&"),
    });
    expect(asked.status).toBe(404);
  });

  it("place in a list is of no use to a neighbour", async () => {
    const cursor = Buffer.from(
      JSON.stringify([1, 0, "market-regulation", `open#2026-10-21#${DUTY}`]),
    ).toString("base64url");
    const { status, body } = await call("GET", "/v1/duties", {
      token: "token-housing",
      query: `cursor=${cursor}`,
    });
    expect([status, body.code]).toEqual([400, "invalid-cursor"]);
  });
});
