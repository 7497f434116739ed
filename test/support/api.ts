import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { afterAll, beforeAll, vi } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { handler } from "../../functions/handlers/api.ts";
import { startTable, type TestTable } from "./dynamodb.ts";
import { startObjects } from "./objects.ts";
import { publishRuleset } from "./publish.ts";

export const TOKENS = {
  "token-market": { name: "market", role: "agency", agency: "market-regulation" },
  "token-housing": { name: "housing", role: "agency", agency: "housing" },
  "token-supervisor": { name: "justice", role: "supervisor", agency: "justice" },
  "token-administrator": { name: "admin", role: "administrator" },
  "token-operator": { name: "ops", role: "operator" },
};

export let stops: { stop: () => Promise<void> }[] = [];
export let table: TestTable;
export const logged: string[] = [];

beforeAll(async () => {
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  Object.assign(process.env, { YIFA_AS_OF: "2026-11-16", YIFA_TOKENS: JSON.stringify(TOKENS) });
  table = await startTable();
  stops = [table, await startObjects()];
  await publishRuleset(await readRulesFolder("rules"));
});
afterAll(async () => {
  for (const { stop } of stops) await stop();
});

export type Asked = {
  token?: string | null;
  body?: unknown;
  query?: string;
  headers?: Record<string, string>;
};

export async function call(
  method: string,
  path: string,
  { token = "token-market", body, query = "", headers = {} }: Asked = {},
) {
  const event = {
    version: "2.0",
    rawPath: path,
    rawQueryString: query,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    requestContext: { requestId: "r1", http: { method, path } },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const answer = (await handler(event, {} as Context)) as APIGatewayProxyStructuredResultV2;
  return {
    status: answer.statusCode,
    headers: answer.headers ?? {},
    body: JSON.parse(answer.body ?? "null"),
  };
}

export const licence = { kind: "行政许可", documentNumber: "昌市监许〔2026〕7号", decidedOn: "2026-11-12" };
export const path = (id: string) => `/v1/records/enforcement-decision/${encodeURIComponent(id)}`;
export const dutyPath = (id: string) =>
  `/v1/duties/${encodeURIComponent(`enforcement-decision:${id}:disclosure.licence-or-penalty:1`)}`;
export const put = (id: string, facts: object = licence, more: Asked = {}) =>
  call("PUT", path(id), { body: { facts }, ...more });
