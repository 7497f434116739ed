import { createHmac, createPublicKey, type JsonWebKey, KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { identify } from "../../functions/adapters/identity.ts";
import { listenOnLoopback } from "../../infra/local/loopback.ts";
import { type SigningKey, signingKey, TestIssuer } from "../support/issuer.ts";

const NOW = Date.parse("2026-11-16T02:00:00Z");
const seconds = NOW / 1000;
const CLERK = { sub: "li", roles: "agency", agency: "housing" };

let issuer: TestIssuer;
let stranger: TestIssuer;
let rsa: SigningKey;
let ec: SigningKey;
let unknown: SigningKey;
const logged: string[] = [];

beforeAll(async () => {
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  [rsa, ec, unknown] = await Promise.all([
    signingKey("rsa", "RS256"),
    signingKey("ec"),
    signingKey("attacker", "RS256"),
  ]);
  stranger = await TestIssuer.start(unknown);
});
afterAll(() => stranger.stop());

/** A new issuer for each case: nothing that an earlier one taught the cache is left. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  issuer = await TestIssuer.start(rsa, ec);
  use(issuer.environment());
  logged.length = 0;
  return async () => {
    vi.useRealTimers();
    await issuer.stop();
  };
});

function use(variables: Record<string, string>): void {
  for (const name of Object.keys(process.env))
    if (name.startsWith("YIFA_OIDC_")) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, variables);
}

const ask = async (token: Promise<string> | string) => await identify(`Bearer ${await token}`);

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = (more: object = {}) => ({
  ...{ iss: issuer.url, aud: "yifa", iat: seconds, exp: seconds + 3600 },
  ...{ ...CLERK, ...more },
});

/** Signed as an attacker would who knows the public key and nothing else. */
function byPublicKey(alg: string): string {
  const pem = createPublicKey({ key: rsa.shown as JsonWebKey, format: "jwk" }).export({
    type: "spki",
    format: "pem",
  });
  const signed = `${part({ alg, kid: "rsa", typ: "at+jwt" })}.${part(claims())}`;
  return `${signed}.${createHmac(`sha${alg.slice(2)}`, pem)
    .update(signed)
    .digest("base64url")}`;
}

/** Signed by the issuer's own key, as only a strange issuer would. */
function byPrivateKey(header: { alg: string; [name: string]: unknown }, payload: object = claims()): string {
  const signed = `${part({ kid: "rsa", ...header })}.${part(payload)}`;
  const key = KeyObject.from(rsa.privateKey);
  return `${signed}.${sign(`sha${header.alg.slice(2)}`, Buffer.from(signed), key).toString("base64url")}`;
}

/** The nth part of a good token replaced. */
async function replaced(at: number, by: (part: string) => string): Promise<string> {
  const parts = (await issuer.token(CLERK)).split(".");
  return parts.map((each, index) => (index === at ? by(each) : each)).join(".");
}

const changed = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);

it("a good token says who asks", async () => {
  const caller = { name: "li", subject: "li", role: "agency", agency: "housing" };
  expect(await ask(issuer.token(CLERK))).toEqual(caller);
  expect(await ask(issuer.token({ ...CLERK, aud: ["other", "yifa"] }, { key: ec }))).toEqual(caller);
});

