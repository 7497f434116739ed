import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { mockClient } from "aws-sdk-client-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { claimDigest, freezeDigest, settleDigest } from "../../functions/adapters/store/digests.ts";
import { saveImport } from "../../functions/adapters/store/imports.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { newImport } from "../../functions/domain/bulk/import-state.ts";
import { ROUTES } from "../../functions/handlers/http/routes.ts";
import { type Asked, call, dutyPath } from "../support/api.ts";
import { seen, wrongExamples } from "../support/api-contract.ts";
import { fixture } from "../support/corpus.ts";
import { FORM, linkTo } from "../support/links.ts";
import { hashOf, numberedRules } from "../support/small-rules.ts";

const DAY = "2026-11-16";
const admin = { token: "token-administrator" };
const second = { token: "token-second-administrator" };
const supervisor = { token: "token-supervisor" };
const operator = { token: "token-operator" };
const ruleset = (n: number) => `/v1/rulesets/${hashOf(numberedRules(n))}`;
const record = (id: string) => `/v1/records/enforcement-decision/${id}`;
const measure = (id: string) =>
  `/v1/measures/enforcement-decision:${id}:disclosure.licence-or-penalty:1:supervise`;
const mail = (recipient: string) => `/v1/mail/digest:1:market-regulation-${recipient}:${DAY}`;
const licence = (decidedOn: string, more: object = {}) => ({
  facts: { kind: "行政许可", documentNumber: "昌市许〔2026〕1号", decidedOn, ...more },
});
const PETITION = "/v1/duties/dispute:1:disputes.first-petition:1";
const petition = {
  kind: "信访事项",
  petition: { first: true, route: "信访程序", acceptedOn: "2026-11-02" },
};
const published = {
  doneOn: "2026-11-16",
  evidence: { publishedUrl: "https://www.example.org/1" },
};

/** In the mail of the day to the case officer. */
let link = "";

type Call = [method: string, path: string, asked: Asked];

