import middy from "@middy/core";
import httpRouter from "@middy/http-router";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { log, namesRun } from "../adapters/log.ts";
import { YifaError } from "../domain/errors.ts";
import { problem } from "./http/problem.ts";
import { ROUTES } from "./http/routes.ts";
import { fromApi } from "./origins.ts";

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
  const { method, path } = request.event.requestContext?.http ?? {};
  log("info", "request", {
    method,
    path,
    status: request.response?.statusCode,
  });
}

/** The HTTP API, one function for all routes. */
export const handler = fromApi(
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(router)
    .use(namesRun())
    .use(problems)
    .use(accessLog),
);