describe("refused with the same words, the reason in the log alone", () => {
  it.each<[string, () => Promise<string> | string, string]>([
    ["another issuer", () => issuer.token({ ...CLERK, iss: "https://id.example.org" }), "iss"],
    ["the issuer with a slash too many", () => issuer.token({ ...CLERK, iss: `${issuer.url}/` }), "iss"],
    ["no issuer", () => issuer.token({ ...CLERK, iss: undefined }), "iss"],
    ["another audience", () => issuer.token({ ...CLERK, aud: "mail" }), "aud"],
    ["no audience", () => issuer.token({ ...CLERK, aud: undefined }), "aud"],
    ["an end that has passed", () => issuer.token({ ...CLERK, exp: seconds - 31 }), "ERR_JWT_EXPIRED"],
    ["no end", () => issuer.token({ ...CLERK, exp: undefined }), "exp"],
    ["an end in words", () => issuer.token({ ...CLERK, exp: "2027-01-01" }), "exp"],
    ["a beginning to come", () => issuer.token({ ...CLERK, nbf: seconds + 31 }), "nbf"],
    ["made in the future", () => issuer.token({ ...CLERK, iat: seconds + 31 }), "iat"],
    ["no word when it was made", () => issuer.token({ ...CLERK, iat: undefined }), "iat"],
    [
      "made more than a day ago, however long it is to live",
      () => issuer.token({ ...CLERK, iat: seconds - 86_431, exp: seconds + 86_400 * 365 }),
      "ERR_JWT_EXPIRED",
    ],
    ["nobody's", () => issuer.token({ ...CLERK, sub: undefined }), "sub"],
    [
      "the algorithm none",
      () => `${part({ alg: "none", typ: "at+jwt" })}.${part(claims())}.`,
      "ALG_NOT_ALLOWED",
    ],
    ["the algorithm None", () => `${part({ alg: "None" })}.${part(claims())}.`, "ALG_NOT_ALLOWED"],
    ["HS256 with the public key as its secret", () => byPublicKey("HS256"), "ALG_NOT_ALLOWED"],
    ["HS512 with the public key as its secret", () => byPublicKey("HS512"), "ALG_NOT_ALLOWED"],
    ["an algorithm that is not on the list", () => byPrivateKey({ alg: "RS512" }), "ALG_NOT_ALLOWED"],
    [
      "the algorithm of another key",
      () => issuer.token(CLERK, { key: ec, header: { kid: "rsa" } }),
      "NO_MATCHING",
    ],
    ["a key that nobody knows", () => issuer.token(CLERK, { key: unknown }), "NO_MATCHING"],
    [
      "a known key's name on an unknown key",
      () => issuer.token(CLERK, { key: { ...unknown, kid: "rsa" } }),
      "SIGNATURE",
    ],
    ["claims that were changed", () => replaced(1, () => part(claims({ agency: "justice" }))), "SIGNATURE"],
    ["a signature that was changed", () => replaced(2, changed), "SIGNATURE"],
    ["no signature", () => replaced(2, () => ""), "SIGNATURE"],
    ["a part too few", async () => (await issuer.token(CLERK)).split(".").slice(0, 2).join("."), "JW"],
    ["five parts, as if it were encrypted", async () => `${await issuer.token(CLERK)}.a.b`, "JW"],
    ["a header that is no JSON", () => `e30x.${part(claims())}.c2ln`, "JW"],
    ["claims that are a list", () => byPrivateKey({ alg: "RS256" }, []), "JWT_INVALID"],
    ["no token at all", () => "nobody-knows", "JW"],
    ["a token of 9,000 characters", () => issuer.token({ ...CLERK, pad: "x".repeat(6500) }), "too-long"],
    [
      "a header that asks for what we do not know",
      () => byPrivateKey({ alg: "RS256", crit: ["x-new"], "x-new": 1 }),
      "NOT_SUPPORTED",
    ],
    [
      "a key of its own in the header",
      () => issuer.token(CLERK, { key: unknown, header: { kid: "rsa", jwk: unknown.shown } }),
      "SIGNATURE",
    ],
    [
      "an address of keys in the header",
      () => issuer.token(CLERK, { key: unknown, header: { jku: `${stranger.url}/jwks` } }),
      "NO_MATCHING",
    ],
  ])("%s", async (_, token, reason) => {
    const sent = await token();
    await expect(ask(sent)).rejects.toMatchObject({
      kind: "unauthenticated",
      code: "invalid-token",
      message: "访问令牌无效或者已过期，请重新登录后再试",
    });
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? "")).toMatchObject({ level: "warn", message: "token refused" });
    expect(logged[0]).toContain(reason);
    const secret = sent.split(".")[2];
    if (secret) expect(logged[0]).not.toContain(secret);
    expect(stranger.asked).toEqual([]);
  });
});