/** For each operation a call that is accepted, then one that is refused. They run in the order of the routes. */
const CALLS: Readonly<Record<string, readonly [accepted: Call, refused: Call]>> = {
  putRecord: [
    ["PUT", record("9"), { body: licence("2026-11-12") }],
    ["PUT", record("9"), { body: licence("2026-11-12"), headers: { "if-match": '"7"' } }],
  ],
  eraseRecord: [
    [
      "POST",
      `${record("closed")}/erase`,
      { token: "token-administrator", body: { reason: "当事人书面请求删除" } },
    ],
    ["POST", `${record("closed")}/erase`, { token: "token-administrator", body: { reason: "再次请求" } }],
  ],
  getRecord: [
    ["GET", record("9"), {}],
    ["GET", record("nobody"), {}],
  ],
  explainRecord: [
    ["GET", `${record("9")}/explanation`, {}],
    ["GET", `${record("9")}/explanation`, { token: "token-housing" }],
  ],
  listRecords: [
    ["GET", "/v1/records", { query: "type=enforcement-decision&agency=market-regulation" }],
    ["GET", "/v1/records", { query: "type=enforcement-decision&agency=housing" }],
  ],
  decide: [
    ["POST", "/v1/decide", { body: { type: "enforcement-decision", ...licence("2026-11-12") } }],
    ["POST", "/v1/decide", { body: { type: "enforcement-decision", facts: { fineYuan: -1 } } }],
  ],
  getGate: [
    ["GET", "/v1/gates/enforcement-decision/9/decide", {}],
    ["GET", "/v1/gates/enforcement-decision/9/enforce", {}],
  ],
  listDuties: [
    ["GET", "/v1/duties", { query: "status=open&dueBefore=2026-12-31" }],
    ["GET", "/v1/duties", { query: "cursor=x" }],
  ],
  getDuty: [
    ["GET", dutyPath("1"), {}],
    ["GET", dutyPath("1"), { token: "token-housing" }],
  ],
  acknowledgeDuty: [
    ["POST", `${dutyPath("2")}/acknowledge`, { body: { until: "2026-11-18" } }],
    ["POST", `${dutyPath("2")}/acknowledge`, { body: { until: "2027-11-18" } }],
  ],
  dischargeDuty: [
    [
      "POST",
      `${dutyPath("5")}/discharge`,
      { body: { ...published, published: ["执法机关", "执法对象", "执法类别", "执法结论"] } },
    ],
    ["POST", `${dutyPath("5")}/discharge`, { body: published }],
  ],
  get openConfirmation(): [Call, Call] {
    return [
      ["GET", link, { token: null }],
      ["GET", "/v1/acknowledgements/x", { token: null }],
    ];
  },
  get confirmByLink(): [Call, Call] {
    const asked = { token: null, body: "until=2026-11-18", headers: FORM };
    return [
      ["POST", link, asked],
      ["POST", `${link}x`, asked],
    ];
  },
  waiveDuty: [
    ["POST", `${dutyPath("9")}/waive`, { ...supervisor, body: { reason: "职责已划转" } }],
    ["POST", `${dutyPath("9")}/waive`, { ...supervisor, body: { reason: "职责已划转" } }],
  ],
  extendDuty: [
    ["POST", `${PETITION}/extend`, { body: { reason: "案情复杂", until: "2027-01-15" } }],
    ["POST", `${PETITION}/extend`, { body: { reason: "同意", grant: true } }],
  ],
  listMeasures: [
    ["GET", "/v1/measures", { ...supervisor, query: "status=drafted" }],
    ["GET", "/v1/measures", operator],
  ],
  getMeasure: [
    ["GET", measure("1"), supervisor],
    ["GET", measure("1"), {}],
  ],
  issueMeasure: [
    ["POST", `${measure("1")}/issue`, { ...supervisor, body: {} }],
    ["POST", `${measure("1")}/issue`, { ...supervisor, body: {} }],
  ],
  answerMeasure: [
    ["POST", `${measure("1")}/answer`, { body: { text: "已公开" } }],
    ["POST", `${measure("1")}/answer`, { body: { text: "" } }],
  ],
  returnMeasure: [
    ["POST", `${measure("1")}/return`, { ...supervisor, body: { reason: "未见公开" } }],
    ["POST", `${measure("1")}/return`, { ...supervisor, body: { reason: "未见公开" } }],
  ],
  acceptMeasure: [
    ["POST", `${measure("3")}/accept`, { ...supervisor, body: { reason: "已核实" } }],
    ["POST", `${measure("3")}/accept`, { ...admin, body: { reason: "已核实" } }],
  ],
  cancelMeasure: [
    ["POST", `${measure("4")}/cancel`, { ...supervisor, body: { reason: "已当面督促" } }],
    ["POST", `${measure("督办")}/cancel`, { ...supervisor, body: { reason: "已当面督促" } }],
  ],
  getIndicator: [
    [
      "GET",
      "/v1/indicators/legal-review.reviewer-share",
      { query: "agency=market-regulation&period=2026-11" },
    ],
    ["GET", "/v1/indicators/legal-review.opinion", {}],
  ],
  computeDueDate: [
    ["GET", "/v1/due", { query: "after=2026-09-28T11:00%2B08:00&count=6.5&unit=working-day" }],
    ["GET", "/v1/due", { query: "after=2026-09-28&count=6.5&unit=day" }],
  ],
  listMail: [
    ["GET", "/v1/mail", { ...operator, query: `on=${DAY}` }],
    ["GET", "/v1/mail", { ...operator, query: "status=lost" }],
  ],
  getMail: [
    ["GET", mail("case-officer"), operator],
    ["GET", mail("nobody"), operator],
  ],
  retryMail: [
    ["POST", `${mail("case-officer")}/retry`, { ...admin, body: { resend: true, reason: "未收到" } }],
    ["POST", `${mail("case-officer")}/retry`, { ...admin, body: {} }],
  ],
  resolveMail: [
    ["POST", `${mail("head")}/resolve`, { ...admin, body: { sent: true, reason: "已收到" } }],
    ["POST", `${mail("head")}/resolve`, { ...operator, body: { sent: true, reason: "已收到" } }],
  ],
  listDeadLetters: [
    ["GET", "/v1/dead-letters", operator],
    ["GET", "/v1/dead-letters", supervisor],
  ],
  replayDeadLetters: [
    ["POST", "/v1/dead-letters/replay", { ...admin, body: { ids: ["m1", "m2"] } }],
    ["POST", "/v1/dead-letters/replay", { ...admin, body: { ids: [] } }],
  ],
  listImports: [
    ["GET", "/v1/imports", operator],
    ["GET", "/v1/imports", { ...operator, query: "cursor=x" }],
  ],
  getImport: [
    ["GET", "/v1/imports/i1", operator],
    ["GET", "/v1/imports/i2", operator],
  ],
  listSweeps: [
    ["GET", "/v1/sweeps", operator],
    ["GET", "/v1/sweeps", { ...operator, query: "days=3" }],
  ],
  getApiDocument: [
    ["GET", "/v1/openapi.json", { token: null }],
    ["GET", "/v1/openapi.json", { token: null, query: "version=3" }],
  ],
  listRulesets: [
    ["GET", "/v1/rulesets", supervisor],
    ["GET", "/v1/rulesets", operator],
  ],
  proposeRuleset: [
    ["POST", "/v1/rulesets", { ...admin, body: { files: Object.fromEntries(numberedRules(1)) } }],
    ["POST", "/v1/rulesets", { ...admin, body: { files: Object.fromEntries(fixture) } }],
  ],
  getRuleset: [
    ["GET", ruleset(1), supervisor],
    ["GET", ruleset(9), supervisor],
  ],
  approveRuleset: [
    ["POST", `${ruleset(1)}/approve`, second],
    ["POST", `${ruleset(1)}/approve`, second],
  ],
  rollBackRuleset: [
    ["POST", "/v1/rulesets/rollback", { ...admin, body: { reason: "误改" } }],
    ["POST", "/v1/rulesets/rollback", { ...admin, body: { reason: "误改", hash: "latest" } }],
  ],
  rejectRuleset: [
    ["POST", `${ruleset(2)}/reject`, { ...second, body: { reason: "金额有误" } }],
    ["POST", `${ruleset(2)}/reject`, { ...second, body: { reason: "金额有误" } }],
  ],
  withdrawRuleset: [
    ["POST", `${ruleset(3)}/withdraw`, admin],
    ["POST", `${ruleset(3)}/withdraw`, admin],
  ],
};

