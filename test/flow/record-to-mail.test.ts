import { S3Client } from "@aws-sdk/client-s3";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetCommand, ScanCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { SQSEvent } from "aws-lambda";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { publishRuleset } from "../../functions/adapters/rulesets.ts";
import { recordKey } from "../../functions/adapters/store/keys.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { openPeriods } from "../../functions/application/open-periods.ts";
import { putRecord } from "../../functions/application/put-record.ts";
import { type SweepReport, sweep } from "../../functions/application/sweep.ts";
import type { Caller, NoticeLine } from "../../functions/domain/entities.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { handler as deliverHandler } from "../../functions/handlers/deliver.ts";
import { newTable, startTables, stopTables } from "../support/notice-table.ts";

const DAY = "2026-11-23";
const CALLER: Caller = { name: "test", role: "administrator" };

const ses = mockClient(SESv2Client);
const sqs = mockClient(SQSClient);
mockClient(S3Client);

let files: ReadonlyMap<string, string>;
let ruleset: Ruleset;
/** Bodies in the queue, and the mails that the provider took. */
let queue: string[];
/** What the provider answers to the next mail, once. */
let refusal: Error | undefined;
let taken: { tag: string; to: string; subject: string; text: string }[];

beforeAll(async () => {
  await startTables();
  files = await readRulesFolder("rules");
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterAll(stopTables);
beforeEach(start);
afterEach(() => {
  process.env.YIFA_AS_OF = "";
});

async function start(): Promise<void> {
  await newTable();
  process.env.YIFA_AS_OF = DAY;
  ruleset = await publishRuleset(files);
  [queue, taken, refusal] = [[], [], undefined];
  fuse = whole();
  ses.reset();
  ses.on(SendEmailCommand).callsFake(async (input) => {
    const refused = refusal;
    refusal = undefined;
    if (refused) throw refused;
    return through(true, async () => {
      taken.push({
        tag: input.EmailTags[0].Value,
        to: input.Destination.ToAddresses[0],
        subject: input.Content.Simple.Subject.Data,
        text: input.Content.Simple.Body.Text.Data,
      });
      return { MessageId: `m${taken.length}` };
    });
  });
  sqs.reset();
  sqs.on(SendMessageBatchCommand).callsFake(async (input) => {
    return through(true, async () => {
      queue.push(...input.Entries.map((entry: { MessageBody: string }) => entry.MessageBody));
      return {};
    });
  });
}

/** How many writes and sends have their effect before one loses its answer; with `dies` nothing works after that. */
let fuse: { left: number; dies: boolean; blown: boolean };
const whole = () => ({ left: Number.POSITIVE_INFINITY, dies: false, blown: false });

/** One call to the outside. What a dead process asks for never happens. */
async function through<T>(effect: boolean, call: () => Promise<T>): Promise<T> {
  if (fuse.blown && fuse.dies) throw new Error("process killed");
  const answer = await call();
  if (!effect || fuse.blown) return answer;
  fuse.left -= 1;
  if (fuse.left > 0) return answer;
  fuse.blown = true;
  throw Object.assign(new Error("answer lost"), { code: "ECONNRESET" });
}

const WRITES = new Set(["TransactWriteItemsCommand", "UpdateItemCommand", "PutItemCommand"]);

function breakAfter(effects: number, dies: boolean): void {
  fuse = { left: effects, dies, blown: false };
  connect().client.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        through(WRITES.has(commandName ?? ""), () => next(args)),
    { step: "initialize", name: "fuse", priority: "low", override: true },
  );
}

async function put(id: string, facts: Record<string, unknown>, agency = "market-regulation") {
  return putRecord({
    key: { type: "enforcement-decision", id },
    agency,
    facts: { kind: "行政许可", documentNumber: `昌市许〔2026〕${id}号`, "party.name": "张三丰", ...facts },
    caller: CALLER,
    on: DAY,
    ruleset,
  });
}

const sqsEvent = (bodies: readonly string[]) =>
  ({ Records: bodies.map((body, n) => ({ messageId: `message-${n}`, body })) }) as SQSEvent;

/** Hands the queue to the function until it is empty; what comes back is tried again a few times. */
async function drain(rounds = 3): Promise<void> {
  for (let round = 0; round < rounds && queue.length > 0; round++) {
    const bodies = queue.splice(0);
    const answer = await deliverHandler(sqsEvent(bodies), {} as never);
    for (const { itemIdentifier } of answer.batchItemFailures) {
      queue.push(bodies[Number(itemIdentifier.split("-")[1])] as string);
    }
  }
}

async function items(): Promise<Record<string, unknown>[]> {
  const { client, table } = connect();
  return (await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items ?? [];
}
const lines = async () =>
  (await items()).filter((item) => item.kind === "line").map((item) => item.data as NoticeLine);
const digests = async () =>
  (await items())
    .filter((item) => item.kind === "digest")
    .map((item) => ({ id: item.id as string, status: item.status as string }));

function balanced(report: SweepReport): void {
  const silent = report.suppressed.reduce((sum, one) => sum + one.count, 0);
  expect(report.lines + report.missed + report.withdrawn + silent).toBe(report.due);
}

/** Each line in exactly one digest, each digest handed over at most once. */
async function exact(): Promise<void> {
  const all = await items();
  const members = all
    .filter((item) => item.kind === "member")
    .map((item) => (item.line as { sk: string }).sk);
  const collected = (await lines()).filter((line) => line.status === "collecting").map((line) => line.key);
  expect(members.sort()).toEqual(collected.sort());
  expect(new Set(taken.map((mail) => mail.tag)).size).toBe(taken.length);
}

describe("from record to mail", () => {
  it("sends each recipient one digest of what is due", async () => {
    await put("1", { decidedOn: "2026-11-11" });
    await put("2", { decidedOn: "2026-11-12" });
    const report = await sweep(DAY);
    balanced(report);
    expect(report.failed).toEqual([]);
    await drain();
    const officer = taken.find((mail) => mail.to === "case-officer@market-regulation.example.org");
    expect(officer?.subject).toMatch(/^【执法公示提醒】昌吉市市场监督管理局：.*今日到期1件/);
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
    queue = [];
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
    expect([...sent]).toEqual(["supervise"]);
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

describe("a write or a send", () => {
  const LATER = "2026-11-24";

  it.each([
    ["is the last thing that the process does", true],
    ["loses its answer", false],
  ])("%s: every line is made, no digest is handed over twice", async (_, dies) => {
    for (let n = 1; ; n++) {
      await start();
      await put("1", { decidedOn: "2026-11-12" });
      breakAfter(n, dies);
      await sweep(DAY).catch(() => undefined);
      await drain(1);
      const { blown } = fuse;
      fuse = whole();
      balanced(await sweep(DAY));
      await drain();
      process.env.YIFA_AS_OF = LATER;
      balanced(await sweep(LATER));
      await drain();
      const made = (await lines()).filter((line) => line.step === "due-day").map((line) => line.key);
      expect(new Set(made).size, `after ${n} effects`).toBe(3);
      await exact();
      const states = (await digests()).map((one) => one.status);
      expect(
        states.filter((status) => !["sent", "empty", "uncertain"].includes(status)),
        `after ${n} effects`,
      ).toEqual([]);
      expect(states.filter((status) => status === "uncertain").length).toBeLessThanOrEqual(1);
      if (!blown) break;
      expect(n).toBeLessThan(100);
    }
  });
});

describe("the provider", () => {
  const fault = (name: string, status = 400) =>
    Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

  const send = async (error: Error) => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    const body = queue.find((one) => one.includes("case-officer")) as string;
    queue = [];
    refusal = error;
    const answer = await deliverHandler(sqsEvent([body]), {} as never);
    const { digest } = JSON.parse(body) as { digest: string };
    const status = (await digests()).find((one) => one.id === digest)?.status;
    return { body, status, again: answer.batchItemFailures.length };
  };

  it.each([
    ["throttles", fault("TooManyRequestsException", 429), "frozen", 1],
    ["has paused the account", fault("SendingPausedException"), "frozen", 1],
    ["refuses the connection", Object.assign(new Error("refused"), { code: "ECONNREFUSED" }), "frozen", 1],
    ["rejects the mail", fault("MessageRejected"), "failed", 0],
    [
      "gives no answer in time",
      Object.assign(new Error("timeout"), { name: "TimeoutError" }),
      "uncertain",
      0,
    ],
    ["breaks the connection", Object.assign(new Error("reset"), { code: "ECONNRESET" }), "uncertain", 0],
  ])("%s", async (_, error, status, again) => {
    expect(await send(error)).toMatchObject({ status, again });
  });

  it("is asked again after it throttled, and never after the outcome was unknown", async () => {
    const { body } = await send(fault("TooManyRequestsException", 429));
    await deliverHandler(sqsEvent([body]), {} as never);
    expect(taken).toHaveLength(1);
    await start();
    const lost = await send(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    await deliverHandler(sqsEvent([lost.body]), {} as never);
    await sweep(DAY);
    await drain();
    expect(taken.filter((mail) => mail.tag === JSON.parse(lost.body).digest.replaceAll(":", "_"))).toEqual(
      [],
    );
  });

  it("gets no further mail in the batch once it takes none, and a malformed message comes back alone", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    const bodies = queue.splice(0);
    refusal = fault("AccountSuspendedException");
    const answer = await deliverHandler(sqsEvent(bodies), {} as never);
    expect(answer.batchItemFailures).toHaveLength(bodies.length);
    expect(taken).toEqual([]);
    const mixed = await deliverHandler(sqsEvent(["{", ...bodies]), {} as never);
    expect(mixed.batchItemFailures).toEqual([{ itemIdentifier: "message-0" }]);
    await exact();
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