it.each([undefined, "", "Bearer", "Bearer ", "Basic bWFyazpwdw==", "token abc"])(
  "asked to log in first: %s",
  async (authorization) => {
    await expect(identify(authorization)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(issuer.asked).toEqual([]);
  },
);

it("without an issuer everybody is refused, and the log says so", async () => {
  use({});
  await expect(ask(issuer.token(CLERK))).rejects.toMatchObject({ code: "invalid-token" });
  expect(logged.join("")).toContain("no-issuer-configured");
});

describe("clocks may differ by as much as is allowed", () => {
  it.each<[string, object]>([
    ["an end that passed 29 seconds ago", { exp: seconds - 29 }],
    ["a beginning in 30 seconds", { nbf: seconds + 30 }],
    ["made in 30 seconds", { iat: seconds + 30 }],
    ["made a day and 30 seconds ago", { iat: seconds - 86_430 }],
  ])("%s", async (_, more) => {
    expect(await ask(issuer.token({ ...CLERK, ...more }))).toMatchObject({ name: "li" });
    use(issuer.environment({ YIFA_OIDC_CLOCK_TOLERANCE_SECONDS: "0" }));
    await expect(ask(issuer.token({ ...CLERK, ...more }))).rejects.toMatchObject({ code: "invalid-token" });
  });
});

describe("keys", () => {
  const later = (ms: number) => vi.setSystemTime(NOW + ms);
  const fetches = () => issuer.asked.filter((path) => path === "/jwks").length;

  it("are asked for once, and again after ten minutes", async () => {
    for (let n = 0; n < 3; n++) await ask(issuer.token(CLERK));
    expect(issuer.asked).toEqual(["/.well-known/openid-configuration", "/jwks"]);
    later(10 * 60_000 + 1);
    await ask(issuer.token(CLERK));
    expect(fetches()).toBe(2);
  });

  it("may be replaced: a new one is fetched when it is first met, the old one is good until it is withdrawn", async () => {
    const old = await issuer.token(CLERK);
    await ask(old);
    const next = await signingKey("next");
    issuer.keys = [rsa, next];
    later(31_000);
    await ask(issuer.token(CLERK, { key: next }));
    await ask(old);
    expect(fetches()).toBe(2);
    issuer.keys = [next];
    later(31_000 + 10 * 60_000 + 1);
    await expect(ask(issuer.token(CLERK, { key: rsa }))).rejects.toMatchObject({ code: "invalid-token" });
  });

  it("that are made up do not have the issuer asked more often than every 30 seconds", async () => {
    await ask(issuer.token(CLERK));
    const guesses = Array.from({ length: 20 }, (_, n) =>
      ask(issuer.token(CLERK, { key: unknown, header: { kid: `guess-${n}` } })),
    );
    for (const guess of await Promise.allSettled(guesses)) expect(guess.status).toBe("rejected");
    expect(fetches()).toBe(1);
  });

  it("are asked for where the environment says, without a document that says where", async () => {
    use(issuer.environment({ YIFA_OIDC_JWKS_URI: `${issuer.url}/jwks` }));
    await ask(issuer.token(CLERK));
    expect(issuer.asked).toEqual(["/jwks"]);
  });
});

describe("where the issuer cannot be asked, nobody is refused for it", () => {
  const unreachable = { kind: "unavailable", code: "issuer-unreachable" };

  it.each<[string, () => void]>([
    ["it is out of order", () => Object.assign(issuer, { status: 503 })],
    ["it sends elsewhere", () => Object.assign(issuer, { status: 302 })],
    ["it answers no keys", () => Object.assign(issuer, { keySet: () => ({ error: "x" }) })],
    ["it says that it is somebody else", () => Object.assign(issuer.discovery, { issuer: stranger.url })],
    ["it does not say where its keys are", () => Reflect.deleteProperty(issuer.discovery, "jwks_uri")],
    ["its keys are in a file", () => Object.assign(issuer.discovery, { jwks_uri: "file:///etc/passwd" })],
  ])("%s", async (_, breakIt) => {
    const { status, keySet, discovery } = issuer;
    const token = await issuer.token(CLERK);
    breakIt();
    await expect(ask(token)).rejects.toMatchObject(unreachable);
    Object.assign(issuer, {
      status,
      keySet,
      discovery: { ...discovery, issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` },
    });
    expect(await ask(token)).toMatchObject({ name: "li" });
  });

  it("keys that it gave are good for a while, also when somebody names one that is not there", async () => {
    const token = await issuer.token(CLERK);
    await ask(token);
    issuer.status = 503;
    vi.setSystemTime(NOW + 31_000);
    await expect(ask(issuer.token(CLERK, { key: unknown }))).rejects.toMatchObject(unreachable);
    expect(await ask(token)).toMatchObject({ name: "li" });
    vi.setSystemTime(NOW + 10 * 60_000 + 1);
    await expect(ask(token)).rejects.toMatchObject(unreachable);
  });

  it("it does not answer", async () => {
    const server = createServer(() => {});
    const { url, stop } = await listenOnLoopback(server, 0);
    use({ YIFA_OIDC_ISSUER: url, YIFA_OIDC_AUDIENCE: "yifa" });
    await expect(ask(issuer.token(CLERK))).rejects.toMatchObject(unreachable);
    await stop();
  });
});
