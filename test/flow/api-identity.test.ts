import { describe, expect, it } from "vitest";
import { type Asked, call, dutyPath, licence, path, put, tokenOf } from "../support/api.ts";

describe("what a refusal tells", () => {
  it.each<[string, Asked, number, string, string | undefined]>([
    ["no token", { token: null }, 401, "unauthenticated", "Bearer"],
    ["a token that is none", { token: "x.y.z" }, 401, "invalid-token", 'Bearer error="invalid_token"'],
  ])("%s", async (_, asked, status, code, challenge) => {
    const answer = await call("GET", "/v1/duties", asked);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers["www-authenticate"]).toBe(challenge);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
  });

  it("of an agency that the directory does not know is 403 and names it", async () => {
    const token = await tokenOf({ sub: "li", roles: "agency", agency: "hosing" });
    const answer = await call("GET", "/v1/duties", { token });
    expect([answer.status, answer.body.code]).toEqual([403, "caller-agency"]);
    expect(answer.body.detail).toContain("“hosing”");
  });

  it("of two roles is 403", async () => {
    const token = await tokenOf({ sub: "li", roles: ["agency", "supervisor"], agency: "housing" });
    expect((await call("GET", "/v1/due", { token })).body.code).toBe("caller-roles");
  });
});

describe("a case system", () => {
  const token = "token-system";
  const body = { agency: "market-regulation", facts: licence };

  it("writes and reads records of the agencies that it serves, asks gates and reads duties", async () => {
    const written = await call("PUT", path("S1"), { token, body });
    expect(written.status).toBe(201);
    expect((await call("GET", path("S1"), { token })).body.record.agency).toBe("market-regulation");
    const gate = await call("GET", "/v1/gates/enforcement-decision/S1/decide", { token });
    expect([gate.status, gate.body.state]).toEqual([200, "undetermined"]);
    const duty = await call("GET", dutyPath("S1"), { token });
    expect(duty.body.history).toMatchObject([{ what: "opened", by: "处罚案件系统" }]);
    expect((await call("GET", "/v1/duties", { token })).body.duties).not.toEqual([]);
  });

  it("says which agency it writes for, since it serves several", async () => {
    const answer = await call("PUT", path("S2"), { token, body: { facts: licence } });
    expect([answer.status, answer.body.code]).toEqual([422, "agency-missing"]);
  });

  it.each<[string, string, string, Asked, number]>([
    ["write for another agency", "PUT", path("S3"), { body: { ...body, agency: "housing" } }, 403],
    ["read another agency's record", "GET", path("S4"), {}, 404],
    ["list another agency's duties", "GET", "/v1/duties", { query: "agency=housing" }, 404],
    ["discharge a duty", "POST", `${dutyPath("S1")}/discharge`, { body: {} }, 403],
    ["let reminders rest", "POST", `${dutyPath("S1")}/acknowledge`, { body: { until: "2026-11-20" } }, 403],
    ["waive a duty", "POST", `${dutyPath("S1")}/waive`, { body: { reason: "x" } }, 403],
    ["see measures", "GET", "/v1/measures", {}, 403],
    ["see mail", "GET", "/v1/mail", {}, 403],
    ["see how runs went", "GET", "/v1/sweeps", {}, 403],
  ])("may not %s", async (_, method, at, asked, status) => {
    await put("S4", licence, { token: "token-housing" });
    expect((await call(method, at, { ...asked, token })).status).toBe(status);
  });
});
