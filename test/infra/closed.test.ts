import { beforeAll, describe, expect, test } from "vitest";
import { exampleTemplates, PARTITIONS, type RawTemplate, type Resource } from "../support/templates.ts";

const templates = new Map<string, Record<string, RawTemplate>>();
beforeAll(() => {
  for (const partition of PARTITIONS) templates.set(partition, exampleTemplates(partition));
});

/** Where each kind of resource names the key that encrypts it. */
const ENCRYPTED: Readonly<Record<string, RegExp>> = {
  "AWS::Backup::BackupVault": /"EncryptionKeyArn":\{"Fn::/,
  "AWS::DynamoDB::GlobalTable": /^(?=.*"SSEType":"KMS").*"KMSMasterKeyId":\{/,
  "AWS::Lambda::Function": /"KmsKeyArn":\{"Fn::/,
  "AWS::Logs::LogGroup": /"KmsKeyId":\{"Fn::/,
  "AWS::SNS::Topic": /"KmsMasterKeyId":\{"Fn::/,
  "AWS::SQS::Queue": /"KmsMasterKeyId":\{"Fn::/,
  "AWS::SecretsManager::Secret": /"KmsKeyId":\{"Fn::/,
};

describe.each(PARTITIONS)("the templates for %s", (partition) => {
  const resources = (): [string, Resource][] =>
    Object.values(templates.get(partition) ?? {}).flatMap(({ Resources }) => Object.entries(Resources));
  const ofType = (type: string) => resources().filter(([, { Type }]) => Type === type);
  const stateless = () => templates.get(partition)?.YifaStateless?.Resources ?? {};

  test("encrypt everything that lies still with the customer's key, which is renewed each year", () => {
    for (const [type, named] of Object.entries(ENCRYPTED)) {
      if (type === "AWS::SecretsManager::Secret" && partition === "aws") continue;
      expect(ofType(type).length, type).toBeGreaterThan(0);
      for (const [id, { Properties }] of ofType(type)) expect(JSON.stringify(Properties), id).toMatch(named);
    }
    const [[, key] = []] = ofType("AWS::KMS::Key");
    expect(key).toMatchObject({ DeletionPolicy: "Retain", Properties: { EnableKeyRotation: true } });
  });

  test("keep buckets to themselves: the customer's key, TLS alone, versions, a log of who asked for what", () => {
    for (const [id, { Properties }] of ofType("AWS::S3::Bucket")) {
      const text = JSON.stringify(Properties);
      expect(text, id).toContain('"VersioningConfiguration":{"Status":"Enabled"}');
      expect(text, id).toContain('"RestrictPublicBuckets":true');
      if (id.startsWith("AccessLogs")) expect(text).toContain('"SSEAlgorithm":"AES256"');
      else expect(text, id).toMatch(/"KMSMasterKeyID":\{"Fn::.*"DestinationBucketName":\{"Ref":"AccessLogs/s);
    }
    expect(ofType("AWS::S3::BucketPolicy")).toHaveLength(ofType("AWS::S3::Bucket").length);
  });

  test("take so many requests a second, and log each without path, query or token", () => {
    const [[, stage] = []] = ofType("AWS::ApiGatewayV2::Stage");
    expect(stage?.Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      AccessLogSettings: { DestinationArn: {} },
    });
    const settings = stage?.Properties.AccessLogSettings as { Format: string } | undefined;
    const Format = settings?.Format ?? "{}";
    expect(Object.keys(JSON.parse(Format))).toContain("sourceIp");
    expect(Format).not.toMatch(/path|query|authorizer|header|userAgent/i);
  });

  test("close the default address where a domain is configured, and only there", () => {
    const [[, api] = []] = ofType("AWS::ApiGatewayV2::Api");
    expect(api?.Properties.DisableExecuteApiEndpoint ?? false).toBe(partition === "aws-cn");
    expect(ofType("AWS::ApiGatewayV2::DomainName")).toHaveLength(partition === "aws-cn" ? 1 : 0);
  });

  test("keep a place free for mail and for every run, and let no two runs of a schedule overlap", () => {
    const reserved = Object.entries(stateless())
      .filter(([, { Type }]) => Type === "AWS::Lambda::Function")
      .map(([id, { Properties }]) => [id.slice(0, -8), Properties.ReservedConcurrentExecutions]);
    expect(Object.fromEntries(reserved)).toMatchObject({
      Api: 20,
      Deliver: 2,
      Sweep: 1,
      Audit: 1,
      OpenPeriods: 1,
      Release: 1,
    });
    expect(reserved.filter(([, count]) => count === undefined)).toEqual([]);
  });

  test("tell the addresses of the configuration of alarms, and nobody may write there but alarms", () => {
    const mails = ofType("AWS::SNS::Subscription").filter(
      ([, { Properties }]) => Properties.Protocol === "email",
    );
    expect(mails.map(([, { Properties }]) => Properties.Endpoint)).toEqual(["ops@example.org"]);
  });

  test("copy the table each month and keep the copies, beside what can be restored to any second", () => {
    const [[, plan] = []] = ofType("AWS::Backup::BackupPlan");
    expect(JSON.stringify(plan)).toContain('"DeleteAfterDays":400');
    expect(JSON.stringify(ofType("AWS::Backup::BackupVault"))).toContain("backup:DeleteRecoveryPoint");
    expect(JSON.stringify(ofType("AWS::Backup::BackupSelection"))).toMatch(/Table[0-9A-F]{8}/);
  });
});

test("a table that was restored takes the place of the own one: functions, grants, backups, and the own one stays", () => {
  const { YifaStateful, YifaStateless } = exampleTemplates("aws-cn", {
    restoredTable: "yifa-restored-20261123",
  });
  const policies = (template: RawTemplate | undefined, type: string) =>
    JSON.stringify(Object.values(template?.Resources ?? {}).filter(({ Type }) => Type === type));
  const functions = policies(YifaStateless, "AWS::Lambda::Function");
  expect(functions.match(/"YIFA_TABLE":"yifa-restored-20261123"/g)?.length).toBeGreaterThan(7);
  expect(functions).not.toMatch(/"YIFA_TABLE":\{/);
  const grants = policies(YifaStateless, "AWS::IAM::Policy");
  expect(grants).toContain(":table/yifa-restored-20261123");
  expect(grants).toContain(":table/yifa-restored-20261123/index/awaiting");
  expect(grants).not.toMatch(/FnGetAttTable/);
  expect(policies(YifaStateful, "AWS::Backup::BackupSelection")).toContain(":table/yifa-restored-20261123");
  expect(policies(YifaStateful, "AWS::DynamoDB::GlobalTable")).toContain('"DeletionProtectionEnabled":true');
});

test("a version of a secret that is named is the one that is put in", () => {
  const version = "01234567-89ab-cdef-0123-456789abcdef";
  const mail = { provider: "smtp" as const, sender: "yifa@example.org", perSecond: 5, mailbox: true };
  const { YifaStateless } = exampleTemplates("aws-cn", {
    mail: { ...mail, smtpSecretVersion: version, imapSecretVersion: version },
  });
  for (const name of ["smtp", "imap"])
    expect(JSON.stringify(YifaStateless)).toContain(
      `{{resolve:secretsmanager:yifa/${name}-url:SecretString:::${version}}}`,
    );
});

test("an account with little concurrency reserves none", () => {
  const limits = { requestsPerSecond: 50, burst: 100, concurrency: "unreserved" as const };
  const { YifaStateless } = exampleTemplates("aws-cn", { limits });
  expect(JSON.stringify(YifaStateless)).not.toContain("ReservedConcurrentExecutions");
});
