import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DateTime } from "luxon";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { mailEnvironment } from "../../infra/local/mail.ts";
import { nextRun } from "../../infra/local/schedules.ts";
import { type Stack, startStack } from "../../infra/local/stack.ts";
import { readOptions } from "../../infra/local/start-options.ts";
import { synthesise } from "../../infra/local/synthesise.ts";

let templatesDir = "";
const cleanups: (() => unknown)[] = [];

beforeAll(async () => {
  templatesDir = await synthesise(join(import.meta.dirname, "fixtures/handlers"));
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "yifa-local-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir = temporaryFolder(), asOf = "2026-11-23"): Promise<Stack> {
  const stack = await startStack({ dataDir, asOf, templatesDir });
  cleanups.push(stack.stop);
  return stack;
}

const put = (stack: Stack, body: string) => fetch(`${stack.apiUrl}/v1/put`, { method: "POST", body });
const get = async (stack: Stack) => await (await fetch(`${stack.apiUrl}/v1/get`)).text();
const subjects = async (stack: Stack) => {
  const { emails } = (await (await fetch(`${stack.inboxUrl}/store`)).json()) as {
    emails: { subject: string }[];
  };
  return emails.map(({ subject }) => subject);
};
const dynamodbPid = (dataDir: string) => Number(readFileSync(join(dataDir, "dynamodb.pid"), "utf8"));

test("a message goes from a function over the queue to the inbox, and one that always fails ends in the dead letters", async () => {
  const stack = await start();
  expect(await stack.invoke("sweep", { messages: ["一", "poison", "二"] })).toEqual({
    sent: 3,
    asOf: "2026-11-23",
  });
  await stack.drain();
  expect((await subjects(stack)).sort()).toEqual(["一", "二"]);
  const queues = (await (await fetch(`${stack.env.AWS_ENDPOINT_URL_SQS}/_fauxqs/queues`)).json()) as {
    name: string;
    approximateMessageCount: number;
  }[];
  expect(queues.find(({ name }) => name === "yifa-deliver-dead-letters")?.approximateMessageCount).toBe(1);
});

test("the API hands over method, path, query and body as API Gateway does", async () => {
  const { apiUrl } = await start();
  const answer = await fetch(`${apiUrl}/v1/records/%E4%B8%80?status=open&status=late`, {
    method: "PUT",
    headers: { "content-type": "application/json", Authorization: "Bearer x" },
    body: '{"a":"一"}',
  });
  expect(await answer.json()).toMatchObject({
    version: "2.0",
    routeKey: "ANY /v1/{proxy+}",
    rawPath: "/v1/records/%E4%B8%80",
    queryStringParameters: { status: "open,late" },
    headers: { authorization: "Bearer x" },
    body: '{"a":"一"}',
    isBase64Encoded: false,
    requestContext: { http: { method: "PUT" } },
  });
});

test.each([
  { path: "/v1/crash", status: 500 },
  { path: "/elsewhere", status: 404 },
])("$path answers $status as a problem that gives nothing away", async ({ path, status }) => {
  const { apiUrl } = await start();
  const answer = await fetch(apiUrl + path);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(await answer.text()).not.toContain("secret");
});

test("a function's own error reaches who invoked it", async () => {
  const stack = await start();
  await expect(stack.invoke("open-periods", {})).rejects.toThrow("open-periods is broken");
  await expect(stack.invoke("nothing", {})).rejects.toThrow(
    "api、sweep、open-periods、deliver、audit、release",
  );
});

test("a kill -9 of the database loses nothing, and it comes back by itself", async () => {
  const dataDir = temporaryFolder();
  const stack = await start(dataDir);
  expect((await put(stack, "written")).status).toBe(204);
  const killed = dynamodbPid(dataDir);
  process.kill(killed, "SIGKILL");
  while (dynamodbPid(dataDir) === killed) await delay(50);
  await expect.poll(() => get(stack), { timeout: 20_000 }).toBe("written");
});

test("records and mail outlive a restart", async () => {
  const dataDir = temporaryFolder();
  const first = await start(dataDir);
  await put(first, "kept");
  await first.invoke("sweep", { messages: ["mail"] });
  await first.drain();
  await first.stop();
  expect(existsSync(join(dataDir, "stack.json"))).toBe(false);
  const second = await start(dataDir);
  expect(await get(second)).toBe("kept");
  expect(await subjects(second)).toEqual(["mail"]);
});

test("a kill -9 of the whole stack leaves nothing that stops the next one", async () => {
  const dataDir = temporaryFolder();
  const script = join(dataDir, "child.ts");
  const stackModule = new URL("../../infra/local/stack.ts", import.meta.url).href;
  writeFileSync(
    script,
    `import { startStack } from ${JSON.stringify(stackModule)};
     const stack = await startStack(${JSON.stringify({ dataDir, templatesDir })});
     await fetch(stack.apiUrl + "/v1/put", { method: "POST", body: "before the crash" });
     console.log("up");`,
  );
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  await expect(startStack({ dataDir, templatesDir })).rejects.toThrow(`进程 ${child.pid}`);
  child.kill("SIGKILL");
  await once(child, "exit");
  const orphan = dynamodbPid(dataDir);
  const stack = await start(dataDir);
  expect(dynamodbPid(dataDir)).not.toBe(orphan);
  expect(await get(stack)).toBe("before the crash");
});

test("everything listens on the loopback alone", async () => {
  const { apiUrl, inboxUrl, env } = await start();
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal)?.address;
  const urls = [apiUrl, inboxUrl, ...Object.values(env).filter((value) => value.startsWith("http://"))];
  for (const url of urls) {
    const { hostname, port } = new URL(url);
    expect(hostname).toBe("127.0.0.1");
    if (outside) await expect(fetch(`http://${outside}:${port}/`), url).rejects.toThrow("fetch failed");
  }
});

