import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { loadImpactRun } from "../../functions/adapters/store/impacts.ts";
import type { ImpactRun } from "../../functions/domain/impact/run.ts";
import { clientSettings } from "../../infra/local/account.ts";
import { synthesise } from "../../infra/local/synthesise.ts";
import { Template } from "../../infra/local/template.ts";
import {
  batchOf,
  Deployed,
  type Emulators,
  requestOf,
  scheduled,
  sourcesOf,
  startEmulators,
} from "../support/deployed-stack.ts";
import { signingKey, TestIssuer } from "../support/issuer.ts";
import { fixture, keep, mailbox, startMailbox } from "../support/mailbox.ts";
import { proposeFiles, publishRuleset } from "../support/publish.ts";
import { startSmtp } from "../support/smtp.ts";

const AT = "2026-11-23T02:30:00Z";
const OFFICER = "digest:1:market-regulation-case-officer:2026-11-23";
const CERTIFICATE = { NODE_EXTRA_CA_CERTS: join(import.meta.dirname, "../fixtures/tls/localhost.pem") };

let emulators: Emulators;
let issuer: TestIssuer;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let stopMailbox: () => Promise<void>;
/** With the events of SES, and with SMTP and a mailbox. */
let ses: Deployed;
let post: Deployed;
let token: string;

beforeAll(async () => {
  emulators = await startEmulators();
  issuer = await TestIssuer.start(await signingKey("test"));
  token = await issuer.token({ sub: "market", roles: "agency", agency: "market-regulation" });
  smtp = await startSmtp("yifa", "secret");
  stopMailbox = await startMailbox("yifa@example.org", "secret");
  ses = new Deployed(new Template(await synthesise()), emulators, { api: issuer.environment() });
  vi.stubEnv("YIFA_IMAP_URL", `imaps://yifa%40example.org:secret@localhost:${mailbox.port}`);
  post = new Deployed(new Template(await synthesise()), emulators, {
    deliver: { YIFA_SMTP_URL: `smtps://yifa:secret@localhost:${smtp.port}`, ...CERTIFICATE },
    "delivery-reports": { YIFA_IMAP_URL: process.env.YIFA_IMAP_URL as string, ...CERTIFICATE },
  });
  await ses.provision();
  Object.assign(process.env, emulators.endpoints, ses.variables("sweep"));
  await publishRuleset(await readRulesFolder("rules"));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([ses?.stop(), post?.stop()]);
  await Promise.all([emulators?.stop(), issuer?.stop(), smtp?.stop(), stopMailbox?.()]);
});

const invoke = async (on: Deployed, name: string, event: unknown) => (await on.function(name)).invoke(event);

async function byClock(on: Deployed, name: string, at = AT): Promise<unknown> {
  const source = sourcesOf(on).find((one) => one.kind === "schedule" && one.name === name);
  if (!source) throw new Error(`the template has no schedule ${name}`);
  return invoke(on, source.target, scheduled(source, at));
}

/** All messages that wait for the deliver function. */
async function waiting(): Promise<string[]> {
  const client = new SQSClient(clientSettings(emulators.endpoints.AWS_ENDPOINT_URL_SQS as string));
  const request = { QueueUrl: process.env.YIFA_DELIVER_QUEUE_URL, MaxNumberOfMessages: 10 };
  const bodies: string[] = [];
  for (let got = 1; got > 0; ) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
    got = Messages.length;
    bodies.push(...Messages.map(({ Body = "" }) => Body));
  }
  client.destroy();
  return bodies;
}

async function inbox(): Promise<string[]> {
  const { emails } = (await (await fetch(`${emulators.inbox}/store`)).json()) as {
    emails: { subject: string }[];
  };
  return emails.map(({ subject }) => subject);
}

const delivered = JSON.stringify({
  eventType: "Delivery",
  mail: {
    messageId: "ses-1",
    timestamp: AT,
    destination: ["case-officer@market-regulation.example.org"],
    tags: { digest: [OFFICER.replaceAll(":", "_")] },
  },
  delivery: { timestamp: AT },
});

let handed: string[] = [];
const PATH = "/v1/records/enforcement-decision/1";
const FACTS = { kind: "行政许可", documentNumber: "昌市许〔2026〕1号", decidedOn: "2026-11-12" };

