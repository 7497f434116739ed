import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { afterAll, describe, expect, test } from "vitest";
import { deploymentSchemaFile, deploymentSchemaText } from "../../infra/config/editor-schema.ts";
import { identityEnvironment } from "../../infra/config/identity.ts";
import { loadDeployment } from "../../infra/config/load.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "yifa-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CONFIGURATIONS = [
  "yifa.config.example.json",
  "yifa.config.example.aws.json",
  "infra/local/config/inbox.json",
  "infra/local/config/mailbox.json",
];
const example = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, "yifa.config.example.json"), "utf8"));

function load(text: string) {
  const path = join(folder, "yifa.config.json");
  writeFileSync(path, text);
  return loadDeployment(path);
}

/** The example with one value changed; `undefined` takes it away. */
function changed(pointer: string, value: unknown): string {
  const config = example();
  const keys = pointer.split("/");
  const last = keys.pop() as string;
  const parent = keys.reduce((each, key) => each[key] as Record<string, unknown>, config);
  parent[last] = value;
  return JSON.stringify(config, null, 2);
}

test.each(CONFIGURATIONS)("%s is right, also to an editor", (file) => {
  expect(loadDeployment(join(root, file)).calendar).toBe("cn-xj");
  const valid = new Ajv({ strict: false, validateFormats: false }).compile(
    JSON.parse(deploymentSchemaText()),
  );
  expect(valid(JSON.parse(readFileSync(join(root, file), "utf8"))), JSON.stringify(valid.errors)).toBe(true);
});

test("the schema for editors is in step with the format: npm run schema", () => {
  expect(readFileSync(deploymentSchemaFile, "utf8")).toBe(deploymentSchemaText());
});

describe("a configuration is refused, naming key, value, what is accepted and an example:", () => {
  test.each([
    [
      "a region of the other partition",
      "region",
      "us-east-1",
      /“region”（区域）“us-east-1”不在分区 aws-cn 中，可用：cn-north-1、cn-northwest-1/,
    ],
    ["a region that is none", "region", "cn-north-2", /“cn-north-2”不在分区.*是否应为“cn-north-1”/],
    [
      "a partition that is none",
      "partition",
      "aws-china",
      /“partition”（分区）没有“aws-china”这个值，可用：aws（AWS 海外）、aws-cn/,
    ],
    [
      "SES in China",
      "mail",
      { provider: "ses", sender: "yifa@example.org", perSecond: 14 },
      /“ses”不可用：aws-cn 分区没有 SES.*不得交境外的服务商.*应为 smtp/,
    ],
    [
      "a sender that is no address",
      "mail/sender",
      "yifa",
      /“sender”（发件邮箱）“yifa”：应为一个电子邮件地址，例如 yifa@example\.org/,
    ],
    [
      "a sender whose domain cannot be",
      "mail/sender",
      "yifa@localhost",
      /“yifa@localhost”不可用：域名不可用，应形如/,
    ],
    [
      "a sender that the rules do not have",
      "mail/sender",
      "other@example.org",
      /“other@example\.org”与 rules\/settings\.json 中 office\.sender 的“yifa@example\.org”不一致/,
    ],
    [
      "a calendar that the rules do not have",
      "calendar",
      "cn",
      /“calendar”（工作日历）“cn”与 rules\/settings\.json 中 calendar 的“cn-xj”不一致/,
    ],
    ["a rate of no mail at all", "mail/perSecond", 0, /“perSecond”（每秒封数）“0”：不得小于 0\.5/],
    [
      "an issuer without TLS",
      "identity/issuer",
      "http://id.example.org",
      /“issuer”（签发者）“http:\/\/id\.example\.org”：应为 https:\/\/ 开头的网址.*例如 https:\/\/id\.example\.org/,
    ],
    [
      "a symmetric algorithm",
      "identity/algorithms",
      ["RS256", "HS256"],
      /“algorithms”（算法）的第 2 项“HS256”：应为非对称签名算法.*none 一律不接受/,
    ],
    ["no audience", "identity/audience", undefined, /缺少键“audience”（受众），例如 "yifa"/],
    [
      "logs for less than six months",
      "retention/logDays",
      180,
      /“logDays”（日志留存天数）“180”：应为 365、.*网络安全法第二十一条.*180 天不足六个月/,
    ],
    ["backups for a day", "retention/backupDays", 1, /“backupDays”（备份留存天数）“1”：不得小于 90/],
    ["nobody to tell", "alarms/addresses", [], /“addresses”（收件邮箱）至少应有 1 项/],
    [
      "an alarm address that cannot be",
      "alarms/addresses",
      ["ops@.example.org"],
      /邮箱“ops@\.example\.org”不可用/,
    ],
    ["a key that is mistyped", "identity/isuer", "x", /不认识的键“isuer”.*did you mean "issuer"/],
    [
      "a certificate of another region",
      "certificateArn",
      "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
      /以 arn:aws-cn:acm:cn-north-1: 开头/,
    ],
    [
      "a certificate without an address",
      "publicUrl",
      undefined,
      /写明 certificateArn（证书）的，也应写明 publicUrl/,
    ],
    [
      "an account that is too short",
      "account",
      "12345",
      /“account”（账户）“12345”：应为 12 位数字的账户编号，例如 123456789012/,
    ],
    ["concurrency of nought", "limits/concurrency", 0, /“concurrency”（接口并发数）/],
  ])("%s", (_, pointer, value, says) => {
    expect(() => load(changed(pointer, value))).toThrow(says);
  });

  test("all mistakes at once, each with its line", () => {
    const text = changed("region", "us-east-1")
      .replace('"cn-xj"', '"cn"')
      .replace("https://id.", "http://id.");
    expect(() => load(text)).toThrow(
      /yifa\.config\.json:4:13: .*\n.*yifa\.config\.json:6:15: .*\n.*yifa\.config\.json:14:15: .*\n.*yifa\.config\.json:26:21: .*\n.*共 4 处错误/,
    );
  });

  test.each([
    ["a comment", '// here\n{"partition": "aws-cn"}', /comment/],
    ["no JSON at all", "partition: aws-cn", /yifa\.config\.json:1:1/],
    ["nothing", "", /yifa\.config\.json:1:1/],
    ["a list", "[]", /文件内容应为对象/],
    ["a key twice", '{"region": "cn-north-1", "region": "us-east-1"}', /“region”在同一层重复出现/],
  ])("%s", (_, text, says) => {
    expect(() => load(text)).toThrow(says);
  });

  test("a file that is not there", () => {
    expect(() => loadDeployment(join(folder, "none.json"))).toThrow(/yifa\.config\.example\.json/);
  });
});

test("what is written of identity becomes variables, and what is not stays away", () => {
  expect(identityEnvironment({ issuer: "https://id.example.org", audience: "yifa" })).toEqual({
    YIFA_OIDC_ISSUER: "https://id.example.org",
    YIFA_OIDC_AUDIENCE: "yifa",
  });
  expect(
    identityEnvironment({
      issuer: "https://id.example.org",
      audience: "yifa",
      algorithms: ["RS256", "ES256"],
      clockToleranceSeconds: 0,
      roles: { 经办: "agency" },
    }),
  ).toMatchObject({
    YIFA_OIDC_ALGORITHMS: "RS256,ES256",
    YIFA_OIDC_CLOCK_TOLERANCE_SECONDS: "0",
    YIFA_OIDC_ROLES: '{"经办":"agency"}',
  });
});
