import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { SignJWT } from "jose";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { linkAddresses, readLink } from "../../functions/adapters/link-token.ts";
import { loadCase } from "../../functions/adapters/store/records.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { handler } from "../../functions/handlers/api.ts";
import { DAY, drain, files, items, put, taken } from "../support/mail-road.ts";
import { publishRuleset } from "../support/publish.ts";

const PUBLIC = "https://yifa.example.org";
const KEY = "k".repeat(40);
const DUE = "2026-11-25";
const UNTIL = "2026-11-24";
const LINK = /https:\/\/yifa\.example\.org(\/v1\/acknowledgements\/\S+)/g;

beforeEach(async () => {
  vi.stubEnv("YIFA_PUBLIC_URL", `${PUBLIC}/`);
  vi.stubEnv("YIFA_LINK_KEYS", KEY);
  await put("1", { decidedOn: "2026-11-16" });
  await sweep(DAY);
  await drain();
  return () => vi.unstubAllEnvs();
});

const mailTo = (person: string) => taken.find(({ to }) => to === `${person}@market-regulation.example.org`);
const linksIn = (text = "") => [...text.matchAll(LINK)].map(([, path = ""]) => path);
const linkOf = (person = "case-officer") => linksIn(mailTo(person)?.text)[0] ?? "";

type Asked = { form?: string; headers?: Record<string, string>; query?: string; base64?: boolean };

async function call(
  method: string,
  path: string,
  { form, headers = {}, query = "", base64 = false }: Asked = {},
) {
  const body = form === undefined ? {} : { body: base64 ? Buffer.from(form).toString("base64") : form };
  const event = {
    version: "2.0",
    rawPath: path,
    rawQueryString: query,
    headers: {
      ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    requestContext: { requestId: "r1", http: { method, path } },
    ...body,
    isBase64Encoded: base64,
  } as unknown as APIGatewayProxyEventV2;
  return (await handler(event, {} as Context)) as APIGatewayProxyStructuredResultV2;
}
const open = (path: string) => call("GET", path);
const confirm = (path: string, until = UNTIL) => call("POST", path, { form: `until=${until}` });
const duty = async () => (await loadCase({ type: "enforcement-decision", id: "1" })).duties[0];
/** By key, since a scan has its own order. */
const everything = async () =>
  Object.fromEntries((await items()).map((item) => [`${item.pk} ${item.sk}`, item]));

describe("a link in a mail", () => {
  it("stands beside each matter of the reader's own agency that is not due yet, and leads to us alone", async () => {
    await put("2", { decidedOn: "2026-11-11" });
    await put("3", { decidedOn: "2026-11-12" });
    await sweep("2026-11-24");
    await drain();
    expect(taken.map(({ to, text }) => [to.split("@")[0], linksIn(text).length])).toEqual(
      expect.arrayContaining([
        ["case-officer", 1],
        ["disclosure-officer", 1],
        ["legal-unit", 1],
        ["head", 0],
      ]),
    );
    for (const { text } of taken) expect(text.replaceAll(LINK, "")).not.toMatch(/https?:|www\./);
  });

  it("is each recipient's own, and says nothing of the record", async () => {
    const links = ["case-officer", "disclosure-officer", "legal-unit"].map(linkOf);
    expect(new Set(links).size).toBe(3);
    const [, payload = ""] = linkOf().split("/").at(-1)?.split(".") ?? [];
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toEqual({
      aud: "confirm-duty",
      sub: "market-regulation-case-officer",
      day: DAY,
      duty: expect.stringMatching(/^[\w-]{22}$/),
      due: DUE,
      through: UNTIL,
    });
  });

  it("is the same whenever it is made", async () => {
    const link = await readLink(linkOf().split("/").at(-1) ?? "");
    const made = await linkAddresses(new Map([["again", link]]));
    expect(made.get("again")).toBe(`${PUBLIC}${linkOf()}`);
  });

  it("is missing where there is no public address", async () => {
    vi.stubEnv("YIFA_PUBLIC_URL", "");
    await put("4", { decidedOn: "2026-11-17" });
    await sweep("2026-11-24");
    await drain();
    expect(taken.at(-1)?.text).toContain("昌市许〔2026〕4号");
    expect(taken.at(-1)?.text).not.toMatch(/https?:\/\//);
  });
});

describe("opening it", () => {
  it("shows what would be confirmed, and changes nothing, however often and by whomever", async () => {
    const before = await everything();
    for (let n = 0; n < 3; n++) {
      const { statusCode, body = "" } = await open(linkOf());
      expect(statusCode).toBe(200);
      for (const text of [
        "确认知悉",
        "昌市许〔2026〕1号",
        "2026年11月25日",
        "期限届满前不再发送提醒",
        'method="post"',
      ])
        expect(body).toContain(text);
    }
    for (const method of ["HEAD", "OPTIONS", "PUT"]) await call(method, linkOf());
    expect(await everything()).toEqual(before);
  });

  it("fault 18: a scanner that opens every link of every mail confirms nothing", async () => {
    const before = await everything();
    const links = taken.flatMap(({ text }) => linksIn(text));
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) expect((await open(link)).statusCode).toBe(200);
    expect(await everything()).toEqual(before);
  });

  it("gives a page without scripts that nobody keeps, frames or finds", async () => {
    const { headers = {}, body = "" } = await open(linkOf());
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
      "x-robots-tag": "noindex, nofollow",
      "x-content-type-options": "nosniff",
    });
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(body).toMatch(/^<!DOCTYPE html>\n<html lang="zh-CN">/);
    expect(body).not.toMatch(/<script|https?:\/\/|style="|\son\w+=/);
  });
});

