import { readdirSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { paginateScan } from "@aws-sdk/lib-dynamodb";
import type { Context, SQSEvent } from "aws-lambda";
import { mockClient } from "aws-sdk-client-mock";
import type { Command } from "commander";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { currentRuleset } from "../../functions/adapters/rulesets.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { importFile } from "../../functions/application/import-file.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { exitWith } from "../../functions/cli/exit.ts";
import { program } from "../../functions/cli/program.ts";
import { ROUTES } from "../../functions/handlers/http/routes.ts";
import { type Asked, call, logged, path, put } from "../support/api.ts";
import { MARKS, marksIn, TEXT } from "../support/marks.ts";
import { CALLERS, FULL, HANDLERS, HELPERS, MAY, MINOR } from "../support/personal-channels.ts";
import { COMMANDS, DAY, measure, requests } from "../support/personal-requests.ts";
import { partsOf } from "../support/zip.ts";

const NEXT = "2026-11-24";

/** All that came out, by channel. */
const out = new Map<string, string[]>();
const keep = (channel: string, ...texts: readonly unknown[]) => {
  const list = out.get(channel) ?? [];
  for (const text of texts) list.push(typeof text === "string" ? text : JSON.stringify(text));
  out.set(channel, list);
};

let inForce = "";

const commandsOf = (command: Command, prefix = ""): string[] =>
  command.commands.flatMap((one) => {
    const name = `${prefix}${one.name()}`;
    return one.commands.length > 0 ? commandsOf(one, `${name} `) : [name];
  });

const ses = mockClient(SESv2Client);
const sqs = mockClient(SQSClient);
const queue: string[] = [];
let folder = "";

function fakeOutside(): void {
  Object.assign(process.env, {
    YIFA_DELIVER_QUEUE_URL: "http://127.0.0.1/queue",
    YIFA_DEAD_LETTERS: JSON.stringify([{ name: "deliver", url: "d", source: "s" }]),
    YIFA_MAIL_PROVIDER: "ses",
    YIFA_MAIL_PER_SECOND: "1000",
  });
  ses.on(SendEmailCommand).callsFake(async ({ Content }) => {
    const { subject, text, html, attachments } = await PostalMime.parse(Content.Raw.Data);
    keep("mail and attachments", subject, text, html);
    for (const { filename, content } of attachments)
      keep("mail and attachments", filename, await textOf(filename ?? "", content as ArrayBuffer));
    return { MessageId: "m1" };
  });
  sqs.on(SendMessageBatchCommand).callsFake(async ({ Entries }) => {
    queue.push(...Entries.map((entry: { MessageBody: string }) => entry.MessageBody));
    return {};
  });
  sqs.on(SendMessageCommand).callsFake(async ({ MessageBody }) => {
    queue.push(MessageBody);
    return {};
  });
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: "0" } });
  sqs.on(ReceiveMessageCommand).callsFake(async () => ({
    Messages: queue.slice(0, 1).map((Body) => ({ MessageId: "m1", Body, ReceiptHandle: "r" })),
  }));
  sqs.on(DeleteMessageCommand).resolves({});
}

/** All text of a file: of a workbook or a document, the names of its parts and what is in them. */
async function textOf(name: string, content: ArrayBuffer | Buffer): Promise<string> {
  const bytes = Buffer.from(content as ArrayBuffer);
  return /\.(?:xlsx|docx)$/.test(name)
    ? [...(await partsOf(bytes))].flat().join("\n")
    : bytes.toString("utf8");
}

const sqsEvent = (bodies: readonly string[]) =>
  ({ Records: bodies.map((body, n) => ({ messageId: `m${n}`, body })) }) as SQSEvent;

async function deliverAll(): Promise<void> {
  const { handler } = await import("../../functions/handlers/deliver.ts");
  keep("messages of queues", ...queue);
  await handler(sqsEvent(queue.splice(0)), {} as Context);
}

/** Each operation, by each caller; what the caller is refused is looked at too. */
async function askEverything(): Promise<void> {
  for (const [channel, token] of CALLERS)
    for (const { id, method } of ROUTES) {
      const [where, asked] = (requests(inForce)[id] as () => readonly [string, Asked?])();
      const { status, body, headers } = await call(String(method), where, { ...asked, token });
      keep(status !== undefined && status >= 400 ? "API: refusals" : channel, body, headers);
    }
}

