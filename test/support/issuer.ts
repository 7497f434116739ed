import { createServer } from "node:http";
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  SignJWT,
} from "jose";
import { listenOnLoopback } from "../../infra/local/loopback.ts";

export type SigningKey = { kid: string; alg: string; privateKey: CryptoKey; shown: JWK };

export async function signingKey(kid: string, alg = "ES256"): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { kid, alg, privateKey, shown: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

/** An issuer of the test's own: what it shows and whether it answers is the test's to change. */
export class TestIssuer {
  url = "";
  keys: SigningKey[];
  /** Of each request since the start. */
  asked: string[] = [];
  discovery: Record<string, unknown> = {};
  /** Other than 200: it is out of order. */
  status = 200;
  stop = async (): Promise<void> => {};

  private constructor(keys: SigningKey[]) {
    this.keys = keys;
  }

  static async start(...keys: SigningKey[]): Promise<TestIssuer> {
    const issuer = new TestIssuer(keys);
    const server = createServer(({ url = "" }, response) => {
      issuer.asked.push(url);
      response.writeHead(issuer.status, { "content-type": "application/json" });
      response.end(JSON.stringify(url === "/jwks" ? issuer.keySet() : issuer.discovery));
    });
    const { url, stop } = await listenOnLoopback(server, 0);
    Object.assign(issuer, { url, stop, discovery: { issuer: url, jwks_uri: `${url}/jwks` } });
    return issuer;
  }

  keySet = () => ({ keys: this.keys.map(({ shown }) => shown) });

  environment = (more: Record<string, string> = {}): Record<string, string> => ({
    YIFA_OIDC_ISSUER: this.url,
    YIFA_OIDC_AUDIENCE: "yifa",
    ...more,
  });

  /** A token as it should be, but for what the claims and the header say otherwise; `undefined` leaves a claim out. */
  async token(
    claims: Record<string, unknown>,
    { key = this.keys[0], header = {} }: { key?: SigningKey | undefined; header?: object } = {},
  ): Promise<string> {
    if (!key) throw new Error("the issuer has no key");
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.url, aud: "yifa", sub: "somebody", iat: now, exp: now + 3600, ...claims };
    const protectedHeader = { alg: key.alg, kid: key.kid, typ: "at+jwt", ...header } as JWTHeaderParameters;
    return await new SignJWT(JSON.parse(JSON.stringify(payload)))
      .setProtectedHeader(protectedHeader)
      .sign(key.privateKey);
  }
}