describe("confirming", () => {
  it("lets the reminders rest, in the recipient's name, and says so", async () => {
    const { statusCode, body } = await confirm(linkOf());
    expect([statusCode, body]).toEqual([200, expect.stringContaining("已经确认知悉")]);
    expect(await duty()).toMatchObject({
      status: "open",
      acknowledged: { by: "market-regulation-case-officer", on: DAY, until: UNTIL },
    });
    const { history } = await loadCase({ type: "enforcement-decision", id: "1" });
    expect(history.at(-1)).toMatchObject({
      what: "acknowledged",
      by: "market-regulation-case-officer",
      reason: expect.stringContaining("由2026年11月23日邮件中的链接确认"),
    });
  });

  it("again, or by a colleague's link, is answered the same and changes nothing more", async () => {
    const first = await confirm(linkOf());
    const after = await everything();
    process.env.YIFA_AS_OF = UNTIL;
    for (const link of [linkOf(), linkOf("legal-unit")])
      for (const answer of [await confirm(link, "2026-11-25"), await open(link)])
        expect([answer.statusCode, answer.body]).toEqual([200, first.body]);
    expect(await everything()).toEqual(after);
  });

  it("twice at once is once", async () => {
    const answers = await Promise.all([confirm(linkOf()), confirm(linkOf()), confirm(linkOf("legal-unit"))]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    const { history } = await loadCase({ type: "enforcement-decision", id: "1" });
    expect(history.filter(({ what }) => what === "acknowledged")).toHaveLength(1);
  });

  it("takes the form as API Gateway hands it on", async () => {
    const { statusCode } = await call("POST", linkOf(), { form: `until=${UNTIL}`, base64: true });
    expect([statusCode, (await duty())?.acknowledged?.until]).toEqual([200, UNTIL]);
  });

  it.each<[string, Asked, number]>([
    ["another day than may be", { form: "until=2026-12-31" }, 422],
    ["no day", { form: "" }, 422],
    ["more than the day", { form: `until=${UNTIL}&agency=housing` }, 422],
    [
      "something that is no form",
      { form: `{"until":"${UNTIL}"}`, headers: { "content-type": "application/json" } },
      415,
    ],
    ["no form at all", {}, 415],
    ["a form without end", { form: `until=${UNTIL}&x=${"x".repeat(300_000)}` }, 413],
  ])("refuses %s", async (_, asked, status) => {
    const before = await everything();
    const { statusCode, headers } = await call("POST", linkOf(), asked);
    expect([statusCode, headers?.["content-type"]]).toEqual([status, "text/html; charset=utf-8"]);
    expect(await everything()).toEqual(before);
  });
});

describe("refused with a page that says why, opened or confirmed", () => {
  const at = (token: string) => `/v1/acknowledgements/${token}`;
  const claims = { sub: "market-regulation-case-officer", day: DAY, due: DUE, through: UNTIL, duty: "x" };
  const made = async (more: object, key = KEY, purpose = "confirm-duty") =>
    at(
      await new SignJWT({ ...claims, ...more })
        .setProtectedHeader({ alg: "HS256" })
        .setAudience(purpose)
        .sign(new TextEncoder().encode(key)),
    );
  const payloadChanged = (path: string) => {
    const [header, payload = "", signature] = path.split("/").at(-1)?.split(".") ?? [];
    const said = JSON.parse(Buffer.from(payload, "base64url").toString());
    const other = Buffer.from(JSON.stringify({ ...said, through: "2026-12-31" })).toString("base64url");
    return at([header, other, signature].join("."));
  };
  const unsigned = at(
    `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ aud: "confirm-duty", ...claims })).toString("base64url")}.`,
  );
  const directory = async (change: (text: string) => string) => {
    const changed = new Map(files);
    changed.set("directory.json", change(changed.get("directory.json") ?? ""));
    expect(changed.get("directory.json")).not.toBe(files.get("directory.json"));
    await publishRuleset(changed);
  };

  it.each<[string, () => Promise<string> | string, number, string]>([
    ["no link", () => at("x"), 404, "链接无效"],
    ["a link that was changed", () => payloadChanged(linkOf()), 404, "链接无效"],
    ["a link that was cut off", () => linkOf().slice(0, -1), 404, "链接无效"],
    ["a link without a signature", () => unsigned, 404, "链接无效"],
    ["a link by another key", () => made({}, "x".repeat(40)), 404, "链接无效"],
    ["a link for another purpose", () => made({}, KEY, "waive-duty"), 404, "链接无效"],
    ["a link without end", () => at("x".repeat(5000)), 404, "链接无效"],
    ["a mail that was never made", () => made({ day: "2026-11-22" }), 404, "没有找到该邮件"],
    ["a duty that the mail did not tell of", () => made({}), 404, "没有找到该邮件"],
    ["somebody whom the directory does not know", () => made({ sub: "nobody" }), 403, "已不负责该事项"],
    [
      "a link that is over",
      () => {
        process.env.YIFA_AS_OF = DUE;
        return linkOf();
      },
      410,
      "有效期至2026年11月24日",
    ],
    [
      "a duty that is done",
      async () => {
        await put("1", { decidedOn: "2026-11-16", publishedOn: "2026-11-20" });
        return linkOf();
      },
      409,
      "已办结",
    ],
    [
      "a due date that has moved",
      async () => {
        await put("1", { decidedOn: "2026-11-17" });
        return linkOf();
      },
      409,
      "已由2026年11月25日改为2026年11月26日",
    ],
    [
      "a recipient who has another role now",
      async () => {
        await directory((text) =>
          text.replace(/("id": "market-regulation-case-officer",\s*"role": )"case-officer"/, '$1"head"'),
        );
        return linkOf();
      },
      403,
      "已不负责该事项",
    ],
    [
      "a recipient who is gone",
      async () => {
        await directory((text) =>
          text.replace('"market-regulation-case-officer"', '"market-regulation-new"'),
        );
        return linkOf();
      },
      403,
      "已不负责该事项",
    ],
  ])("%s", async (_, prepared, status, says) => {
    const link = await prepared();
    const before = await everything();
    for (const { statusCode, headers, body } of [await open(link), await confirm(link)]) {
      expect([statusCode, body]).toEqual([status, expect.stringContaining(says)]);
      expect(headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
      });
      expect(body).not.toMatch(/<form|undefined|market-regulation|enforcement-decision/);
    }
    expect(await everything()).toEqual(before);
  });
});

