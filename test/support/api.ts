import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { afterAll, beforeAll, vi } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { handler } from "../../functions/handlers/api.ts";
import { holdToDocument } from "./api-contract.ts";
import { startTable, type TestTable } from "./dynamodb.ts";
import { signingKey, TestIssuer } from "./issuer.ts";
import { startObjects } from "./objects.ts";
import { publishRuleset } from "./publish.ts";

/** What the token of each name says. */
export const TOKENS: Readonly<Record<string, Record<string, string>>> = {
  "token-market": { sub: "market", roles: "agency", agency: "market-regulation" },
  "token-housing": { sub: "housing", roles: "agency", agency: "housing" },
  "token-supervisor": { sub: "justice", roles: "supervisor", agency: "justice" },
  "token-office": { sub: "office", roles: "supervisor", agency: "government-office" },
  "token-administrator": { sub: "admin", roles: "administrator", agency: "justice" },
  "token-second-administrator": { sub: "second", roles: "administrator", agency: "justice" },
  "token-third-administrator": { sub: "third", roles: "administrator", agency: "justice" },
  "token-operator": { sub: "ops", roles: "operator" },
  "token-system": { sub: "system" },
};
/** Serves two agencies and no other. */
const SYSTEM = { name: "处罚案件系统", agencies: ["market-regulation", "emergency"] };

let issuer: TestIssuer;
const signed = new Map<string, string>();

/** A token of the issuer that says something else. */
export const tokenOf = (claims: Record<string, unknown>) => issuer.token(claims);

export let stops: { stop: () => Promise<void> }[] = [];
export let table: TestTable;
export const logged: string[] = [];

beforeAll(async () => {
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  issuer = await TestIssuer.start(await signingKey("test"));
  for (const [name, claims] of Object.entries(TOKENS)) signed.set(name, await issuer.token(claims));
  const accounts = { YIFA_OIDC_SERVICE_ACCOUNTS: JSON.stringify({ system: SYSTEM }) };
  Object.assign(process.env, { YIFA_AS_OF: "2026-11-16", ...issuer.environment(accounts) });
  table = await startTable();
  stops = [table, await startObjects(), issuer];
  await publishRuleset(await readRulesFolder("rules"));
});
afterAll(async () => {
  for (const { stop } of stops) await stop();
});

export type Asked = {
  /** The name of one of `TOKENS`, or a token itself. */
  token?: string | null;
  body?: unknown;
  query?: string;
  headers?: Record<string, string>;
  isBase64Encoded?: boolean;
};

export async function call(
  method: string,
  path: string,
  { token = "token-market", body, query = "", headers = {}, isBase64Encoded = false }: Asked = {},
) {
  const event = {
    version: "2.0",
    rawPath: path,
    rawQueryString: query,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${signed.get(token) ?? token}` }),
      ...headers,
    },
    requestContext: { requestId: "r1", http: { method, path } },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    isBase64Encoded,
  } as unknown as APIGatewayProxyEventV2;
  const answer = (await handler(event, {} as Context)) as APIGatewayProxyStructuredResultV2;
  const isPage = String(answer.headers?.["content-type"]).startsWith("text/html");
  const read = {
    status: answer.statusCode,
    headers: answer.headers ?? {},
    body: isPage ? answer.body : JSON.parse(answer.body ?? "null"),
  };
  const sent = typeof body === "string" ? body : body && JSON.parse(JSON.stringify(body));
  await holdToDocument({ method, path, query, headers, body: sent, answer: read });
  return read;
}

export const licence = { kind: "行政许可", documentNumber: "昌市监许〔2026〕7号", decidedOn: "2026-11-12" };
export const path = (id: string) => `/v1/records/enforcement-decision/${encodeURIComponent(id)}`;
export const dutyPath = (id: string) =>
  `/v1/duties/${encodeURIComponent(`enforcement-decision:${id}:disclosure.licence-or-penalty:1`)}`;
export const put = (id: string, facts: object = licence, more: Asked = {}) =>
  call("PUT", path(id), { body: { facts }, ...more });
