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
import { ALL, MARKS, type Mark, marksIn, OF_MINOR, TEXT } from "../support/marks.ts";
import { partsOf } from "../support/zip.ts";

const DAY = "2026-11-16";
const NEXT = "2026-11-24";

/** All that came out, by channel. */
const out = new Map<string, string[]>();
const keep = (channel: string, ...texts: readonly unknown[]) => {
  const list = out.get(channel) ?? [];
  for (const text of texts) list.push(typeof text === "string" ? text : JSON.stringify(text));
  out.set(channel, list);
};

/** What the agency whose case it is sees, because it works on it; numbers and accounts not even that. */
const HANDLING = ALL.filter((mark) => !["identity number", "number of a minor", "account"].includes(mark));
/** What may be found in each channel: the rest is a leak. */
const MAY: Readonly<Record<string, readonly Mark[]>> = {
  "API: the agency whose case it is": HANDLING,
  "API: the case system of that agency": HANDLING,
  "API: another agency": [],
  "API: a supervisor": [],
  "API: an administrator": [],
  "API: an operator": [],
  "API: nobody": [],
  "API: refusals": [],
  "API: crashes": [],
  "mail and attachments": [],
  "messages of queues": [],
  "report of an import": [],
  "ledgers and reports": [],
  "command line": [],
  logs: [],
  metrics: [],
  "the table beside records and their versions": [],
};

const FULL = {
  kind: "行政处罚",
  documentNumber: `昌市监处罚〔2026〕7号（${MARKS.name}）`,
  title: `关于${MARKS.name}的行政处罚决定书`,
  decidedOn: "2026-09-01",
  party: { type: "自然人", name: MARKS.name, idNumber: MARKS["identity number"] },
  violationFacts: TEXT,
  penaltyContent: TEXT,
  violationKind: `占道经营（${MARKS.name}）`,
  review: { result: "存在问题", opinion: `对${MARKS.name}一案的审核意见，电话${MARKS["mobile phone"]}` },
};
const MINOR = {
  kind: "行政处罚",
  documentNumber: "昌市监处罚〔2026〕8号",
  title: `关于${MARKS["name of a minor"]}的决定`,
  decidedOn: "2026-09-01",
  party: { type: "自然人", name: MARKS["name of a minor"], idNumber: MARKS["number of a minor"] },
  violationFacts: OF_MINOR,
};

const record = "enforcement-decision/p1";
const duty = "enforcement-decision:p1:disclosure.licence-or-penalty:1";
const measure = `${duty}:supervise`;
let inForce = "";
const reason = { reason: TEXT };

