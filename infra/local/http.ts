import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { account } from "./account.ts";
import type { Functions } from "./functions.ts";
import { listenOnLoopback } from "./loopback.ts";
import { findRoute, type Route, readRoutes } from "./routes.ts";
import type { Lookup, Template } from "./template.ts";

/** Its address is known before the functions are, which put it into mails. */
export type HttpServer = { url: string; connect(functions: Functions): void; stop(): Promise<void> };

/** Bytes; the limit of API Gateway. */
const bodyLimit = 10 * 1024 * 1024;

/** The HTTP API of the template on the loopback, payload format 2.0. */
export async function startHttp(
  template: Template,
  lookup: Lookup,
  preferredPort: number,
): Promise<HttpServer> {
  const routes = readRoutes(template, lookup);
  let functions: Functions | undefined;
  const server = createServer((request, response) => {
    if (!functions) return problem(response, 503, "正在启动，请稍后再试");
    answer(request, response, routes, functions).catch(() =>
      problem(response, 500, "服务内部错误，请稍后再试"),
    );
  });
  const connect = (started: Functions) => {
    functions = started;
  };
  return { ...(await listenOnLoopback(server, preferredPort)), connect };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Route[],
  functions: Functions,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const found = findRoute(routes, request.method ?? "GET", url.pathname);
  if (!found) return problem(response, 404, `没有此地址：${url.pathname}`);
  const body = await readBody(request);
  if (!body) return problem(response, 413, "请求正文过大，应不超过 10 MB");
  const event = toEvent(request, url, found, body);
  reply(response, await functions.invoke(functions.nameOf(found.route.functionArn), event));
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size <= bodyLimit ? Buffer.concat(chunks) : undefined;
}

function toEvent(
  request: IncomingMessage,
  url: URL,
  { route, proxy }: { route: Route; proxy: string },
  body: Buffer,
): object {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams)
    query[name] = name in query ? `${query[name]},${value}` : value;
  const isText = /^(text\/|application\/([\w.+-]+\+)?(json|xml|x-www-form-urlencoded))/.test(
    headers["content-type"] ?? "text/",
  );
  const method = request.method ?? "GET";
  const now = new Date();
  return {
    version: "2.0",
    routeKey: route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(url.search !== "" && { queryStringParameters: query }),
    pathParameters: { proxy },
    requestContext: {
      accountId: account.id,
      apiId: "local",
      domainName: headers.host ?? "127.0.0.1",
      domainPrefix: "local",
      http: {
        method,
        path: url.pathname,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: "$default",
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

type LambdaReply = {
  statusCode?: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
};

/** An answer without `statusCode` is itself the JSON body, as API Gateway has it. */
function reply(response: ServerResponse, result: unknown): void {
  const full = typeof result === "object" && result !== null && "statusCode" in result;
  const {
    statusCode = 200,
    headers = {},
    cookies,
    body = "",
    isBase64Encoded,
  }: LambdaReply = full
    ? (result as LambdaReply)
    : { headers: { "content-type": "application/json" }, body: JSON.stringify(result) ?? "" };
  response.statusCode = statusCode;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies) response.setHeader("set-cookie", cookies);
  response.end(isBase64Encoded ? Buffer.from(body, "base64") : body);
}

function problem(response: ServerResponse, status: number, title: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { "content-type": "application/problem+json; charset=utf-8" });
  response.end(JSON.stringify({ type: "about:blank", title, status }));
}
