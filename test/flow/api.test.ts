import { describe, expect, it } from "vitest";
import { call, dutyPath, licence, path, put } from "../support/api.ts";

describe("a record and its duty", () => {
  it("comes back decided, with reasons, gates and duties, under its version", async () => {
    const { status, headers, body } = await put("许可〔2026〕7号");
    expect([status, headers.etag]).toEqual([201, '"1"']);
    expect(body.outcome).toBe("accepted");
    expect(body.gates.map((gate: { step: string }) => gate.step)).toContain("decide");
    const finding = body.findings.find(
      (one: { rule: string }) => one.rule === "disclosure/licence-or-penalty",
    );
    expect(finding).toMatchObject({ outcome: "applies", trace: { result: true } });
    expect(body.duties).toMatchObject([{ dueOn: "2026-11-23", status: "open", light: "green" }]);
    const read = await call("GET", path("许可〔2026〕7号"));
    expect([read.status, read.headers.etag, read.body.record.facts]).toEqual([200, '"1"', licence]);
  });

  it("is explained in paragraphs, with what would turn them", async () => {
    await put("B0");
    const { status, body } = await call("GET", `${path("B0")}/explanation`);
    expect(status).toBe(200);
    expect(body.conclusions[0]).toMatchObject({ about: "duty", rule: "disclosure/licence-or-penalty" });
    expect(body.conclusions[0].text).toContain("应当在2026年11月23日前（含当日，文件规定）向社会公开");
    const says = body.conclusions[0].turns.map((turn: { says: string }) => turn.says);
    expect(says).toContain("执法类别不为行政许可、行政处罚");
    const stranger = await call("GET", `${path("B0")}/explanation`, { token: "token-housing" });
    expect([stranger.status, stranger.body.code]).toEqual([404, "unknown-record"]);
  });

  it("changes only from the version that was read", async () => {
    await put("B1");
    const stale = await put("B1", { ...licence, title: "x" }, { headers: { "If-Match": '"9"' } });
    expect([stale.status, stale.body.code]).toEqual([412, "version-mismatch"]);
    const fresh = await put("B1", { ...licence, title: "x" }, { headers: { "If-Match": '"1"' } });
    expect([fresh.status, fresh.headers.etag]).toEqual([200, '"2"']);
  });

  it("is discharged only when all four things were published, with the address", async () => {
    await put("B2");
    const some = await call("POST", `${dutyPath("B2")}/discharge`, { body: { published: ["执法机关"] } });
    expect([some.status, some.body.missing]).toEqual([422, ["执法对象", "执法类别", "执法结论"]]);
    const published = ["执法机关", "执法对象", "执法类别", "执法结论"];
    const without = await call("POST", `${dutyPath("B2")}/discharge`, { body: { published } });
    expect([without.status, without.body.code]).toEqual([422, "evidence-missing"]);
    const body = {
      published,
      evidence: { publishedUrl: "https://www.example.org/7" },
      doneOn: "2026-11-13",
      reason: "已公示",
    };
    const early = await call("POST", `${dutyPath("B2")}/discharge`, {
      body: { ...body, doneOn: "2026-11-11" },
    });
    expect([early.status, early.body.code]).toEqual([422, "before-trigger"]);
    const done = await call("POST", `${dutyPath("B2")}/discharge`, { body });
    expect(done.body.duty).toMatchObject({
      status: "discharged",
      closed: { on: "2026-11-13", late: false, by: "market", reason: "已公示" },
    });
    const record = await call("GET", path("B2"));
    expect(record.body.record.facts).toMatchObject({
      publishedOn: "2026-11-13",
      publishedUrl: "https://www.example.org/7",
    });
    const again = await call("POST", `${dutyPath("B2")}/discharge`, { body });
    expect([again.status, again.body.code]).toEqual([409, "duty-not-open"]);
  });

  it.each([
    ["in time at the last minute", "2026-11-11 14:00", false, "2026-11-11T14:00+08:00"],
    ["late a minute after its half day", "2026-11-11T06:01Z", true, "2026-11-11T14:01+08:00"],
    ["in time on its day where the hour is not said", "2026-11-11", false, undefined],
  ])("may be discharged by the hour: %s", async (name, doneOn, late, at) => {
    const id = encodeURIComponent(name);
    const facts = { acceptedAt: "2026-11-02 15:00" };
    await call("PUT", `/v1/records/business-registration/${id}`, { body: { facts } });
    const duty = `business-registration:${name}:business-registration.within-six-and-a-half-days:1`;
    const evidence = { "licence.number": "91652301MA00000000", "licence.issuedAt": "2026-11-11" };
    const done = await call("POST", `/v1/duties/${encodeURIComponent(duty)}/discharge`, {
      body: { doneOn, evidence },
    });
    expect(done.body.duty).toMatchObject({ dueOn: "2026-11-11", closed: { on: "2026-11-11", late } });
    expect(done.body.duty.closed.at).toBe(at);
    const record = await call("GET", `/v1/records/business-registration/${id}`);
    expect(record.body.record.facts.completedAt).toBe(at ?? "2026-11-11");
  });

  it("tells why: days counted, clause, history", async () => {
    await put("B3");
    const { body } = await call("GET", dutyPath("B3"));
    expect(body.derivation.counted).toHaveLength(7);
    expect(body.duty.cites[0]).toEqual({ document: "changji-2019-18", duty: "IP-2.2.4-a" });
    expect(body.history).toMatchObject([{ what: "opened", by: "market" }]);
  });

  it("is waived by a supervisor with a reason, not by the agency", async () => {
    await put("B4");
    const body = { reason: "重复登记" };
    expect((await call("POST", `${dutyPath("B4")}/waive`, { body })).status).toBe(403);
    expect(
      (await call("POST", `${dutyPath("B4")}/waive`, { body: {}, token: "token-supervisor" })).status,
    ).toBe(422);
    const waived = await call("POST", `${dutyPath("B4")}/waive`, { body, token: "token-supervisor" });
    expect(waived.body.duty).toMatchObject({ status: "waived", light: "grey", closed: { by: "justice" } });
  });

  it("rests until a day that the agency names, no later than five working days on", async () => {
    await put("B7");
    const ack = (until: string) => call("POST", `${dutyPath("B7")}/acknowledge`, { body: { until } });
    expect((await ack("2026-11-24")).body).toMatchObject({ status: 422, pointer: "/until" });
    const acknowledged = { on: "2026-11-16", until: "2026-11-20", by: "market" };
    expect((await ack("2026-11-20")).body.duty).toMatchObject({ status: "open", acknowledged });
    const { body } = await call("GET", dutyPath("B7"));
    expect(body.history.at(-1)).toMatchObject({
      what: "acknowledged",
      reason: "已知悉，正在办理（至 2026-11-20）",
    });
  });

  it("cannot be extended where the rule has no extension", async () => {
    await put("B5");
    const asked = await call("POST", `${dutyPath("B5")}/extend`, {
      body: { reason: "忙", until: "2026-11-30" },
    });
    expect([asked.status, asked.body.code]).toEqual([422, "no-extension"]);
  });

  it("is told how to ask for an extension and how to grant one", async () => {
    const answer = await call("POST", `${dutyPath("B3")}/extend`, { body: { reason: "案情复杂" } });
    expect(answer.body.detail).toContain('{"reason": "…", "grant": true}');
  });

  it("can be extended where the rule has one: asked by the agency, granted by somebody else", async () => {
    const facts = { ...licence, review: { submittedOn: "2026-11-12" }, majorRights: true, complex: true };
    const { body } = await put("B6", facts);
    const opinion = body.duties.find((duty: { rule: string }) => duty.rule === "legal-review/opinion");
    const extendPath = `/v1/duties/${encodeURIComponent(opinion.id)}/extend`;
    const asked = await call("POST", extendPath, {
      body: { reason: "案情复杂", until: nextDay(opinion.dueOn) },
    });
    expect([asked.status, asked.body.duty?.dueOn]).toEqual([200, opinion.dueOn]);
    const own = await call("POST", extendPath, { body: { reason: "同意", grant: true } });
    expect(own.status).toBe(403);
  });
});

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