/** One request of each operation; an operation without one fails. */
const REQUESTS: Readonly<Record<string, () => readonly [path: string, asked?: Asked]>> = {
  putRecord: () => [`/v1/records/${record}`, { body: { agency: "market-regulation", facts: FULL } }],
  getRecord: () => [`/v1/records/${record}`],
  explainRecord: () => [`/v1/records/${record}/explanation`],
  listRecords: () => ["/v1/records", { query: "type=enforcement-decision" }],
  eraseRecord: () => [`/v1/records/${record}/erase`, { body: reason }],
  decide: () => [
    "/v1/decide",
    { body: { type: "enforcement-decision", agency: "market-regulation", facts: FULL } },
  ],
  getGate: () => [`/v1/gates/${record}/decide`],
  listImports: () => ["/v1/imports"],
  getImport: () => ["/v1/imports/i1"],
  listDuties: () => ["/v1/duties"],
  getDuty: () => [`/v1/duties/${duty}`],
  dischargeDuty: () => [`/v1/duties/${duty}/discharge`, { body: { ...reason, evidence: { 说明: TEXT } } }],
  acknowledgeDuty: () => [`/v1/duties/${duty}/acknowledge`, { body: { ...reason, until: "2026-11-17" } }],
  waiveDuty: () => [
    "/v1/duties/enforcement-decision:w1:disclosure.licence-or-penalty:1/waive",
    { body: { ...reason, evidence: { 说明: TEXT } } },
  ],
  extendDuty: () => [`/v1/duties/${duty}/extend`, { body: { ...reason, until: "2026-12-01" } }],
  openConfirmation: () => [
    "/v1/acknowledgements/confirm",
    { query: `token=${encodeURIComponent(MARKS.name)}` },
  ],
  confirmByLink: () => ["/v1/acknowledgements/confirm", { body: { token: MARKS.name } }],
  listMeasures: () => ["/v1/measures"],
  getMeasure: () => [`/v1/measures/${measure}`],
  issueMeasure: () => [
    `/v1/measures/${measure}/issue`,
    { body: { number: `昌司督〔2026〕1号 ${MARKS.name}` } },
  ],
  cancelMeasure: () => [`/v1/measures/${measure}/cancel`, { body: reason }],
  answerMeasure: () => [`/v1/measures/${measure}/answer`, { body: { text: TEXT } }],
  acceptMeasure: () => [`/v1/measures/${measure}/accept`, { body: reason }],
  returnMeasure: () => [`/v1/measures/${measure}/return`, { body: reason }],
  getIndicator: () => ["/v1/indicators/legal-review.reviewer-share"],
  computeDueDate: () => ["/v1/due", { query: `after=${DAY}&count=7&unit=working-day` }],
  listRulesets: () => ["/v1/rulesets"],
  // Rules name officials at most.
  proposeRuleset: () => ["/v1/rulesets", { body: { files: {} } }],
  getRuleset: () => [`/v1/rulesets/${inForce}`],
  approveRuleset: () => [`/v1/rulesets/${inForce}/approve`],
  rollBackRuleset: () => ["/v1/rulesets/rollback", { body: reason }],
  rejectRuleset: () => [`/v1/rulesets/${inForce}/reject`, { body: reason }],
  withdrawRuleset: () => [`/v1/rulesets/${inForce}/withdraw`],
  startImpact: () => [`/v1/rulesets/${inForce}/impact`, { body: {} }],
  getImpact: () => [`/v1/rulesets/${inForce}/impact`],
  listMail: () => ["/v1/mail"],
  getMail: () => [`/v1/mail/digest:1:market-regulation-head:${DAY}`],
  retryMail: () => [
    `/v1/mail/digest:1:market-regulation-head:${DAY}/retry`,
    { body: { resend: true, ...reason } },
  ],
  resolveMail: () => [
    `/v1/mail/digest:1:market-regulation-head:${DAY}/resolve`,
    { body: { sent: true, ...reason } },
  ],
  listDeadLetters: () => ["/v1/dead-letters"],
  replayDeadLetters: () => ["/v1/dead-letters/replay", { body: { ids: [MARKS.name] } }],
  listSweeps: () => ["/v1/sweeps"],
  getApiDocument: () => ["/v1/openapi.json"],
};

const CALLERS: readonly (readonly [channel: string, token: string | null])[] = [
  ["API: nobody", null],
  ["API: another agency", "token-housing"],
  ["API: an operator", "token-operator"],
  ["API: a supervisor", "token-supervisor"],
  ["API: the case system of that agency", "token-system"],
  ["API: the agency whose case it is", "token-market"],
  ["API: an administrator", "token-administrator"],
];

/** Each function by its file, and how it is run here. */
const HANDLERS: Readonly<Record<string, string>> = {
  api: "every operation, by every role",
  deliver: "the messages of both sweeps",
  receipts: "an event with marked diagnostics",
  sweep: "two days",
  "open-periods": "periods, and erasure of what is due",
  audit: "by the command line",
  recompute: "nothing of a case leaves it but lines, which the sweep mails",
  release: "hands over ids of digests, as the sweep does",
  "delivery-reports": "what it reads is matched by id: test/flow/delivery-reports.test.ts",
  "bulk-import": "the same rows as an import by command, its line is mail",
  impact: "finds what the command rules impact finds",
};
const HELPERS = ["day-of-run", "origins"];

