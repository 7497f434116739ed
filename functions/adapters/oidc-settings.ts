import * as z from "zod";
import { type ClaimMapping, PERSON_ROLES } from "../domain/access/caller-of-claims.ts";
import { identifier, text } from "../domain/schema/primitives.ts";
import { didYouMean } from "../domain/text/suggest.ts";
import { isSafeAddress } from "./safe-address.ts";

/** With a key that the issuer keeps to itself; whoever knows a shared secret could sign, and with `none` anybody. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
const DEFAULT_ALGORITHMS = ["RS256", "PS256", "ES256"];

/** Keys that came over an open line could be anybody's. */
const address = z
  .string()
  .refine(isSafeAddress, { error: "应为 https 地址，例如 https://id.example.org/realms/city" });

const algorithms = z
  .string()
  .transform((given) => given.split(",").map((each) => each.trim()))
  .refine((each) => each.every((name) => ALGORITHMS.includes(name)), {
    error: `应为以逗号分隔的非对称签名算法，可用：${ALGORITHMS.join("、")}，例如 RS256,ES256`,
  });

const seconds = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .refine((each) => each <= 300);

const claim = z.string().max(200).regex(/^\S+$/, { error: "应为声明的名称，例如 roles、realm_access.roles" });

const roles = z.record(text, z.enum(PERSON_ROLES)).refine((each) => Object.keys(each).length > 0);

const account = z.strictObject({ name: text.max(100), agencies: z.array(identifier).min(1).max(5000) });

const settings = z.strictObject({
  YIFA_OIDC_ISSUER: address,
  YIFA_OIDC_AUDIENCE: text,
  YIFA_OIDC_JWKS_URI: address.optional(),
  YIFA_OIDC_ALGORITHMS: algorithms.default(DEFAULT_ALGORITHMS),
  YIFA_OIDC_CLOCK_TOLERANCE_SECONDS: described(seconds, "应为 0 至 300 的整数，单位秒，例如 30").default(30),
  YIFA_OIDC_ROLE_CLAIM: claim.default("roles"),
  YIFA_OIDC_AGENCY_CLAIM: claim.default("agency"),
  YIFA_OIDC_NAME_CLAIM: claim.default("sub"),
  YIFA_OIDC_ROLES: json(
    roles,
    `应为 JSON，从身份认证系统的角色名到 ${PERSON_ROLES.join("、")}，例如 {"执法机关经办": "agency"}`,
  ).default(Object.fromEntries(PERSON_ROLES.map((role) => [role, role]))),
  YIFA_OIDC_SERVICE_ACCOUNTS: json(
    z.record(text, account),
    '应为 JSON，从业务系统令牌的 sub 到名称和所服务的机关，例如 {"penalty-platform": {"name": "处罚案件系统", "agencies": ["housing"]}}',
  ).default({}),
});

export type OidcSettings = {
  readonly issuer: string;
  readonly audience: string;
  /** Absent: as the issuer's discovery document says. */
  readonly jwksUri?: string;
  readonly algorithms: string[];
  readonly clockToleranceSeconds: number;
  readonly mapping: ClaimMapping;
};

const PREFIX = "YIFA_OIDC_";

/**
 * What the environment says of the issuer; nothing where it names none.
 * @throws {Error} with every mistake: the variable, its value, what is accepted.
 */
export function readOidcSettings(
  environment: Readonly<Record<string, string | undefined>>,
): OidcSettings | undefined {
  const given = Object.entries(environment).filter(([name, value]) => name.startsWith(PREFIX) && value);
  if (given.length === 0) return undefined;
  const parsed = settings.safeParse(Object.fromEntries(given));
  if (!parsed.success)
    throw new Error(parsed.error.issues.map((issue) => told(issue, environment)).join("\n"));
  const { data } = parsed;
  return {
    issuer: data.YIFA_OIDC_ISSUER,
    audience: data.YIFA_OIDC_AUDIENCE,
    ...(data.YIFA_OIDC_JWKS_URI !== undefined && { jwksUri: data.YIFA_OIDC_JWKS_URI }),
    algorithms: data.YIFA_OIDC_ALGORITHMS,
    clockToleranceSeconds: data.YIFA_OIDC_CLOCK_TOLERANCE_SECONDS,
    mapping: {
      roleClaim: data.YIFA_OIDC_ROLE_CLAIM,
      agencyClaim: data.YIFA_OIDC_AGENCY_CLAIM,
      nameClaim: data.YIFA_OIDC_NAME_CLAIM,
      roles: data.YIFA_OIDC_ROLES,
      serviceAccounts: data.YIFA_OIDC_SERVICE_ACCOUNTS,
    },
  };
}

function told(issue: z.core.$ZodIssue, environment: Readonly<Record<string, string | undefined>>): string {
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(settings.shape);
    return issue.keys.map((name) => `没有环境变量 ${name}${didYouMean(name, known)}`).join("\n");
  }
  const name = String(issue.path[0]);
  const value = environment[name];
  if (!value) return `环境变量 ${name} 未设置`;
  return `环境变量 ${name} 的值“${value.slice(0, 200)}”不可用，${issue.message}`;
}

/** Whatever is wrong with it is told in these words. */
function described<S extends z.ZodType>(schema: S, error: string) {
  return z.string().transform((given, context): z.output<S> => {
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: error });
    return z.NEVER;
  });
}

function json<S extends z.ZodType>(schema: S, error: string) {
  return described(z.string().transform(parseJson).pipe(schema), error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
