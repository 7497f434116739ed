import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, it } from "vitest";
import { ROUTES } from "../../../functions/handlers/http/routes.ts";
import { call } from "../../support/api.ts";
import { wrongExamples } from "../../support/api-contract.ts";

describe("the API document", () => {
  type Json = Record<string, Record<string, unknown>>;
  let document: { paths: Record<string, Json>; tags: { name: string }[]; components: { schemas: Json } };
  let text: string;

  beforeAll(async () => {
    const answer = await call("GET", "/v1/openapi.json", { token: null });
    document = answer.body;
    text = JSON.stringify(document);
  });
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );

  it("is valid OpenAPI 3.1", async () => {
    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
  });

  it("has every route, and nothing else", () => {
    const routes = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(
      operations()
        .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
        .sort(),
    ).toEqual(routes.sort());
    expect(new Set(routes).size).toBe(routes.length);
  });

  it("names every operation once, in camel case, with a summary in Chinese and a tag that there is", () => {
    const ids = operations().map(({ operation }) => String(operation.operationId));
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { operation } of operations()) {
      expect(operation.operationId).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
      expect(operation.summary).toMatch(/[\u4e00-\u9fff]/);
      for (const tag of operation.tags as string[]) expect(tags).toContain(tag);
    }
  });

  it("has the parameters that stand in each path", () => {
    for (const { path, operation } of operations()) {
      const written = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = ((operation.parameters ?? []) as { in: string; name: string }[])
        .filter((one) => one.in === "path")
        .map(({ name }) => name);
      expect(declared.sort(), path).toEqual(written.sort());
    }
  });

  it("refers to nothing that is not there, and has nothing that is not referred to", () => {
    const referred = new Set(
      [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name),
    );
    expect([...referred].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it("lets nobody do without a token but who reads the document or came from a mail", () => {
    const open = operations().filter(({ operation }) => operation.security !== undefined);
    expect(open.map(({ operation }) => operation.operationId)).toEqual([
      "openConfirmation",
      "confirmByLink",
      "getApiDocument",
    ]);
  });

  it("has the facts of each record type in force", () => {
    expect(document.components.schemas["Facts.enforcement-decision"]?.properties).toMatchObject({
      kind: { title: "执法类别", enum: expect.arrayContaining(["行政许可"]) },
      fineYuan: { type: "number", description: "单位：元" },
    });
  });

  it("shows nothing of the machine that it runs on", () => {
    expect(text).not.toMatch(/amazonaws|arn:|127\.0\.0\.1|dynamo|functions\/|node_modules|\bpk\b|\bsk\b/i);
  });

  it("may be kept, and is not sent again to whom has it", async () => {
    const { headers } = await call("GET", "/v1/openapi.json", { token: null });
    expect(headers["cache-control"]).toBe("public, max-age=300");
    const again = await call("GET", "/v1/openapi.json", {
      token: null,
      headers: { "If-None-Match": String(headers.etag) },
    });
    expect([again.status, again.body, again.headers.etag]).toEqual([304, null, headers.etag]);
  });

  it("has examples that its schemas accept", async () => {
    expect(await wrongExamples()).toEqual([]);
  });
});