/** Words of each command that reads or writes what is stored; the others have no record before them. */
const COMMANDS: Readonly<Record<string, readonly string[] | "no record">> = {
  due: "no record",
  decide: ["decide", "FILE"],
  "rules check": "no record",
  "rules test": "no record",
  "rules cases": "no record",
  "rules read": "no record",
  "rules coverage": "no record",
  "rules schema": "no record",
  "rules impact": ["rules", "impact", "--from", "rules", "--to", "rules", "--records", "FILE", "--json"],
  "rules form blank": "no record",
  "rules form export": "no record",
  "rules form read": "no record",
  "rules weigh": "no record",
  "rules publish": "no record",
  "rules approve": "no record",
  "rules reject": "no record",
  "rules withdraw": "no record",
  "rules rollback": "no record",
  "rules list": "no record",
  "calendar show": "no record",
  "calendar check": "no record",
  "calendar draft": "no record",
  "directory check": "no record",
  simulate: ["simulate", "--from", "2026-11-16", "--to", "2026-11-20", "--records", "FILE", "--json"],
  "mail preview": "no record",
  "mail list": ["mail", "list", "--json"],
  "mail show": ["mail", "show", `digest:1:market-regulation-head:${DAY}`, "--json"],
  "mail retry": ["mail", "retry", `digest:1:market-regulation-head:${DAY}`],
  "mail resolve": ["mail", "resolve", `digest:1:market-regulation-head:${DAY}`, "--sent", "--reason", TEXT],
  "mail addresses": ["mail", "addresses"],
  "mail clear-address": ["mail", "clear-address", "market-regulation-head"],
  import: ["import", "SHEET"],
  "imports list": ["imports", "list", "--json"],
  "imports show": ["imports", "show", "i1"],
  duties: ["duties", "--json"],
  explain: ["explain", duty, "--json"],
  indicators: ["indicators", "--json"],
  acknowledge: ["acknowledge", duty, "--until", "2026-11-20", "--reason", TEXT],
  discharge: ["discharge", duty, "--reason", TEXT, "--evidence", `publishedUrl=https://x/${MARKS.name}`],
  waive: ["waive", duty, "--reason", TEXT],
  extend: ["extend", duty, "--reason", TEXT],
  erase: ["erase", "enforcement-decision/e1", "--reason", TEXT, "--json"],
  sweep: ["sweep", "--json"],
  "sweeps list": ["sweeps", "list", "--json"],
  "audit lines": ["audit", "lines", "--json"],
  "audit replay": ["audit", "replay", record, "--json"],
  "audit verify": ["audit", "verify", record, "--json"],
  "report annual": ["report", "annual", "--agency", "market-regulation", "--year", "2026", "--json"],
  "report supervision": ["report", "supervision", "--half", "2026H2", "--json"],
  "report ledger": ["report", "ledger", "disclosure", "--json"],
  "measures list": ["measures", "list", "--json"],
  "measures issue": ["measures", "issue", measure],
  "measures cancel": ["measures", "cancel", measure, "--reason", TEXT],
  "measures answer": ["measures", "answer", measure, "--text", TEXT],
  "measures accept": ["measures", "accept", measure, "--reason", TEXT],
  "measures return": ["measures", "return", measure, "--reason", TEXT],
  "dead-letters list": ["dead-letters", "list"],
  "dead-letters show": ["dead-letters", "show", "m1"],
  "dead-letters replay": ["dead-letters", "replay"],
  token: "no record",
};

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
      const [where, asked] = (REQUESTS[id] as () => readonly [string, Asked?])();
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
    expect(Object.keys(REQUESTS).sort()).toEqual(ROUTES.map(({ id }) => id).sort());
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