/** Claimed, and nobody knows what the provider did with it. */
async function uncertain(recipient: string): Promise<void> {
  const id = `digest:1:market-regulation-${recipient}:${DAY}`;
  await freezeDigest(id);
  const claim = await claimDigest(id, "2026-11-16T02:30:00.000Z");
  if (!claim) throw new Error(`not claimed: ${id}`);
  await settleDigest(claim, "uncertain", { error: "no answer" });
}

beforeAll(async () => {
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
  link = await linkTo(body.duties[0].id, { recipient, day: DAY, dueOn: "2026-11-18" });
  for (const recipient of ["case-officer", "head"]) await uncertain(recipient);
  await call("POST", `${measure("3")}/issue`, { ...supervisor, body: {} });
  await call("POST", `${measure("3")}/answer`, { body: { text: "已公开" } });
  for (const n of [2, 3])
    await call("POST", "/v1/rulesets", { ...admin, body: { files: Object.fromEntries(numberedRules(n)) } });
});

describe("the API document", () => {
  type Json = Record<string, Record<string, unknown>>;
  let document: { paths: Record<string, Json>; tags: { name: string }[]; components: { schemas: Json } };
  let text: string;

  beforeAll(async () => {
    const answer = await call("GET", "/v1/openapi.json", { token: null });
    document = answer.body;
    text = JSON.stringify(document);
  });
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );

  it("is valid OpenAPI 3.1", async () => {
    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
  });

  it("has every route, and nothing else", () => {
    const routes = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(
      operations()
        .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
        .sort(),
    ).toEqual(routes.sort());
    expect(new Set(routes).size).toBe(routes.length);
  });

  it("names every operation once, in camel case, with a summary in Chinese and a tag that there is", () => {
    const ids = operations().map(({ operation }) => String(operation.operationId));
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { operation } of operations()) {
      expect(operation.operationId).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
      expect(operation.summary).toMatch(/[\u4e00-\u9fff]/);
      for (const tag of operation.tags as string[]) expect(tags).toContain(tag);
    }
  });

  it("has the parameters that stand in each path", () => {
    for (const { path, operation } of operations()) {
      const written = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = ((operation.parameters ?? []) as { in: string; name: string }[])
        .filter((one) => one.in === "path")
        .map(({ name }) => name);
      expect(declared.sort(), path).toEqual(written.sort());
    }
  });

  it("refers to nothing that is not there, and has nothing that is not referred to", () => {
    const referred = new Set(
      [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name),
    );
    expect([...referred].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it("lets nobody do without a token but who reads the document or came from a mail", () => {
    const open = operations().filter(({ operation }) => operation.security !== undefined);
    expect(open.map(({ operation }) => operation.operationId)).toEqual([
      "openConfirmation",
      "confirmByLink",
      "getApiDocument",
    ]);
  });

  it("has the facts of each record type in force", () => {
    expect(document.components.schemas["Facts.enforcement-decision"]?.properties).toMatchObject({
      kind: { title: "执法类别", enum: expect.arrayContaining(["行政许可"]) },
      fineYuan: { type: "number", description: "单位：元" },
    });
  });

  it("shows nothing of the machine that it runs on", () => {
    expect(text).not.toMatch(/amazonaws|arn:|127\.0\.0\.1|dynamo|functions\/|node_modules|\bpk\b|\bsk\b/i);
  });

  it("may be kept, and is not sent again to whom has it", async () => {
    const { headers } = await call("GET", "/v1/openapi.json", { token: null });
    expect(headers["cache-control"]).toBe("public, max-age=300");
    const again = await call("GET", "/v1/openapi.json", {
      token: null,
      headers: { "If-None-Match": String(headers.etag) },
    });
    expect([again.status, again.body, again.headers.etag]).toEqual([304, null, headers.etag]);
  });
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

  it("so are the examples in it", async () => {
    expect(await wrongExamples()).toEqual([]);
  });
});
