import { describe, expect, it } from "vitest";
import { loadCase } from "../../functions/adapters/store/records.ts";
import { problem } from "../../functions/handlers/http/problem.ts";
import { type Asked, call, licence, logged, path, put } from "../support/api.ts";

describe("refusals", () => {
  it.each<[string, string, string, Asked, number, string]>([
    ["no token", "GET", "/v1/duties", { token: null }, 401, "unauthenticated"],
    ["an unknown token", "GET", "/v1/duties", { token: "nobody-knows" }, 401, "invalid-token"],
    ["an operator asking for records", "GET", "/v1/duties", { token: "token-operator" }, 403, "forbidden"],
    ["an unknown route", "GET", "/v1/nothing", {}, 404, "unknown-route"],
    ["an unknown query parameter", "GET", "/v1/duties", { query: "state=open" }, 400, "invalid-query"],
    [
      "a parameter given twice",
      "GET",
      "/v1/duties",
      { query: "status=open&status=waived" },
      400,
      "invalid-query",
    ],
    ["a status that there is not", "GET", "/v1/duties", { query: "status=done" }, 400, "invalid-query"],
    [
      "a date that does not exist",
      "GET",
      "/v1/duties",
      { query: "dueBefore=2026-02-30" },
      400,
      "invalid-query",
    ],
    ["no JSON", "PUT", path("E1"), { body: "{" }, 400, "malformed-json"],
    [
      "half a character, which nothing can store",
      "PUT",
      path("E1"),
      { body: '{"facts":{"title":"\\ud800"}}' },
      400,
      "half-character",
    ],
    ["an unknown key", "PUT", path("E1"), { body: { facts: {}, fact: {} } }, 422, "invalid-body"],
    [
      "an unknown fact",
      "PUT",
      path("E1"),
      { body: { facts: { decideOn: "2026-11-12" } } },
      422,
      "unknown-fact",
    ],
    [
      "an unknown record type",
      "PUT",
      "/v1/records/nothing/E1",
      { body: { facts: {} } },
      422,
      "unknown-record-type",
    ],
    [
      "a date in the future",
      "PUT",
      path("E1"),
      { body: { facts: { ...licence, publishedOn: "2026-11-17" } } },
      422,
      "future-date",
    ],
    [
      "an id that cannot stand in an address",
      "PUT",
      path("a/b"),
      { body: { facts: {} } },
      422,
      "malformed-record-id",
    ],
    [
      "a body that is too large",
      "PUT",
      path("E1"),
      { body: { facts: { title: "长".repeat(100_000) } } },
      413,
      "body-too-large",
    ],
    [
      "a body that is no JSON by its type",
      "PUT",
      path("E1"),
      { body: "a=1", headers: { "content-type": "text/plain" } },
      415,
      "wrong-content-type",
    ],
    [
      "a calendar that there is not",
      "GET",
      "/v1/due",
      { query: "after=2026-09-28&count=7&unit=day&calendar=mars" },
      422,
      "",
    ],
    ["something that is no duty", "GET", "/v1/duties/x", {}, 404, "malformed-duty-id"],
  ])("%s", async (_, method, at, asked, status, code) => {
    const answer = await call(method, at, asked);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    if (code !== "") expect(answer.body.code).toBe(code);
    expect(answer.body.detail).toMatch(/[\u4e00-\u9fff]/);
  });

  it("answers 503 when the table is away, and keeps what was accepted", async () => {
    await put("E2");
    const name = process.env.YIFA_TABLE;
    process.env.YIFA_TABLE = "away";
    const away = await call("GET", path("E2"));
    process.env.YIFA_TABLE = name;
    expect([away.status, away.headers["retry-after"]]).toEqual([503, "5"]);
    expect((await call("GET", path("E2"))).status).toBe(200);
  });
});

it("keeps an identity number that comes back masked, as it was read", async () => {
  const number = "652301199003071234";
  await put("F0", { ...licence, party: { code: number } });
  const read = await call("GET", path("F0"));
  expect((await put("F0", read.body.record.facts)).body.outcome).toBe("unchanged");
  await put("F0", { ...read.body.record.facts, title: "准予许可" });
  const { record } = await loadCase({ type: "enforcement-decision", id: "F0" });
  expect(record?.facts).toMatchObject({ "party.code": number, title: "准予许可" });
});

it("says that it took too long with 503", () => {
  const late = Object.assign(new Error("[AbortError]: The operation was aborted."), { name: "TimeoutError" });
  expect(problem(late, "r1")).toMatchObject({ statusCode: 503, headers: { "retry-after": "5" } });
});

it("shows identity numbers in no answer and no log line", async () => {
  const number = "652301199003071234";
  const facts = {
    ...licence,
    party: { type: "自然人", name: "张某", code: number },
    title: `身份证${number}`,
  };
  const answers = [
    await put("F1", facts),
    await call("GET", path("F1")),
    await call("GET", "/v1/records", { query: "type=enforcement-decision" }),
    await call("POST", "/v1/decide", { body: { type: "enforcement-decision", facts } }),
    await put("F2", { [number]: 1 }),
    await put(number),
    await call("GET", `/v1/${number}`),
  ];
  expect(JSON.stringify(answers)).not.toContain(number);
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.join("")).not.toContain(number);
});
