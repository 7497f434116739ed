import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type JWK, SignJWT } from "jose";
import { CASE_SYSTEM, GrantError, grant, type Offices } from "./issuer-grant.ts";
import { ALGORITHM, issuerKey, publicPart } from "./issuer-key.ts";
import { listenOnLoopback } from "./loopback.ts";

const AUDIENCE = "yifa";
/** A working day. */
const LIFETIME_SECONDS = 8 * 3600;
/** Bytes. */
const LONGEST_REQUEST = 4096;

type Options = { dataDir: string; offices: Offices; preferredPort: number };
type Answer = { status?: number; body: object };

/** An OpenID Connect issuer for trying things out: on the loopback, whoever asks is who they say they are. */
export async function startIssuer({ dataDir, offices, preferredPort }: Options) {
  const key = await issuerKey(dataDir);
  const server = createServer((request, response) => {
    answer(request, { url, key, offices }).then(
      (said) => send(response, said),
      () => response.destroy(),
    );
  });
  const { url, stop } = await listenOnLoopback(server, preferredPort);
  const account = { name: CASE_SYSTEM, agencies: offices.agencies };
  const environment: Record<string, string> = {
    YIFA_OIDC_ISSUER: url,
    YIFA_OIDC_AUDIENCE: AUDIENCE,
    YIFA_OIDC_ALGORITHMS: ALGORITHM,
    ...(offices.agencies.length > 0 && {
      YIFA_OIDC_SERVICE_ACCOUNTS: JSON.stringify({ [CASE_SYSTEM]: account }),
    }),
  };
  return { environment, stop };
}

function send(response: ServerResponse, { status = 200, body }: Answer): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(`${JSON.stringify(body)}\n`);
}

type Issuer = { url: string; key: JWK; offices: Offices };

async function answer(request: IncomingMessage, issuer: Issuer): Promise<Answer> {
  const { url, key, offices } = issuer;
  // A page elsewhere whose name is made to lead here must not get a token.
  if (`http://${request.headers.host}` !== url) return refuse(421, `本服务的地址是 ${url}`);
  switch (`${request.method} ${request.url}`) {
    case "GET /.well-known/openid-configuration":
      return { body: { issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token` } };
    case "GET /jwks":
      return { body: { keys: [publicPart(key)] } };
    case "POST /token":
      return await token(await read(request), { url, key, offices });
    default:
      return refuse(404, `没有此地址，可用：POST ${url}/token`);
  }
}

async function token(form: string, { url, key, offices }: Issuer): Promise<Answer> {
  try {
    const access_token = await new SignJWT(grant(new URLSearchParams(form), offices))
      .setProtectedHeader({ alg: ALGORITHM, kid: key.kid ?? "", typ: "at+jwt" })
      .setIssuer(url)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(key);
    return { body: { access_token, token_type: "Bearer", expires_in: LIFETIME_SECONDS } };
  } catch (fault) {
    if (fault instanceof GrantError) return refuse(400, fault.message);
    throw fault;
  }
}

/** What is longer than any form of ours is cut off, and then refused as what it is. */
async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LONGEST_REQUEST) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const refuse = (status: number, error_description: string): Answer => ({
  status,
  body: { error: "invalid_request", error_description },
});