test("taken ports are left to who has them", async () => {
  for (const port of [8080, 8005]) await occupy(port);
  const { apiUrl, inboxUrl } = await start();
  expect(apiUrl).not.toContain(":8080");
  expect(inboxUrl).not.toContain(":8005");
});

/**
 * Holds a port until the test ends. Another test's stack may have it for some seconds and then let go, so it is waited
 * for; whoever keeps it longer holds it just as well.
 */
async function occupy(port: number): Promise<void> {
  for (let attempt = 0; attempt < 80; attempt++) {
    const server = createServer();
    const held = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
    });
    if (held) {
      cleanups.push(() => server.close());
      return;
    }
    await delay(250);
  }
}

test("an endpoint that the environment names wins, and its absence is said by name", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
  cleanups.push(() => vi.unstubAllEnvs());
  await expect(startStack({ dataDir: temporaryFolder(), templatesDir })).rejects.toThrow(
    "AWS_ENDPOINT_URL_DYNAMODB",
  );
});

test("the state file tells the command line where the stack is, to its owner alone", async () => {
  const dataDir = temporaryFolder();
  const { apiUrl, inboxUrl, env } = await start(dataDir);
  expect(JSON.parse(readFileSync(join(dataDir, "stack.json"), "utf8"))).toEqual({
    pid: process.pid,
    apiUrl,
    inboxUrl,
    env,
  });
  expect(env).toMatchObject({
    YIFA_TABLE: "yifa-table",
    YIFA_AS_OF: "2026-11-23",
    AWS_ACCESS_KEY_ID: "local",
    // Not those of the template.
    YIFA_OIDC_ISSUER: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    YIFA_PUBLIC_URL: apiUrl,
  });
});

