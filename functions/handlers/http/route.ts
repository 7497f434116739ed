import type { Method, Route } from "@middy/http-router";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { today } from "../../adapters/clock.ts";
import { identify } from "../../adapters/identity.ts";
import { currentRuleset } from "../../adapters/rulesets.ts";
import { type Permission, requirePermission } from "../../domain/access/permissions.ts";
import type { Caller } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import { maskAll } from "../../domain/mask.ts";
import type { Ruleset } from "../../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { header } from "./parse.ts";

/** What a route works with: one caller, one day, one ruleset for the whole request. */
export type Call = {
  event: APIGatewayProxyEventV2;
  params: Readonly<Record<string, string>>;
  caller: Caller;
  on: IsoDate;
  ruleset: Ruleset;
};
export type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

export type ApiRoute = Route<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

/** The caller is known and may do this at all before anything is read, parsed or looked up. */
export function route(
  method: Method,
  path: string,
  permission: Permission,
  answer: (call: Call) => Promise<Answer>,
): ApiRoute {
  const handler = async (event: APIGatewayProxyEventV2) => {
    const caller = identify(header(event, "authorization"));
    requirePermission(caller, permission);
    const params = decodeParams(event);
    return respond(await answer({ event, params, caller, on: today(), ruleset: await currentRuleset() }));
  };
  return { method, path, handler };
}

function respond({ status = 200, headers = {}, body }: Answer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
    body: JSON.stringify(maskAll(body)),
  };
}

/** API Gateway decodes the path, other callers may not; ids hold no `%`, so decoding twice does no harm. */
function decodeParams(event: APIGatewayProxyEventV2): Record<string, string> {
  return Object.fromEntries(
    Object.entries(event.pathParameters ?? {}).map(([name, value]) => [
      name,
      decode(value ?? "").normalize("NFC"),
    ]),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new YifaError("invalid", "invalid-query", `地址中的“${text.slice(0, 80)}”不是有效的 URL 编码`, {
      cause,
    });
  }
}
