import { errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { type Claims, callerOfClaims } from "../domain/access/caller-of-claims.ts";
import type { Caller } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { log } from "./log.ts";
import { issuerKeys } from "./oidc-keys.ts";
import { type OidcSettings, readOidcSettings } from "./oidc-settings.ts";

/** Characters. API Gateway takes headers of 10 KB in all. */
const LONGEST_TOKEN = 8192;
/** However long the issuer lets it live: what was stolen is worth something for a day at most. */
const MAX_AGE = "24h";

/**
 * The one place that says who asks: a bearer token that the issuer of YIFA_OIDC_ISSUER has signed. Its times count by
 * the real clock, whatever day YIFA_AS_OF says. No issuer: nobody.
 * @throws {YifaError} `unauthenticated`, `forbidden` for whoever has no place here, `unavailable` without the issuer.
 */
export async function identify(authorization: string | undefined): Promise<Caller> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) {
    throw new YifaError(
      "unauthenticated",
      "unauthenticated",
      "请先登录，并在 Authorization 头中以“Bearer 令牌”提供访问令牌",
    );
  }
  const issuer = configured();
  if (!issuer) throw refused("no-issuer-configured");
  return callerOfClaims(await claimsOf(token, issuer), issuer.settings.mapping);
}

async function claimsOf(token: string, { settings, keys }: Issuer): Promise<Claims> {
  if (token.length > LONGEST_TOKEN) throw refused("too-long");
  try {
    const { issuer, audience, algorithms, clockToleranceSeconds: clockTolerance } = settings;
    const { payload } = await jwtVerify(token, keys, {
      ...{ issuer, audience, algorithms, clockTolerance },
      maxTokenAge: MAX_AGE,
      requiredClaims: ["exp", "sub"],
    });
    return payload;
  } catch (fault) {
    if (fault instanceof errors.JOSEError) throw refused(fault.code, fault);
    throw fault;
  }
}

/** Why is for the log; whoever tries tokens learns nothing from the answer. */
function refused(reason: string, fault?: errors.JOSEError): YifaError {
  const claim = fault && "claim" in fault ? { claim: fault.claim } : {};
  log("warn", "token refused", { reason, ...claim });
  return new YifaError("unauthenticated", "invalid-token", "访问令牌无效或者已过期，请重新登录后再试");
}

type Issuer = { readonly settings: OidcSettings; readonly keys: JWTVerifyGetKey };

let known: { source: string; issuer: Issuer | undefined } | undefined;

/** Read once, and anew only where the environment has changed. */
function configured(): Issuer | undefined {
  const variables = Object.entries(process.env).filter(([name]) => name.startsWith("YIFA_OIDC_"));
  const source = JSON.stringify(variables);
  if (known?.source !== source) {
    const settings = readOidcSettings(process.env);
    known = { source, issuer: settings && { settings, keys: issuerKeys(settings) } };
  }
  return known.issuer;
}
