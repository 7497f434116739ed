import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isAllowed, type Wish } from "./evaluate.ts";
import type { Statement } from "./statements.ts";
import { wishesOf } from "./wishes.ts";

/** Who asks without being a function of the template: the test itself, and the stack that makes tables and queues. */
const OPERATOR = "local";

export type Asked = { readonly who: string } & Wish;
export type Guard = {
  readonly endpoint: string;
  /** What was refused since this was last asked, as text, each once. */
  refusals(): string[];
  /** All that was ever asked for: by it a grant that nothing needs is found. */
  readonly asked: readonly Asked[];
  readonly statements: ReadonlyMap<string, readonly Statement[]>;
  stop(): Promise<void>;
};

type Options = {
  readonly upstream: (service: string) => string;
  /** Of each function by its name; read for each call, since they name what lies behind the guard. */
  readonly statements: () => ReadonlyMap<string, readonly Statement[]>;
};

/**
 * Stands before the emulators and decides as IAM would, by the policies of the template: who asks is the access key
 * that the request is signed with.
 */
export async function startGuard({ upstream, statements }: Options): Promise<Guard> {
  const asked: Asked[] = [];
  const refused = new Set<string>();
  const server = createServer((request, response) => {
    handle(request, response).catch((fault) => response.destroy(fault as Error));
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const [, who = "", service = ""] =
      /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
    if (who !== OPERATOR) {
      const wishes = wishesOf({
        service,
        method: request.method ?? "",
        path: request.url ?? "",
        target: String(request.headers["x-amz-target"] ?? ""),
        body: body.toString("utf8"),
      });
      asked.push(...wishes.flatMap(eachKey).map((wish) => ({ who, ...wish })));
      const denied = wishes.filter((wish) => !isAllowed(statements().get(who) ?? [], wish));
      for (const { action, resource, context } of denied)
        refused.add(`${who} ${action} ${resource} ${JSON.stringify(context)}`);
      if (denied.length > 0) return deny(response, service);
    }
    pass(request, body, response, upstream(service));
  }

  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const refusals = () => {
    const told = [...refused];
    refused.clear();
    return told;
  };
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refusals,
    asked,
    get statements() {
      return statements();
    },
    stop,
  };
}

/** A batch of items asks for each of them. */
function eachKey(wish: Wish): Wish[] {
  const keys = wish.context["dynamodb:LeadingKeys"];
  return keys?.map((key) => ({ ...wish, context: { "dynamodb:LeadingKeys": [key] } })) ?? [wish];
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function deny(response: ServerResponse, service: string): void {
  if (service === "s3") {
    response.writeHead(403, { "content-type": "application/xml" });
    response.end("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
    return;
  }
  response.writeHead(400, {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-errortype": "AccessDeniedException",
  });
  response.end('{"__type":"AccessDeniedException","message":"not authorized"}');
}

function pass(request: IncomingMessage, body: Buffer, response: ServerResponse, to: string): void {
  const { connection: _, "transfer-encoding": __, ...headers } = request.headers;
  const url = new URL(request.url ?? "/", to);
  const onward = forward(url, {
    method: request.method,
    headers: { ...headers, "content-length": body.length },
  });
  onward.on("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", (fault) => response.destroy(fault));
  onward.end(body);
}
