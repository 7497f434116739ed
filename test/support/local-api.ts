import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { handler } from "../../functions/handlers/api.ts";
import { startIssuer } from "../../infra/local/issuer.ts";
import { startTable } from "./dynamodb.ts";
import { startImpactQueue } from "./impact-queue.ts";
import { startObjects } from "./objects.ts";

/** The API on a port of its own, over an empty table, with the function of impacts and the issuer of the embedded stack: what the command line finds. */
export async function startLocalApi(): Promise<{ stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "yifa-api-"));
  const offices = { agencies: ["justice"], supervisor: "justice" };
  const issuer = await startIssuer({ dataDir, offices, preferredPort: 0 });
  const [table, objects] = [await startTable(), await startObjects()];
  const impacts = await startImpactQueue(process.env.AWS_ENDPOINT_URL_S3 as string);
  const stops = [impacts, table, objects, issuer];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname: rawPath, search } = new URL(request.url ?? "/", "http://127.0.0.1");
    const event = {
      version: "2.0",
      rawPath,
      rawQueryString: search.slice(1),
      headers: request.headers,
      requestContext: { requestId: "r1", http: { method: request.method, path: rawPath } },
      ...(chunks.length > 0 && { body: Buffer.concat(chunks).toString("base64") }),
      isBase64Encoded: chunks.length > 0,
    } as unknown as APIGatewayProxyEventV2;
    const answer = (await handler(event, {} as Context)) as APIGatewayProxyStructuredResultV2;
    response.writeHead(answer.statusCode ?? 200, answer.headers as Record<string, string>);
    response.end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, issuer.environment, { YIFA_API_URL: `http://127.0.0.1:${port}` });
  return {
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      for (const { stop } of stops) await stop();
      rmSync(dataDir, { recursive: true });
      delete process.env.YIFA_API_URL;
    },
  };
}