/** From a record to the mail and what becomes of it: each function by each of its event sources, in this order. */
const WITH_SES: Record<string, () => Promise<void>> = {
  "api ← route ANY /v1/{proxy+}": async () => {
    const body = { facts: FACTS };
    expect(await invoke(ses, "api", requestOf("PUT", PATH, { body }))).toMatchObject({ statusCode: 401 });
    const put = await invoke(ses, "api", requestOf("PUT", PATH, { body, token }));
    expect(put).toMatchObject({
      statusCode: 201,
      headers: { "content-type": expect.stringMatching(/json/) },
    });
  },
  "open-periods ← schedule open-periods-daily": async () => {
    const report = await byClock(ses, "open-periods-daily", "2026-11-22T16:30:00Z");
    expect(report).toMatchObject({ day: "2026-11-23" });
  },
  "sweep ← schedule sweep-daily": async () => {
    const report = await byClock(ses, "sweep-daily");
    expect(report).toMatchObject({ day: "2026-11-23", done: true, failed: [] });
    expect(report).toHaveProperty("digests", expect.arrayContaining([{ id: OFFICER, status: "frozen" }]));
  },
  "sweep ← schedule sweep-again": async () => {
    expect(await byClock(ses, "sweep-again")).toBeUndefined();
  },
  "deliver ← queue deliver": async () => {
    handed = await waiting();
    const own = handed.find((body) => body.includes(OFFICER));
    const answer = await invoke(ses, "deliver", batchOf("deliver", ["poison", own as string]));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "message-0" }] });
    expect(await inbox()).toEqual([expect.stringContaining("市场监督管理局")]);
  },
  "bulk-import ← queue import-queue": async () => {
    const { YIFA_IMPORT_BUCKET: Bucket } = ses.variables("bulk-import");
    const Key = "imports/human-resources/许可.csv";
    const endpoint = emulators.endpoints.AWS_ENDPOINT_URL_S3 as string;
    const s3 = new S3Client({ ...clientSettings(endpoint), forcePathStyle: true });
    const Body = readFileSync(join(import.meta.dirname, "../samples/licences.csv"));
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    const object = {
      key: encodeURIComponent(Key),
      size: Body.length,
      eTag: "d41d8cd98f00b204e9800998ecf8427e",
    };
    const told = { Records: [{ eventName: "ObjectCreated:Put", s3: { bucket: { name: Bucket }, object } }] };
    const answer = await invoke(
      ses,
      "bulk-import",
      batchOf("import-queue", [JSON.stringify(told), "poison"]),
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "message-1" }] });
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: "reports/human-resources/" }),
    );
    expect(Contents).toHaveLength(1);
    s3.destroy();
  },
  "impact ← queue impact-queue": async () => {
    const files = new Map(await readRulesFolder("rules"));
    files.set("settings.json", (files.get("settings.json") ?? "").replace('"value": 30000', '"value": 5000'));
    const { hash: to } = await proposeFiles(files);
    const admin = await issuer.token({ sub: "admin", roles: "administrator", agency: "justice" });
    const path = `/v1/rulesets/${to}/impact`;
    const started = await invoke(ses, "api", requestOf("POST", path, { body: {}, token: admin }));
    expect(started).toMatchObject({ statusCode: 202 });
    const { lanes, id: run } = (await loadImpactRun(to)) as ImpactRun;
    const bodies = lanes.map((lane) => JSON.stringify({ to, run, lane }));
    const answer = await invoke(ses, "impact", batchOf("impact-queue", [...bodies, "poison"]));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: `message-${bodies.length}` }] });
    const seen = await invoke(ses, "api", requestOf("GET", path, { token: admin }));
    const { body = "{}" } = seen as { body?: string };
    expect(JSON.parse(body)).toMatchObject({
      status: "done",
      progress: { done: lanes.length },
      impact: { rules: { settings: ["hearing.otherLegalPersonYuan"] }, failed: [] },
    });
  },
  "receipts ← queue receipts-queue": async () => {
    const answer = await invoke(ses, "receipts", batchOf("receipts-queue", [delivered, "poison"]));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "message-1" }] });
  },
  "release ← schedule release-often": async () => {
    expect(await byClock(ses, "release-often")).toEqual({ day: "2026-11-23", released: [] });
  },
  "recompute ← schedule recompute-often": async () => {
    expect(await byClock(ses, "recompute-often")).toEqual({ moved: 0, failed: [] });
  },
  "audit ← schedule audit-daily": async () => {
    const report = await byClock(ses, "audit-daily", "2026-11-23T03:40:00Z");
    expect(report).toMatchObject({ day: "2026-11-23", done: true, findings: [] });
  },
  "audit ← schedule audit-again": async () => {
    expect(await byClock(ses, "audit-again", "2026-11-23T04:00:00Z")).toMatchObject({ done: true });
  },
};

/** What is another function, or the same with another provider. */
const WITH_SMTP: Record<string, () => Promise<void>> = {
  "deliver ← queue deliver": async () => {
    const other = handed.find((body) => !body.includes(OFFICER)) as string;
    expect(await invoke(post, "deliver", batchOf("deliver", [other]))).toEqual({ batchItemFailures: [] });
    expect(smtp.received).toHaveLength(1);
  },
  "delivery-reports ← schedule delivery-reports-often": async () => {
    keep(fixture("out-of-office"), fixture("postfix-failed"));
    const report = await byClock(post, "delivery-reports-often");
    expect(report).toEqual({ other: 1, taken: 0, known: 0, unknown: 1, failed: 0 });
  },
};

const namesOf = (on: Deployed) =>
  sourcesOf(on).map(({ target, kind, name }) => `${target} ← ${kind} ${name}`);

describe("as deployed", () => {
  it("every function and every event source of the templates has a case", () => {
    expect(namesOf(ses).sort()).toEqual(Object.keys(WITH_SES).sort());
    const own = namesOf(post).filter((name) => !(name in WITH_SES) || name.startsWith("deliver ←"));
    expect(own.sort()).toEqual(Object.keys(WITH_SMTP).sort());
    for (const on of [ses, post]) {
      const targets = new Set(sourcesOf(on).map(({ target }) => target));
      expect([...targets].sort()).toEqual(on.names().sort());
    }
  });

  it.each(Object.entries(WITH_SES))("with SES: %s", async (_, run) => run());
  it.each(Object.entries(WITH_SMTP))("with SMTP: %s", async (_, run) => run());

  it("everything that a function wrote is a log line with its name and run, or a metric", async () => {
    const all = [...ses.names().map((name) => [ses, name]), [post, "deliver"], [post, "delivery-reports"]];
    for (const [on, name] of all as [Deployed, string][]) {
      const lines = (await on.function(name)).lines();
      expect(lines.length, name).toBeGreaterThan(0);
      const own = { function: `yifa-${name}`, run: expect.any(String) };
      for (const line of lines) expect(line).toMatchObject("_aws" in line ? { service: "yifa" } : own);
    }
  });
});
