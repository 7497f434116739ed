import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { handler } from "../../functions/handlers/api.ts";
import { signingKey, TestIssuer } from "../../test/support/issuer.ts";

export type Ask = (method: string, path: string, body?: object, query?: string) => Promise<void>;

/** Requests of one agency to the function of the API, with a token as an issuer gives it. */
export async function startRequests(agency: string): Promise<{ ask: Ask; stop: () => Promise<void> }> {
  const issuer = await TestIssuer.start(await signingKey("cost"));
  Object.assign(process.env, issuer.environment());
  const token = await issuer.token({ sub: agency, roles: "agency", agency });
  const ask: Ask = async (method, path, body, query = "") => {
    const event = {
      version: "2.0",
      rawPath: path,
      rawQueryString: query,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      requestContext: { requestId: "JKJaXmPLvHcESHA=", http: { method, path } },
      ...(body && { body: JSON.stringify(body) }),
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2;
    const { statusCode = 0, body: answer } = (await handler(
      event,
      {} as Context,
    )) as APIGatewayProxyStructuredResultV2;
    if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${answer}`);
  };
  return { ask, stop: issuer.stop };
}
