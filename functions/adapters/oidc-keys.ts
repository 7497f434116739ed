import { createRemoteJWKSet, errors, type JWTVerifyGetKey, type RemoteJWKSet } from "jose";
import * as z from "zod";
import { YifaError } from "../domain/errors.ts";
import type { OidcSettings } from "./oidc-settings.ts";

const TIMEOUT_MS = 3000;
/** A key that the issuer has withdrawn is good for no longer than this. */
const CACHE_MS = 10 * 60_000;
/** Between two questions for a key that nobody knows: who makes keys up must not flood the issuer. */
const COOLDOWN_MS = 30_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/**
 * The issuer's keys, kept for a while and asked for again where a token names one that is not among them.
 * @throws {YifaError} `unavailable` where they cannot be had: this says nothing of the token.
 */
export function issuerKeys(settings: Pick<OidcSettings, "issuer" | "jwksUri">): JWTVerifyGetKey {
  let keys: RemoteJWKSet | undefined;
  return async (header, token) => {
    try {
      keys ??= remote(settings.jwksUri ?? (await discover(settings.issuer)));
      return await keys(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
        throw cause;
      // Perhaps they have moved; keys that are still good stay, whoever asks for one that is not there.
      if (!keys?.fresh) keys = undefined;
      throw new YifaError("unavailable", "issuer-unreachable", "暂时无法核验身份，请稍后重试", { cause });
    }
  };
}

function remote(address: string): RemoteJWKSet {
  return createRemoteJWKSet(new URL(address), {
    timeoutDuration: TIMEOUT_MS,
    cacheMaxAge: CACHE_MS,
    cooldownDuration: COOLDOWN_MS,
  });
}

/** Where the keys are, by OpenID Connect Discovery 1.0: a document that names another issuer is not this one's. */
async function discover(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const { issuer: named, jwks_uri } = discovery.parse(await answer.json());
  if (named !== issuer) throw new Error(`${address} is of the issuer ${named}`);
  if (issuer.startsWith("https:") && !jwks_uri.startsWith("https:"))
    throw new Error(`${address} has its keys at an open address`);
  return jwks_uri;
}
