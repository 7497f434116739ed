import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/api.ts";

const SHARE = "/v1/indicators/legal-review.reviewer-share";
const person = (id: string, agency: string, facts: object) =>
  call("PUT", `/v1/records/personnel/${id}`, {
    token: "token-administrator",
    body: { agency, facts: { active: true, hired: false, ...facts } },
  });

describe("the share of legal reviewers", () => {
  beforeAll(async () => {
    await person("p1", "market-regulation", { enforcement: true, legalReviewer: false });
    await person("p2", "market-regulation", { enforcement: true, legalReviewer: true });
    await person("p3", "market-regulation", { enforcement: true });
    await person("p4", "housing", { enforcement: true, legalReviewer: false });
  });

  it("is told to an agency for itself, with the records behind it", async () => {
    const { status, body } = await call("GET", SHARE);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      rule: "legal-review/reviewer-share",
      period: { id: "2026-11", label: "2026年11月" },
      running: true,
      asks: { atLeastRatio: 0.05 },
    });
    expect(body.figures).toMatchObject([
      { agency: "market-regulation", outcome: "does-not-apply", numerator: 1, denominator: 3, required: 1 },
    ]);
    const counted = body.figures[0].records.map((one: { id: string; counted: string }) => [
      one.id,
      one.counted,
    ]);
    expect(counted).toEqual([
      ["p1", "denominator"],
      ["p2", "numerator"],
      ["p3", "denominator"],
    ]);
  });

  it("is told to a supervisor for all together, and for one with its records", async () => {
    const all = await call("GET", SHARE, { token: "token-supervisor" });
    expect(all.body.together).toEqual({ numerator: 1, denominator: 4 });
    expect(all.body.figures.length).toBeGreaterThan(2);
    expect(all.body.figures.some((figure: object) => "records" in figure)).toBe(false);
    const one = await call("GET", SHARE, {
      token: "token-supervisor",
      query: "agency=housing&period=2026-10",
    });
    expect(one.body).toMatchObject({ running: false, figures: [{ outcome: "applies", required: 1 }] });
    expect(one.body.figures[0].records).toHaveLength(1);
  });

  it.each<[string, string, object, number, string]>([
    ["of another agency", SHARE, { query: "agency=housing" }, 404, "unknown-agency"],
    ["to an operator", SHARE, { token: "token-operator" }, 403, "forbidden"],
    ["to nobody", SHARE, { token: null }, 401, "unauthenticated"],
    ["of a rule that there is not", "/v1/indicators/legal-review.reviewers-share", {}, 404, "unknown-rule"],
    ["of a rule that is no indicator", "/v1/indicators/legal-review.opinion", {}, 422, "not-an-indicator"],
    ["of a period of another length", SHARE, { query: "period=2026" }, 422, "malformed-period"],
    ["of a period that has not begun", SHARE, { query: "period=2026-12" }, 422, "malformed-period"],
    ["for a parameter that there is not", SHARE, { query: "on=2026-11-01" }, 400, "invalid-query"],
  ])("is not told %s", async (_name, path, asked, status, code) => {
    const answer = await call("GET", path, asked);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});
