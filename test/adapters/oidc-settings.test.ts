import { describe, expect, it } from "vitest";
import { readOidcSettings } from "../../functions/adapters/oidc-settings.ts";

const GIVEN = { YIFA_OIDC_ISSUER: "https://id.example.org/realms/city", YIFA_OIDC_AUDIENCE: "yifa" };

it("has a default for all but the issuer and the audience", () => {
  expect(readOidcSettings({ ...GIVEN, YIFA_OIDC_JWKS_URI: "", PATH: "/bin" })).toEqual({
    issuer: GIVEN.YIFA_OIDC_ISSUER,
    audience: "yifa",
    algorithms: ["RS256", "PS256", "ES256"],
    clockToleranceSeconds: 30,
    mapping: {
      roleClaim: "roles",
      agencyClaim: "agency",
      nameClaim: "sub",
      roles: {
        agency: "agency",
        supervisor: "supervisor",
        administrator: "administrator",
        operator: "operator",
      },
      serviceAccounts: {},
    },
  });
});

it("reads what is given", () => {
  const accounts = { "penalty-platform": { name: "处罚案件系统", agencies: ["housing"] } };
  expect(
    readOidcSettings({
      YIFA_OIDC_ISSUER: "http://127.0.0.1:8006",
      YIFA_OIDC_AUDIENCE: "yifa",
      YIFA_OIDC_JWKS_URI: "https://keys.example.org/jwks",
      YIFA_OIDC_ALGORITHMS: "ES384, EdDSA",
      YIFA_OIDC_CLOCK_TOLERANCE_SECONDS: "0",
      YIFA_OIDC_ROLE_CLAIM: "https://example.org/roles",
      YIFA_OIDC_ROLES: '{"执法机关经办":"agency"}',
      YIFA_OIDC_SERVICE_ACCOUNTS: JSON.stringify(accounts),
    }),
  ).toMatchObject({
    jwksUri: "https://keys.example.org/jwks",
    algorithms: ["ES384", "EdDSA"],
    clockToleranceSeconds: 0,
    mapping: {
      roleClaim: "https://example.org/roles",
      roles: { 执法机关经办: "agency" },
      serviceAccounts: accounts,
    },
  });
});

it("is nothing where no variable is set", () => {
  expect(readOidcSettings({ PATH: "/bin", YIFA_OIDC_ISSUER: "" })).toBeUndefined();
});

describe("refused, with the variable, its value and what is accepted", () => {
  it.each<[string, Record<string, string>, string]>([
    [
      "an open address",
      { YIFA_OIDC_ISSUER: "http://id.example.org" },
      "“http://id.example.org”不可用，应为 https",
    ],
    ["no address", { YIFA_OIDC_ISSUER: "id.example.org" }, "应为 https 地址"],
    ["an address with a password", { YIFA_OIDC_ISSUER: "https://a:b@id.example.org" }, "应为 https 地址"],
    ["keys at an open address", { YIFA_OIDC_JWKS_URI: "http://id.example.org/k" }, "YIFA_OIDC_JWKS_URI"],
    ["a file on this machine", { YIFA_OIDC_JWKS_URI: "file://localhost/etc/passwd" }, "YIFA_OIDC_JWKS_URI"],
    ["the algorithm none", { YIFA_OIDC_ALGORITHMS: "none" }, "“none”不可用，应为以逗号分隔的非对称签名算法"],
    ["a shared secret", { YIFA_OIDC_ALGORITHMS: "RS256,HS256" }, "非对称"],
    ["a tolerance of an hour", { YIFA_OIDC_CLOCK_TOLERANCE_SECONDS: "3600" }, "应为 0 至 300 的整数"],
    ["a tolerance in words", { YIFA_OIDC_CLOCK_TOLERANCE_SECONDS: "30s" }, "应为 0 至 300 的整数"],
    ["a claim with a space", { YIFA_OIDC_ROLE_CLAIM: "the roles" }, "应为声明的名称"],
    ["roles that are no JSON", { YIFA_OIDC_ROLES: "agency" }, "“agency”不可用，应为 JSON"],
    ["a role that there is not", { YIFA_OIDC_ROLES: '{"管理员":"admin"}' }, "administrator、operator"],
    ["a person as a case system", { YIFA_OIDC_ROLES: '{"系统":"case-system"}' }, "YIFA_OIDC_ROLES"],
    ["no role", { YIFA_OIDC_ROLES: "{}" }, "YIFA_OIDC_ROLES"],
    [
      "an account without agencies",
      { YIFA_OIDC_SERVICE_ACCOUNTS: '{"a":{"name":"甲","agencies":[]}}' },
      "sub",
    ],
    [
      "an account with a role",
      { YIFA_OIDC_SERVICE_ACCOUNTS: '{"a":{"name":"甲","agencies":["housing"],"role":"administrator"}}' },
      "YIFA_OIDC_SERVICE_ACCOUNTS",
    ],
    ["a name that is misspelt", { YIFA_OIDC_AUDIANCE: "yifa" }, "没有环境变量 YIFA_OIDC_AUDIANCE"],
  ])("%s", (_, more, says) => {
    expect(() => readOidcSettings({ ...GIVEN, ...more })).toThrow(says);
  });

  it("all at once", () => {
    const given = { YIFA_OIDC_ALGORITHMS: "none", YIFA_OIDC_CLOCK_TOLERANCE_SECONDS: "x" };
    const says = /YIFA_OIDC_ISSUER 未设置.*YIFA_OIDC_AUDIENCE 未设置.*ALGORITHMS.*TOLERANCE/s;
    expect(() => readOidcSettings(given)).toThrow(says);
  });
});
