import middy from "@middy/core";
import httpRouter from "@middy/http-router";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { atStart } from "../adapters/environment.ts";
import { checkLinks } from "../adapters/link-settings.ts";
import { log, namesRun } from "../adapters/log.ts";
import { readOidcSettings } from "../adapters/oidc-settings.ts";
import { YifaError } from "../domain/errors.ts";
import { problem } from "./http/problem.ts";
import { ROUTES } from "./http/routes.ts";
import { fromApi } from "./origins.ts";

atStart(["YIFA_DELIVER_QUEUE_URL", "YIFA_IMPACT_QUEUE_URL", "YIFA_DEAD_LETTERS", "YIFA_OIDC_ISSUER"], () => {
  readOidcSettings(process.env);
  checkLinks();
});

const router = httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
  routes: [...ROUTES],
  notFoundResponse: ({ method, path }) => {
    throw new YifaError(
      "unknown",
      "unknown-route",
      `没有接口“${method} ${path.slice(0, 200)}”，应为 /v1/ 开头的接口之一，例如 GET /v1/duties`,
    );
  },
});

type Request = middy.Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

const requestIdOf = ({ event }: Request) => event.requestContext?.requestId ?? "";

const problems: middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> = {
  onError: (request) => {
    request.response = problem(request.error, requestIdOf(request));
    logged(request);
  },
};

const accessLog: middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> = {
  after: (request) => logged(request),
};

function logged(request: Request): void {
  log("info", "request", {
    method: request.event.requestContext?.http?.method,
    route: routeOf(request.event),
    status: request.response?.statusCode,
  });
}

const WORDS = new Set(ROUTES.flatMap(({ path }) => path.split("/")));

/** `/v1/records/{}/{}`: what somebody wrote into the path may name anybody. */
const routeOf = ({ rawPath }: APIGatewayProxyEventV2): string =>
  rawPath
    .split("/", 10)
    .map((part) => (WORDS.has(part) ? part : "{}"))
    .join("/");

/** The HTTP API, one function for all routes. */
export const handler = fromApi(
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(router)
    .use(namesRun())
    .use(problems)
    .use(accessLog),
);
