import { mkdtempSync, rmSync, statSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { identify } from "../../functions/adapters/identity.ts";
import { type Identity, startIdentity } from "../../infra/local/identity.ts";
import { startIssuer } from "../../infra/local/issuer.ts";
import { yifa } from "../support/yifa.ts";

let dataDir: string;
let issuer: Identity;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "yifa-issuer-"));
  issuer = await startIdentity({}, { dataDir, rulesDir: "rules" });
});
afterAll(async () => {
  await issuer.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  for (const [name, value] of Object.entries(issuer.environment)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const address = () => issuer.environment.YIFA_OIDC_ISSUER ?? "";

async function ask(form: Record<string, string>): Promise<Record<string, string | number>> {
  const answer = await fetch(`${address()}/token`, { method: "POST", body: new URLSearchParams(form) });
  const body = (await answer.json()) as Record<string, string>;
  return { ...body, status: answer.status };
}

it.each<[string, Record<string, string>, object]>([
  [
    "an agency",
    { role: "agency", agency: "housing" },
    { name: "local-housing", role: "agency", agency: "housing" },
  ],
  [
    "a supervisor",
    { role: "supervisor" },
    { name: "local-supervisor", role: "supervisor", agency: "justice" },
  ],
  [
    "a supervisor of another office",
    { role: "supervisor", agency: "government-office", name: "王某" },
    { name: "王某", role: "supervisor", agency: "government-office" },
  ],
  [
    "an administrator",
    { role: "administrator" },
    { name: "local-administrator", role: "administrator", agency: "justice" },
  ],
  [
    "a second administrator, who approves what the first proposed",
    { role: "administrator", name: "李某" },
    { name: "李某", role: "administrator", agency: "justice" },
  ],
  ["an operator", { role: "operator" }, { name: "local-operator", role: "operator" }],
  [
    "a case system",
    { role: "case-system" },
    { name: "case-system", role: "case-system", agencies: expect.arrayContaining(["housing", "culture"]) },
  ],
])("gives a token to %s", async (_, form, caller) => {
  const { status, access_token, token_type } = await ask(form);
  expect([status, token_type]).toEqual([200, "Bearer"]);
  expect(await identify(`Bearer ${access_token}`)).toMatchObject(caller);
});

describe("tells what it takes", () => {
  it.each<[string, Record<string, string>, string]>([
    ["no role", {}, "agency、supervisor、administrator、operator、case-system"],
    ["a role that there is not", { role: "admin" }, "“admin”"],
    ["an agency without saying which", { role: "agency" }, "agency=city-government"],
    ["an agency that there is not", { role: "agency", agency: "hosing" }, "“hosing”"],
    ["something else", { role: "operator", scope: "all" }, "“scope”"],
  ])("%s", async (_, form, says) => {
    const answer = await ask(form);
    expect([answer.status, answer.error]).toEqual([400, "invalid_request"]);
    expect(answer.error_description).toContain(says);
  });

  it("elsewhere", async () => {
    const answer = await fetch(`${address()}/token?role=operator`);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("POST")]);
  });

  it("a page whose name is made to lead here gets nothing", async () => {
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${address()}/token`, { method: "POST", headers: { host: "evil.example.org" } });
      sent.once("response", (answer) => resolve(answer.resume().statusCode)).once("error", reject);
      sent.end("role=administrator");
    });
    expect(status).toBe(421);
  });
});

const keysAt = async (url: string | undefined) =>
  (await (await fetch(`${url}/jwks`)).json()) as { keys: object[] };

it("keeps its key, to its owner alone: another one on the same data has it too", async () => {
  const again = await startIssuer({ dataDir, offices: { agencies: [] }, preferredPort: 0 });
  expect(await keysAt(again.environment.YIFA_OIDC_ISSUER)).toEqual(await keysAt(address()));
  expect(statSync(join(dataDir, "issuer-key.json")).mode & 0o777).toBe(0o600);
  await again.stop();
});

it("shows the public part of its key alone", async () => {
  const { keys } = await keysAt(address());
  expect(Object.keys(keys[0] ?? {}).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
});

it("stays away where the environment names an issuer, of which all is handed on", async () => {
  const given = { YIFA_OIDC_ISSUER: "https://id.example.org", YIFA_OIDC_AUDIENCE: "yifa", PATH: "/bin" };
  const { environment } = await startIdentity(given, { dataDir, rulesDir: "rules" });
  expect(environment).toEqual({ YIFA_OIDC_ISSUER: "https://id.example.org", YIFA_OIDC_AUDIENCE: "yifa" });
});

describe("yifa token", () => {
  beforeEach(() => {
    vi.stubEnv("YIFA_TABLE", "yifa-table");
  });

  it("prints a token and nothing else", async () => {
    const { status, stdout } = await yifa("token", "--role", "agency", "--agency", "housing");
    expect(status).toBe(0);
    expect(await identify(`Bearer ${stdout.trim()}`)).toMatchObject({ role: "agency", agency: "housing" });
  });

  it.each<[string, Record<string, string>, string[], number, string]>([
    ["a role that there is not", {}, ["--role", "admin"], 2, "supervisor"],
    [
      "an issuer that is not ours",
      { YIFA_OIDC_ISSUER: "https://id.example.org" },
      ["--role", "operator"],
      2,
      "登录",
    ],
    [
      "no issuer that answers",
      { YIFA_OIDC_ISSUER: "http://127.0.0.1:1" },
      ["--role", "operator"],
      3,
      "npm start",
    ],
  ])("refuses %s", async (_, environment, words, status, says) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const ended = await yifa("token", ...words);
    expect([ended.status, ended.stdout]).toEqual([status, ""]);
    expect(ended.stderr).toContain(says);
  });
});