async function refuse(): Promise<void> {
  const facts = (more: object) => ({ body: { facts: { ...FULL, ...more } } });
  const asked: [string, Asked][] = [
    [path(`${MARKS.name}-1`), facts({})],
    [path(MARKS["identity number"]), facts({})],
    [path("r1"), facts({ [MARKS["mobile phone"]]: 1 })],
    [path("r1"), facts({ decidedOn: TEXT })],
    [path("r1"), facts({ party: { type: "自然人", name: [TEXT] } })],
    [path("r1"), { body: TEXT }],
    [path("r1"), { body: { facts: {}, agency: MARKS["private mail"] } }],
    [path("r1"), { ...facts({}), headers: { "if-match": MARKS["mobile phone"] } }],
  ];
  for (const [where, more] of asked) {
    const { status, body } = await call("PUT", where, more);
    expect(status, where).toBeGreaterThanOrEqual(400);
    keep("API: refusals", body);
  }
}

/** What an SDK says when it fails may repeat what it was given. */
async function crash(): Promise<void> {
  connect().client.middlewareStack.add(
    () => async () => {
      throw new Error(`ValidationException: cannot take {"party.name":"${MARKS.name}"} ${TEXT}`, {
        cause: new Error(TEXT),
      });
    },
    { step: "initialize", name: "crash", priority: "high" },
  );
  try {
    const { status, body } = await call("GET", path("p1"));
    expect(status).toBe(500);
    keep("API: crashes", body);
  } finally {
    connect().client.middlewareStack.remove("crash");
  }
}

const HEADERS =
  "行政相对人名称,行政相对人类别,证件类型,证件号码,行政处罚决定书文号,违法事实,处罚类别,处罚决定日期,处罚机关,备注,联系电话,住址";
const ROW = (number: string, date: string, idNumber: string) =>
  [
    MARKS.name,
    "自然人",
    "身份证",
    idNumber,
    number,
    TEXT,
    "罚款",
    date,
    "昌吉市市场监督管理局",
    TEXT,
    MARKS["mobile phone"],
    MARKS.address,
  ]
    .map((cell) => `"${cell}"`)
    .join(",");

async function importSheets(): Promise<void> {
  const sheet = join(folder, `${MARKS.name}-penalties.csv`);
  const good = ROW("昌市监处罚〔2026〕30号", "2026-09-02", MARKS["identity number"]);
  const shifted = good.replace('"2026-09-02"', `"${MARKS.name}"`);
  const wrong = ROW("昌市监处罚〔2026〕31号", "2026-09-02", `${MARKS["identity number"].slice(0, -1)}A`);
  writeFileSync(sheet, [HEADERS, good, shifted, wrong, `${good},"${TEXT}"`].join("\n"));
  const lines = join(folder, "records.jsonl");
  const record = (facts: object) =>
    JSON.stringify({ type: "enforcement-decision", id: "j1", agency: "market-regulation", facts });
  writeFileSync(lines, [record({ "party.name": MARKS.name, 名: TEXT }), `{"facts": ${TEXT}`].join("\n"));
  const ruleset = await currentRuleset();
  for (const file of [sheet, lines]) {
    const { file: _, ...report } = await importFile({ path: file, asOf: DAY, ruleset });
    expect(report.rejected.length).toBeGreaterThan(0);
    keep("report of an import", report);
  }
}

async function receive(): Promise<void> {
  const { handler } = await import("../../functions/handlers/receipts.ts");
  const bounce = {
    eventType: "Bounce",
    mail: {
      tags: { "yifa-digest": [`digest:1:market-regulation-head:${DAY}`] },
      destination: [MARKS["private mail"]],
    },
    bounce: {
      bounceType: "Permanent",
      bouncedRecipients: [{ emailAddress: MARKS["private mail"], diagnosticCode: TEXT }],
    },
  };
  await handler(sqsEvent([JSON.stringify(bounce), TEXT]), {} as Context);
}

async function runCommands(): Promise<void> {
  const one = (id: string) =>
    JSON.stringify({ type: "enforcement-decision", id, agency: "market-regulation", facts: FULL });
  const file = join(folder, "given.jsonl");
  writeFileSync(file, `${one("s1")}\n`);
  const sheet = join(folder, `${MARKS.name}-penalties.csv`);
  const printed: string[] = [];
  const spies = [
    vi.spyOn(console, "log").mockImplementation((...words) => void printed.push(words.map(String).join(" "))),
    vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0),
  ];
  const errors = logged.length;
  for (const words of Object.values(COMMANDS)) {
    if (typeof words === "string") continue;
    const given = words.map((word) => (word === "FILE" ? file : word === "SHEET" ? sheet : word));
    await exitWith(async () => {
      const yifa = await program();
      for (const command of [yifa, ...yifa.commands.flatMap((sub) => [sub, ...sub.commands])])
        command.exitOverride();
      await yifa.parseAsync(given, { from: "user" });
    });
  }
  process.exitCode = undefined;
  for (const spy of spies) spy.mockRestore();
  // The report names the file that the user named.
  keep(
    "command line",
    ...printed.map((text) => text.replaceAll(`${MARKS.name}-penalties.csv`, "")),
    ...logged.slice(errors),
  );
}

