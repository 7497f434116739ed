import { z } from "zod";
import { PERSON_ROLES } from "../../functions/domain/access/caller-of-claims.ts";
import { key, pattern } from "../../functions/domain/schema/choice.ts";
import { identifier, text } from "../../functions/domain/schema/primitives.ts";
import { httpsUrl } from "./url.ts";

const claim = z.string().min(1).max(200);
const algorithm = pattern(
  /^((RS|ES|PS)(256|384|512)|EdDSA)$/,
  "应为非对称签名算法 RS256、RS384、RS512、ES256、ES384、ES512、PS256、PS384、PS512 或者 EdDSA；HS256 等对称算法和 none 一律不接受",
);

/** Who may call, as the functions read it from `YIFA_OIDC_…`; what is not written keeps their own default. */
export const identitySettings = z.strictObject({
  issuer: key(httpsUrl, "签发者", "OIDC 签发者（令牌中的 iss）", "https://id.example.org/realms/yifa"),
  audience: key(text, "受众", "令牌中的 aud", "yifa"),
  jwksUri: key(httpsUrl.optional(), "公钥地址", "不写即由签发者的发现文档得知"),
  algorithms: key(z.array(algorithm).min(1).optional(), "算法", "接受哪些签名算法", ["RS256", "ES256"]),
  clockToleranceSeconds: key(z.number().int().min(0).max(300).optional(), "时钟容差", "秒，0 至 300", 30),
  roleClaim: key(claim.optional(), "角色声明", "令牌中写明角色的声明，可以是以点分隔的路径", "roles"),
  agencyClaim: key(claim.optional(), "机关声明", "令牌中写明机关的声明", "agency"),
  nameClaim: key(
    claim.optional(),
    "姓名声明",
    "令牌中写明姓名或者账号的声明，不写即 sub",
    "preferred_username",
  ),
  roles: key(
    z.record(claim, z.enum(PERSON_ROLES)).optional(),
    "角色对照",
    "签发者的角色名对应本系统的哪个角色",
    { 执法机关经办: "agency" },
  ),
  serviceAccounts: key(
    z
      .record(
        claim,
        z.strictObject({
          name: key(text.max(100), "名称", "记入办理记录", "处罚案件系统"),
          agencies: key(z.array(identifier).min(1).max(5000), "机关", "所服务的机关代号", ["housing"]),
        }),
      )
      .optional(),
    "业务系统",
    "以业务系统令牌的 sub 为键，写法见 docs/identity.md",
  ),
});

type Identity = z.infer<typeof identitySettings>;

/** As variables of the functions that check tokens. */
export function identityEnvironment(identity: Identity): Record<string, string> {
  const written: Record<string, unknown> = {
    YIFA_OIDC_ISSUER: identity.issuer,
    YIFA_OIDC_AUDIENCE: identity.audience,
    YIFA_OIDC_JWKS_URI: identity.jwksUri,
    YIFA_OIDC_ALGORITHMS: identity.algorithms?.join(","),
    YIFA_OIDC_CLOCK_TOLERANCE_SECONDS: identity.clockToleranceSeconds,
    YIFA_OIDC_ROLE_CLAIM: identity.roleClaim,
    YIFA_OIDC_AGENCY_CLAIM: identity.agencyClaim,
    YIFA_OIDC_NAME_CLAIM: identity.nameClaim,
    YIFA_OIDC_ROLES: identity.roles && JSON.stringify(identity.roles),
    YIFA_OIDC_SERVICE_ACCOUNTS: identity.serviceAccounts && JSON.stringify(identity.serviceAccounts),
  };
  const named = Object.entries(written).filter(([, value]) => value !== undefined);
  return Object.fromEntries(named.map(([name, value]) => [name, String(value)]));
}