describe("questions that store nothing", () => {
  it("decides a record", async () => {
    const { status, body } = await call("POST", "/v1/decide", {
      body: { type: "enforcement-decision", facts: licence },
    });
    expect([status, body.duties[0].dueOn]).toEqual([200, "2026-11-23"]);
  });

  it("says the state of a gate", async () => {
    await put("C1", { kind: "行政处罚", majorRights: true, documentNumber: "1" });
    const { status, body } = await call("GET", "/v1/gates/enforcement-decision/C1/decide");
    expect([status, body.state]).toEqual([200, "blocked"]);
    expect((await call("GET", "/v1/gates/enforcement-decision/C1/nothing")).status).toBe(404);
  });

  it("counts days", async () => {
    const { body } = await call("GET", "/v1/due", {
      query: "after=2026-09-28&count=7&unit=working-day",
      token: "token-operator",
    });
    expect(body).toMatchObject({ dueOn: "2026-10-13", provisional: false, calendar: "cn-xj" });
  });
});

describe("another agency", () => {
  it.each<[string, string, () => string, unknown]>([
    ["reads the record", "GET", () => path("D1"), undefined],
    ["writes the record", "PUT", () => path("D1"), { facts: licence }],
    ["asks its gate", "GET", () => "/v1/gates/enforcement-decision/D1/decide", undefined],
    ["reads the duty", "GET", () => dutyPath("D1"), undefined],
    ["discharges the duty", "POST", () => `${dutyPath("D1")}/discharge`, {}],
    ["acknowledges the duty", "POST", () => `${dutyPath("D1")}/acknowledge`, { until: "2026-11-20" }],
    ["extends the duty", "POST", () => `${dutyPath("D1")}/extend`, { reason: "x", until: "2026-11-30" }],
  ])("%s: not found, as if it did not exist", async (_, method, at, body) => {
    await put("D1");
    const real = await call(method, at(), { token: "token-housing", body });
    expect(real.status).toBe(404);
    const absent = await call(method, at().replaceAll("D1", "D0"), {
      token: "token-housing",
      body: method === "PUT" ? undefined : body,
    });
    if (method !== "PUT") expect({ ...absent.body, detail: "" }).toEqual({ ...real.body, detail: "" });
  });

  it("sees none of it in lists, and no cursor helps", async () => {
    await put("D2");
    expect((await call("GET", "/v1/duties", { token: "token-housing" })).body.duties).toEqual([]);
    const asked = await call("GET", "/v1/duties", {
      token: "token-housing",
      query: "agency=market-regulation",
    });
    expect(asked.status).toBe(404);
    const cursor = Buffer.from(JSON.stringify([1, 0, "market-regulation", "open#2026-11-23#x"])).toString(
      "base64url",
    );
    expect(
      (await call("GET", "/v1/duties", { token: "token-housing", query: `cursor=${cursor}` })).status,
    ).toBe(400);
  });

  it("may not be written for", async () => {
    const { status } = await call("PUT", path("D3"), { body: { agency: "housing", facts: licence } });
    expect(status).toBe(403);
  });

  it("is seen by the supervisor", async () => {
    await put("D4");
    const { body } = await call("GET", "/v1/records", {
      token: "token-supervisor",
      query: "type=enforcement-decision",
    });
    expect(body.records.map((record: { id: string }) => record.id)).toContain("D4");
  });
});