/** As files: what somebody hands on. */
async function writeReports(): Promise<void> {
  const spy = vi.spyOn(console, "log").mockImplementation(() => {});
  const made: readonly (readonly string[])[] = [
    ...["disclosure", "review", "recording", "measures"].map((name) => ["ledger", name]),
    ["annual", "--agency", "market-regulation", "--year", "2026"],
    ["supervision", "--half", "2026H2"],
  ];
  for (const [n, words] of made.entries()) {
    const file = join(folder, `report-${n}.xlsx`);
    await exitWith(async () =>
      (await program()).parseAsync(["report", ...words, "--out", file], { from: "user" }),
    );
    keep("ledgers and reports", await textOf(file, await readFile(file)));
  }
  process.exitCode = undefined;
  spy.mockRestore();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yifa-personal-"));
  fakeOutside();
  const metrics: string[] = [];
  vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "yifa-test");
  const stdout = vi
    .spyOn(process.stdout, "write")
    .mockImplementation((text) => metrics.push(String(text)) > 0);
  inForce = (await call("GET", "/v1/rulesets", { token: "token-administrator" })).body.inForce.hash;
  await put("p1", FULL);
  await put("m1", MINOR);
  for (const id of ["w1", "e1"])
    await put(id, { ...FULL, ...(id === "e1" && { publishedOn: "2026-09-02" }) });
  await importSheets();
  await sweep(DAY);
  await deliverAll();
  await call("POST", `/v1/measures/${measure}/issue`, {
    token: "token-supervisor",
    body: { number: `昌司督〔2026〕1号 ${MARKS.name}` },
  });
  await call("POST", `/v1/measures/${measure}/answer`, { body: { text: TEXT } });
  await askEverything();
  await refuse();
  await crash();
  await receive();
  process.env.YIFA_AS_OF = NEXT;
  await sweep(NEXT);
  await deliverAll();
  const { handler } = await import("../../functions/handlers/open-periods.ts");
  await handler({}, {} as Context);
  stdout.mockRestore();
  vi.unstubAllEnvs();
  keep("metrics", ...metrics);
  await writeReports();
  await runCommands();
  keep("logs", ...logged);
  const { client, table } = connect();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table }))
    keep(
      "the table beside records and their versions",
      ...Items.filter(({ kind }) => kind !== "record" && kind !== "version"),
    );
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

describe("what may be found, and nothing else:", () => {
  it.each(Object.entries(MAY))("%s", (channel, may) => {
    const texts = out.get(channel) ?? [];
    expect(texts.length, "something came out").toBeGreaterThan(0);
    const leaks = texts.flatMap((text) =>
      marksIn(text)
        .filter((mark) => !may.includes(mark))
        .map((mark) => `${mark}: …${around(text, MARKS[mark])}…`),
    );
    expect([...new Set(leaks)].slice(0, 10)).toEqual([]);
    const found = new Set(texts.flatMap(marksIn));
    expect(
      may.filter((mark) => !found.has(mark)),
      "what is to be seen is",
    ).toEqual([]);
  });

  it("every channel has a row, and every row a channel", () => {
    expect([...out.keys()].sort()).toEqual(Object.keys(MAY).sort());
  });
});

const around = (text: string, mark: string): string => {
  const at = text.indexOf(mark);
  return at < 0 ? text.slice(0, 200) : text.slice(Math.max(0, at - 80), at + mark.length + 20);
};

it("the ledger that is published says that it leaves out the case of a minor", () => {
  expect(out.get("ledgers and reports")?.join("")).toContain("另有 1 件涉及未成年人，依法不予公开，未列入。");
});

describe("everything that can tell is asked:", () => {
  it("each operation of the API", () => {
    expect(Object.keys(requests(inForce)).sort()).toEqual(ROUTES.map(({ id }) => id).sort());
  });

  it("each function", () => {
    const files = readdirSync(join(import.meta.dirname, "../../functions/handlers"));
    const names = files.filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -3));
    expect([...Object.keys(HANDLERS), ...HELPERS].sort()).toEqual(names.sort());
  });

  it("each command", async () => {
    expect(Object.keys(COMMANDS).sort()).toEqual(commandsOf(await program()).sort());
  });
});
