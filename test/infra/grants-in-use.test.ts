import { readFileSync } from "node:fs";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { pauseMail } from "../../functions/adapters/store/mail-pause.ts";
import { GRANTS } from "../../infra/grants.ts";
import { isAllowed, partsOf, type Wish } from "../support/access/evaluate.ts";
import { type GuardedStack, startGuardedStack } from "../support/access/guarded-stack.ts";

const DAY = "2026-11-23";
const RECORD = "/v1/records/enforcement-decision";
const duty = (id: string) => `/v1/duties/enforcement-decision:${id}:disclosure.licence-or-penalty:1`;
const MEASURE = "/v1/measures/enforcement-decision:late:disclosure.licence-or-penalty:1:supervise";

let guarded: GuardedStack;
beforeAll(async () => {
  guarded = await startGuardedStack(DAY);
  await publish((settings) => settings);
});
afterAll(() => guarded.stop());

const tokens = new Map<string, string>();
async function tokenOf(form: string): Promise<string> {
  const known = tokens.get(form);
  if (known !== undefined) return known;
  const answer = await fetch(`${guarded.stack.env.YIFA_OIDC_ISSUER}/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  tokens.set(form, access_token);
  return access_token;
}

const AGENCY = "role=agency&agency=market-regulation";
async function call(as: string, method: string, path: string, body?: object) {
  const answer = await fetch(guarded.stack.apiUrl + path, {
    method,
    headers: { authorization: `Bearer ${await tokenOf(as)}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const SUPERVISOR = "role=supervisor";
const ADMINISTRATOR = "role=administrator";
const OPERATOR = "role=operator";

const licence = (number: string, decidedOn: string) => ({
  facts: { kind: "行政许可", documentNumber: `昌市监许〔2026〕${number}号`, decidedOn },
});
/** Every fact that the rules ask for beside those of `licence`. */
const complete = {
  party: { type: "法人及非法人组织" },
  ...Object.fromEntries(
    [
      "majorRights",
      "majorPublicInterest",
      "socialImpact",
      "socialImpactOrRisk",
      "hearingRequired",
      "complex",
    ].map((name) => [name, false]),
  ),
  onReviewCatalogue: false,
  licenceKind: "普通",
};
const DIGEST = `digest:1:market-regulation-case-officer:${DAY}`;
const receipt = (eventType: string, more: object = {}) => ({
  eventType,
  mail: {
    messageId: "ses-1",
    timestamp: "2026-11-23T02:30:01.000Z",
    destination: ["case-officer@market-regulation.example.org"],
    tags: { digest: [DIGEST.replaceAll(":", "_")] },
  },
  ...more,
});

/** Through the API, by two administrators. */
async function publish(change: (settings: string) => string): Promise<void> {
  const hash = await propose(change);
  const approved = await call("role=administrator&name=乙", "POST", `/v1/rulesets/${hash}/approve`);
  expect(approved).toMatchObject({ status: 200 });
  expect(guarded.guard.refusals()).toEqual([]);
}

async function propose(change: (settings: string) => string): Promise<string> {
  const files = new Map(await readRulesFolder("rules"));
  files.set("settings.json", change(files.get("settings.json") ?? ""));
  const body = { files: Object.fromEntries(files) };
  const proposed = await call("role=administrator&name=甲", "POST", "/v1/rulesets", body);
  expect(proposed).toMatchObject({ status: 201 });
  return (proposed.body.ruleset as { hash: string }).hash;
}

async function send(queue: string, message: object): Promise<void> {
  const QueueUrl = `${guarded.guard.endpoint}/000000000000/yifa-${queue}`;
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
}

/** Every kind of call that each function makes on a usual day, in its order. Nothing may be refused to any of them. */
describe("each function may do what it does:", () => {
  beforeAll(async () => {
    const days = { late: "2026-10-12", due: "2026-11-19", done: "2026-11-13", void: "2026-11-16" };
    for (const [id, on] of Object.entries(days)) {
      const { status } = await call(AGENCY, "PUT", `${RECORD}/${id}`, licence(id, on));
      expect(status).toBe(201);
    }
  });

  test.each<[string, string, string, string, object | undefined, number]>([
    ["a record", AGENCY, "GET", `${RECORD}/late`, undefined, 200],
    ["records", AGENCY, "GET", "/v1/records?type=enforcement-decision", undefined, 200],
    ["a record moved", AGENCY, "PUT", `${RECORD}/done`, licence("done", "2026-11-12"), 200],
    [
      "a decision",
      AGENCY,
      "POST",
      "/v1/decide",
      { type: "enforcement-decision", id: "x", agency: "market-regulation", ...licence("x", "2026-11-12") },
      200,
    ],
    ["a gate", AGENCY, "GET", "/v1/gates/enforcement-decision/late/decide", undefined, 200],
    ["duties", SUPERVISOR, "GET", "/v1/duties", undefined, 200],
    ["a duty", AGENCY, "GET", duty("due"), undefined, 200],
    ["an acknowledgement", AGENCY, "POST", `${duty("due")}/acknowledge`, { until: "2026-11-25" }, 200],
    ["a waiver", SUPERVISOR, "POST", `${duty("void")}/waive`, { reason: "经批准" }, 200],
    [
      "the facts that a record lacked",
      AGENCY,
      "PUT",
      `${RECORD}/void`,
      { facts: { ...licence("void", "2026-11-16").facts, ...complete } },
      200,
    ],
    ["a due date", AGENCY, "GET", "/v1/due?after=2026-11-12&count=7&unit=working-day", undefined, 200],
  ])("the API, for %s", async (_, as, method, path, body, status) => {
    const answer = await call(as, method, path, body);
    expect(guarded.guard.refusals()).toEqual([]);
    expect(answer).toMatchObject({ status });
  });

  test.each(["open-periods", "sweep"])("%s", async (name) => {
    await guarded.stack.invoke(name, { asOf: DAY });
    expect(guarded.guard.refusals()).toEqual([]);
  });

  test("deliver, and receipts of what it delivered", async () => {
    await guarded.stack.drain();
    expect(guarded.guard.refusals()).toEqual([]);
    const bounce = { timestamp: "2026-11-23T02:31:02.000Z", bounceType: "Permanent" };
    await send("receipts-queue", receipt("Delivery", { delivery: bounce }));
    await send("receipts-queue", receipt("Bounce", { bounce }));
    await guarded.stack.drain();
    expect(guarded.guard.refusals()).toEqual([]);
  });

  test.each(["sweep", "release", "audit"])("%s, after that", async (name) => {
    if (name === "release") await pauseMail("2026-11-23T00:00:00Z", "2026-11-23T00:10:00Z", "测试");
    await guarded.stack.invoke(name, { asOf: DAY });
    await guarded.stack.drain();
    expect(guarded.guard.refusals()).toEqual([]);
  });

  test("what is stored is brought up to the rules that come into force", async () => {
    await publish((settings) => settings.replace('"goLiveOn": "2026-08-01"', '"goLiveOn": "2026-08-03"'));
    await guarded.stack.invoke("recompute", { asOf: DAY });
    expect(guarded.guard.refusals()).toEqual([]);
  });

  test("bulk-import, of a file that is dropped", async () => {
    const key = "imports/market-regulation/licences.csv";
    const bucket = new S3Client({ forcePathStyle: true });
    const Body = readFileSync("test/samples/licences.csv");
    await bucket.send(new PutObjectCommand({ Bucket: "yifa-imports", Key: key, Body }));
    const s3 = { bucket: { name: "yifa-imports" }, object: { key, size: Body.length } };
    await send("import-queue", { Records: [{ eventSource: "aws:s3", eventName: "ObjectCreated:Put", s3 }] });
    await guarded.stack.drain();
    expect(guarded.guard.refusals()).toEqual([]);
    const { body } = await call(AGENCY, "GET", "/v1/imports");
    expect(body).toMatchObject({ imports: [{ status: "done" }] });
    const [{ id }] = body.imports as [{ id: string }];
    expect(await call(AGENCY, "GET", `/v1/imports/${id}`)).toMatchObject({ status: 200 });
    expect(guarded.guard.refusals()).toEqual([]);
  });

  test("impact, of rules that are proposed", async () => {
    const hash = await propose((settings) =>
      settings.replace('"goLiveOn": "2026-08-01"', '"goLiveOn": "2026-08-05"'),
    );
    const path = `/v1/rulesets/${hash}/impact`;
    expect(await call(ADMINISTRATOR, "POST", path, {})).toMatchObject({ status: 202 });
    await guarded.stack.drain();
    expect(guarded.guard.refusals()).toEqual([]);
    expect(await call(SUPERVISOR, "GET", path)).toMatchObject({ status: 200, body: { status: "done" } });
    expect(guarded.guard.refusals()).toEqual([]);
  });

  test("dead letters are put aside", async () => {
    await send("deliver-dead-letters", { digest: DIGEST, on: DAY });
    await send("receipts-dead-letters", receipt("Send"));
    await send("import-dead-letters", { Event: "s3:TestEvent" });
    await send("impact-dead-letters", { to: "0", run: "1", lane: "awaiting" });
    expect(guarded.guard.refusals()).toEqual([]);
  });

  test.each<[string, string, string, string, object | undefined, number]>([
    ["measures", SUPERVISOR, "GET", "/v1/measures?status=drafted", undefined, 200],
    ["a measure", SUPERVISOR, "GET", MEASURE, undefined, 200],
    ["its issue", SUPERVISOR, "POST", `${MEASURE}/issue`, {}, 200],
    ["its answer", AGENCY, "POST", `${MEASURE}/answer`, { text: "已公开" }, 200],
    ["its return", SUPERVISOR, "POST", `${MEASURE}/return`, { reason: "材料不全" }, 200],
    ["mails", OPERATOR, "GET", `/v1/mail?on=${DAY}`, undefined, 200],
    ["a mail", ADMINISTRATOR, "GET", `/v1/mail/${DIGEST}`, undefined, 200],
    ["dead letters", OPERATOR, "GET", "/v1/dead-letters", undefined, 200],
    ["their return to the queues", OPERATOR, "POST", "/v1/dead-letters/replay", {}, 200],
    ["rulesets", SUPERVISOR, "GET", "/v1/rulesets", undefined, 200],
    ["sweeps", OPERATOR, "GET", "/v1/sweeps", undefined, 200],
    ["an indicator", SUPERVISOR, "GET", "/v1/indicators/legal-review.reviewer-share", undefined, 200],
  ])("the API, for %s", async (_, as, method, path, body, status) => {
    const answer = await call(as, method, path, body);
    expect(guarded.guard.refusals()).toEqual([]);
    expect(answer).toMatchObject({ status });
  });
});

/** What no usual day asks for, and why it is granted all the same. */
const RARE: Readonly<Record<string, string>> = {
  "yifa-audit RemoveItems audit-findings": "a finding that is found no more",
  "yifa-deliver SendMail arn:aws:ses:ap-southeast-1:000000000000:identity/yifa@example.org":
    "where the operator has verified the address and not its domain",
  "yifa-deliver WriteItems mail": "a provider that takes no mail at all",
  "yifa-bulk-import RemoveItems agency#*": "a row that supplies what a record lacked",
  "yifa-bulk-import SendImportQueue arn:aws:sqs:ap-southeast-1:000000000000:yifa-import-queue":
    "a file that takes longer than one call",
  "yifa-impact QuerybyAgency *#duty": "duties of periods, when a calendar changes",
  "yifa-impact SendImpactQueue arn:aws:sqs:ap-southeast-1:000000000000:yifa-impact-queue":
    "a lane that takes longer than one call",
  "yifa-open-periods RemoveItems agency#*": "a record whose personal data has been kept long enough",
  "yifa-open-periods WriteItems agency#*": "a record whose personal data has been kept long enough",
  "yifa-recompute QuerybyAgency *#duty": "duties of periods, when a calendar or a ladder changes",
  "yifa-recompute RemoveItems agency#*": "facts that the rules in force ask for no more",
  "yifa-recompute WriteItems agency#*": "facts that the rules in force ask for now",
  "yifa-recompute WriteItems case#*": "a duty that the rules in force open, move or withdraw",
  "yifa-recompute WriteItems digest#*": "the same, and the agency is told",
  "yifa-sweep QuerybyAgency *#duty": "the recomputation, where a sweep comes before it",
  "yifa-sweep QuerybyAgency *#record#*": "the recomputation, where a sweep comes before it",
  "yifa-sweep ReadItems digest#*": "a digest whose outcome nobody knows",
  "yifa-sweep RemoveItems agency#*": "the recomputation, where a sweep comes before it",
  "yifa-sweep WriteItems recompute*": "the recomputation, where a sweep comes before it",
};

test("nothing is granted that no function asks for, but for what is rare", () => {
  const { statements, asked } = guarded.guard;
  const unused = [...statements].flatMap(([who, own]) =>
    // What has no name is of constructs: Lambda takes messages and writes dead letters in the function's name.
    partsOf(own.filter(({ Sid }) => Sid !== undefined))
      .filter(({ statement }) => !asked.some((one) => one.who === who && isAllowed([statement], one)))
      .map(({ statement, of }) => `${who} ${statement.Sid} ${of}`),
  );
  expect(unused.sort()).toEqual(Object.keys(RARE).sort());
});

test("reports from a mailbox and events of SES do the same to the table", () => {
  expect(GRANTS.DeliveryReports).toEqual(GRANTS.Receipts);
});

describe("the guard itself refuses", () => {
  const wish = (action: string, key: string, index = ""): Wish => ({
    action: `dynamodb:${action}`,
    resource: `arn:aws:dynamodb:ap-southeast-1:000000000000:table/yifa-table${index}`,
    context: { "dynamodb:LeadingKeys": [key] },
  });
  test.each<[string, string, Wish]>([
    ["the sender a write to a case", "yifa-deliver", wish("PutItem", "case#enforcement-decision#1")],
    ["the auditor a change of the rules in force", "yifa-audit", wish("PutItem", "ruleset")],
    ["the API the audits", "yifa-api", wish("PutItem", "audit#2026-11-23")],
    ["the API a deleted case", "yifa-api", wish("DeleteItem", "case#enforcement-decision#1")],
    ["everybody a scan", "yifa-sweep", { ...wish("Scan", ""), context: {} }],
    ["a list of another lane", "yifa-open-periods", wish("Query", "housing#duty", "/index/byAgency")],
    ["an item that is none of ours", "yifa-api", wish("GetItem", "secrets")],
    [
      "mail in another name",
      "yifa-deliver",
      {
        action: "ses:SendEmail",
        resource: "arn:aws:ses:ap-southeast-1:000000000000:identity/example.org",
        context: { "ses:FromAddress": ["other@example.org"] },
      },
    ],
    ["who is no function of ours", "yifa-nobody", wish("GetItem", "ruleset")],
  ])("%s", (_, who, asked) => {
    expect(isAllowed(guarded.guard.statements.get(who) ?? [], asked)).toBe(false);
  });
});