describe("keys", () => {
  it("may be replaced: links of the one before go on working, those of none do not", async () => {
    vi.stubEnv("YIFA_LINK_KEYS", `${"n".repeat(40)},${KEY}`);
    expect((await open(linkOf())).statusCode).toBe(200);
    vi.stubEnv("YIFA_LINK_KEYS", "n".repeat(40));
    expect((await open(linkOf())).statusCode).toBe(404);
    vi.stubEnv("YIFA_LINK_KEYS", "");
    expect((await open(linkOf())).statusCode).toBe(404);
  });

  it.each<[string, Record<string, string>, string]>([
    ["a short key", { YIFA_LINK_KEYS: "secret" }, "YIFA_LINK_KEYS 不可用"],
    ["three keys", { YIFA_LINK_KEYS: [KEY, KEY, KEY].join() }, "YIFA_LINK_KEYS 不可用"],
  ])("%s is refused, without its value", async (_, environment, says) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const failed = await readLink("x").catch((fault: Error) => fault.message);
    expect(failed).toContain(says);
    expect(failed).not.toContain(environment.YIFA_LINK_KEYS);
  });
});

it("no log line has a link", async () => {
  const logged = vi.mocked(process.stderr.write).mock.calls.map(([chunk]) => String(chunk));
  await open(linkOf());
  await confirm(linkOf());
  const later = vi.mocked(process.stderr.write).mock.calls.map(([chunk]) => String(chunk));
  expect(later.length).toBeGreaterThan(logged.length);
  expect(later.join("")).not.toContain(linkOf().split("/").at(-1));
  expect(later.join("")).toContain("/v1/acknowledgements/{}");
});