test.each([
  {
    name: "an unknown resource type",
    edit: (text: string) => text.replace('"AWS::SQS::QueuePolicy"', '"AWS::StepFunctions::StateMachine"'),
    says: "不支持模板中的资源类型“AWS::StepFunctions::StateMachine”",
  },
  {
    name: "an unknown intrinsic",
    edit: (text: string) =>
      text.replace(/"YIFA_TABLE": \{\s*"Fn::ImportValue"/, '"YIFA_TABLE": { "Fn::Cidr"'),
    says: "不支持模板函数“Fn::Cidr”",
  },
  {
    name: "a schedule by the hour",
    edit: (text: string) => text.replace("cron(30 0 * * ? *)", "rate(5 hours)"),
    asOf: undefined,
    says: "不支持定时“rate(5 hours)”",
  },
])("$name is refused loudly", async ({ edit, says }) => {
  const folder = temporaryFolder();
  cpSync(templatesDir, folder, { recursive: true });
  const file = join(folder, "YifaStateless.template.json");
  writeFileSync(file, edit(readFileSync(file, "utf8")));
  await expect(startStack({ dataDir: temporaryFolder(), templatesDir: folder })).rejects.toThrow(says);
});

test.each([
  { now: "2026-11-23T10:29:59+08:00", next: "2026-11-23T10:30:00.000+08:00" },
  { now: "2026-11-23T10:30:00+08:00", next: "2026-11-23T10:40:00.000+08:00" },
  { now: "2026-11-23T10:50:00+08:00", next: "2026-11-24T10:30:00.000+08:00" },
  { now: "2026-12-31T20:00:00Z", next: "2027-01-01T10:30:00.000+08:00" },
])("after $now the next sweep is at $next", ({ now, next }) => {
  const sweep = { hour: 10, minutes: [30, 40, 50], zone: "Asia/Shanghai" };
  expect(nextRun(sweep, DateTime.fromISO(now)).toISO()).toBe(next);
});

test("what runs every quarter of an hour runs next a quarter of an hour from now", () => {
  const now = DateTime.fromISO("2026-11-23T10:20:00+08:00", { setZone: true });
  expect(nextRun({ everyMinutes: 15 }, now).toISO()).toBe("2026-11-23T10:35:00.000+08:00");
});

test.each<[string, Record<string, string>, Record<string, string>]>([
  ["to the inbox, at any rate", {}, { YIFA_MAIL_PROVIDER: "ses", YIFA_MAIL_PER_SECOND: "1000" }],
  [
    "to the inbox, at a rate that is given",
    { YIFA_MAIL_PER_SECOND: "2" },
    { YIFA_MAIL_PROVIDER: "ses", YIFA_MAIL_PER_SECOND: "2" },
  ],
  [
    "to a server that is named, at its own rate",
    { YIFA_MAIL_PROVIDER: "smtp", YIFA_SMTP_URL: "smtps://a:b@localhost" },
    { YIFA_MAIL_PROVIDER: "smtp", YIFA_SMTP_URL: "smtps://a:b@localhost" },
  ],
  [
    "to the inbox and reports from a mailbox, where one is named",
    { YIFA_IMAP_URL: "imaps://a:b@localhost" },
    { YIFA_MAIL_PROVIDER: "ses", YIFA_MAIL_PER_SECOND: "1000", YIFA_IMAP_URL: "imaps://a:b@localhost" },
  ],
])("mail goes %s", (_, given, expected) => {
  expect(mailEnvironment({ ...given, PATH: "/bin" })).toEqual(expected);
});

test("the start options have a day and a folder, and refuse what is neither", () => {
  expect(readOptions([])).toEqual({ once: false, help: false, asOf: "2026-11-23", dataDir: ".yifa" });
  expect(readOptions(["--once", "--as-of", "2026-12-01", "--data", "x"])).toMatchObject({
    once: true,
    asOf: "2026-12-01",
    dataDir: "x",
  });
  expect(() => readOptions(["--as-of", "2026-02-30"])).toThrow("2026-02-30");
  expect(() => readOptions(["--fresh"])).toThrow("--once");
});
