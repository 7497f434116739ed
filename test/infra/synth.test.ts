import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** What these tests read of a resource. */
type Resource = {
  Type: string;
  DeletionPolicy?: string;
  Properties: {
    Environment?: { Variables: Record<string, unknown> };
    Replicas?: unknown[];
    GlobalSecondaryIndexes?: { IndexName: string }[];
    ScheduleExpression?: string;
    RedrivePolicy?: unknown;
    DeadLetterConfig?: unknown;
    MetricName?: string;
    PolicyDocument?: { Statement: { Action: string | string[] }[] };
  };
};

const root = resolve(import.meta.dirname, "../..");
const handlers = join(import.meta.dirname, "fixtures/handlers");
const out = mkdtempSync(join(tmpdir(), "yifa-synth-"));
const partitions = ["aws", "aws-cn"] as const;

/** The examples that a deployment starts from; each is the configuration of one partition. */
const examples = { aws: "yifa.config.example.aws.json", "aws-cn": "yifa.config.example.json" };

beforeAll(() => {
  for (const partition of partitions) {
    const args = ["infra/synth.ts", "--config", examples[partition], "--handlers", handlers];
    execFileSync(process.execPath, [...args, "--out", join(out, partition)], { cwd: root, stdio: "pipe" });
  }
});

const stateless = (partition: string): Resource[] =>
  Object.values(
    JSON.parse(readFileSync(join(out, partition, "YifaStateless.template.json"), "utf8")).Resources,
  );

test("a mailbox that the operator names is read every quarter of an hour, with the password as a reference", () => {
  const resources = stateless("aws-cn");
  const functions = resources.filter(({ Type }) => Type === "AWS::Lambda::Function");
  expect(functions).toHaveLength(10);
  const [reports] = functions.filter(({ Properties }) => Properties.Environment?.Variables.YIFA_IMAP_URL);
  expect(reports?.Properties).toMatchObject({
    Timeout: 540,
    Environment: {
      Variables: {
        YIFA_BUCKET: {},
        YIFA_TABLE: {},
        YIFA_IMAP_URL: "{{resolve:secretsmanager:yifa/imap-url:SecretString:::}}",
      },
    },
  });
  const often = resources.filter(({ Properties }) => Properties.ScheduleExpression === "rate(15 minutes)");
  expect(often).toHaveLength(2);
});

afterAll(() => rmSync(out, { recursive: true, force: true }));

describe.each(partitions)("the templates for %s", (partition) => {
  const texts = () =>
    readdirSync(join(out, partition))
      .filter((name) => name.endsWith(".template.json"))
      .map((name) => readFileSync(join(out, partition, name), "utf8"));
  const resources = () =>
    texts().flatMap((text) =>
      Object.entries<Resource>(JSON.parse(text).Resources).map(([id, resource]) => ({ id, ...resource })),
    );
  const ofType = (type: string) => resources().filter((resource) => resource.Type === type);

  test("run every function on Node.js 24 and arm64, with a log that is kept for a year", () => {
    const functions = ofType("AWS::Lambda::Function");
    expect(functions).toHaveLength(10);
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        LoggingConfig: { LogGroup: {} },
      });
    }
    for (const { Properties } of ofType("AWS::Logs::LogGroup"))
      expect(Properties).toMatchObject({ RetentionInDays: 365 });
  });

  test("give every function the table, the bucket and the queue, and no tokens or fixed day", () => {
    for (const { id, Properties } of ofType("AWS::Lambda::Function")) {
      const names = Object.keys(Properties.Environment?.Variables ?? {});
      const mail = id.startsWith("Deliver")
        ? names.filter((name) => /MAIL|SMTP|SES|PUBLIC|LINK/.test(name))
        : [];
      const api = id.startsWith("Api") ? names.filter((name) => /OIDC|PUBLIC|LINK/.test(name)) : [];
      const impact = /^(Api|Impact)/.test(id) ? ["YIFA_IMPACT_QUEUE_URL"] : [];
      const own = id.startsWith("Api") ? ["YIFA_DEAD_LETTERS"] : [];
      const reports = id.startsWith("DeliveryReports") ? ["YIFA_IMAP_URL"] : [];
      const bulk = id.startsWith("BulkImport") ? names.filter((name) => /IMPORT/.test(name)) : [];
      expect(names.filter((name) => ![...mail, ...api, ...reports, ...bulk].includes(name)).sort()).toEqual([
        "YIFA_BUCKET",
        ...own,
        "YIFA_DELIVER_QUEUE_URL",
        ...impact,
        "YIFA_TABLE",
      ]);
    }
  });

  test("name the mail provider that the partition has, with the password as a reference", () => {
    const deliver = ofType("AWS::Lambda::Function").find(({ id }) => id.startsWith("Deliver"));
    expect(deliver?.Properties.Environment?.Variables).toMatchObject(
      partition === "aws"
        ? { YIFA_MAIL_PROVIDER: "ses", YIFA_MAIL_PER_SECOND: "14" }
        : {
            YIFA_MAIL_PROVIDER: "smtp",
            YIFA_MAIL_PER_SECOND: "5",
            YIFA_SMTP_URL: "{{resolve:secretsmanager:yifa/smtp-url:SecretString:::}}",
          },
    );
    expect(ofType("AWS::Lambda::EventSourceMapping")[0]?.Properties).toMatchObject({
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  test("bundle ES modules that leave the SDK to the runtime", () => {
    const bundles = readdirSync(join(out, partition)).filter((name) => name.startsWith("asset."));
    for (const bundle of bundles) {
      expect(readdirSync(join(out, partition, bundle))).toEqual(["index.mjs"]);
      expect(readFileSync(join(out, partition, bundle, "index.mjs"), "utf8")).toMatch(/export\s*\{/);
    }
    const deliver = bundles.map((bundle) => readFileSync(join(out, partition, bundle, "index.mjs"), "utf8"));
    expect(deliver.join("")).toMatch(/from\s*"@aws-sdk\/client-sesv2"/);
  });

  test("keep the table: on demand, point-in-time recovery, deletion protection, two indexes", () => {
    const [table] = ofType("AWS::DynamoDB::GlobalTable");
    expect(table).toMatchObject({ DeletionPolicy: "Retain", Properties: { BillingMode: "PAY_PER_REQUEST" } });
    const [replica] = table?.Properties.Replicas ?? [];
    expect(replica).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    const indexes = table?.Properties.GlobalSecondaryIndexes;
    expect(indexes?.map(({ IndexName }) => IndexName)).toEqual(["awaiting", "byAgency"]);
  });

  test("tell a queue of dropped sheets, which go after a month, without a function of the CDK's own", () => {
    const [bucket] = ofType("AWS::S3::Bucket").filter(({ id }) => id.startsWith("Imports"));
    expect(bucket?.Properties).toMatchObject({
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Event: "s3:ObjectCreated:*",
            Filter: { S3Key: { Rules: [{ Name: "prefix", Value: "imports/" }] } },
          },
        ],
      },
      LifecycleConfiguration: {
        Rules: [
          { ExpirationInDays: 30, NoncurrentVersionExpiration: { NoncurrentDays: 7 }, Status: "Enabled" },
        ],
      },
    });
    const [importer] = ofType("AWS::Lambda::Function").filter(({ id }) => id.startsWith("BulkImport"));
    expect(importer?.Properties).toMatchObject({ MemorySize: 512, Timeout: 900 });
    const mapping = ofType("AWS::Lambda::EventSourceMapping").find(({ id }) => id.startsWith("BulkImport"));
    expect(mapping?.Properties).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } });
  });

  test("work out impacts in lanes side by side, and drop what they came to after a month", () => {
    const [impact] = ofType("AWS::Lambda::Function").filter(({ id }) => id.startsWith("Impact"));
    expect(impact?.Properties).toMatchObject({ MemorySize: 1024, Timeout: 300 });
    const mapping = ofType("AWS::Lambda::EventSourceMapping").find(({ id }) => id.startsWith("Impact"));
    expect(mapping?.Properties).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 4 } });
    const [bucket] = ofType("AWS::S3::Bucket").filter(({ id }) => id.startsWith("Rulesets"));
    expect(bucket?.Properties).toMatchObject({
      LifecycleConfiguration: {
        Rules: [{ Prefix: "impact-parts/", ExpirationInDays: 30, Status: "Enabled" }],
      },
    });
  });

  test("sweep every ten minutes from 10:30 to 11:20, audit from 11:40 on and open periods at 00:30 in Asia/Shanghai, release each quarter of an hour, recompute each minute, with dead letters", () => {
    const schedules = ofType("AWS::Scheduler::Schedule").map(({ Properties }) => Properties);
    expect(schedules.map(({ ScheduleExpression }) => ScheduleExpression).sort()).toEqual([
      "cron(0,10,20 11 * * ? *)",
      "cron(0,10,20,30,40,50 12 * * ? *)",
      "cron(30 0 * * ? *)",
      "cron(30,40,50 10 * * ? *)",
      "cron(40,50 11 * * ? *)",
      "rate(1 minute)",
      "rate(15 minutes)",
      ...(partition === "aws" ? [] : ["rate(15 minutes)"]),
    ]);
    for (const schedule of schedules) {
      if (schedule.ScheduleExpression?.startsWith("cron"))
        expect(schedule).toMatchObject({ ScheduleExpressionTimezone: "Asia/Shanghai" });
      expect(schedule).toMatchObject({
        Target: { DeadLetterConfig: { Arn: {} }, Input: '{"time":"<aws.scheduler.scheduled-time>"}' },
      });
    }
  });

  test("give dead letters a queue and every such queue an alarm", () => {
    const withRedrive = ofType("AWS::SQS::Queue").filter(({ Properties }) => Properties.RedrivePolicy);
    expect(withRedrive).toHaveLength(partition === "aws" ? 4 : 3);
    const asynchronous = ofType("AWS::Lambda::Function").filter(
      ({ Properties }) => Properties.DeadLetterConfig,
    );
    expect(asynchronous.map(({ id }) => id.slice(0, -8)).sort()).toEqual([
      "Audit",
      "OpenPeriods",
      "Recompute",
      "Release",
      "Sweep",
    ]);
    const watched = ofType("AWS::CloudWatch::Alarm").filter(
      ({ Properties }) => Properties.MetricName === "ApproximateNumberOfMessagesVisible",
    );
    expect(watched).toHaveLength(partition === "aws" ? 5 : 4);
  });

  test("raise an alarm at 11:30 on any day whose sweep did not complete, also when nothing runs at all", () => {
    const [alarm] = ofType("AWS::CloudWatch::Alarm").filter(({ id }) => id.startsWith("SweepMissed"));
    expect(alarm?.Properties).toMatchObject({
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      EvaluationPeriods: 48,
      TreatMissingData: "breaching",
      Metrics: [
        { Expression: "FILL(beat, 0)" },
        { Id: "beat", MetricStat: { Metric: { Namespace: "Yifa", MetricName: "SweepDone" }, Period: 1800 } },
      ],
    });
    const [sweep] = ofType("AWS::Lambda::Function").filter(({ id }) => id.startsWith("Sweep"));
    expect(sweep?.Properties).toMatchObject({ Timeout: 540 });
  });

  test("tell when the provider takes no mail", () => {
    const alarms = ofType("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);
    expect(alarms).toContainEqual(
      expect.objectContaining({ Namespace: "Yifa", MetricName: "MailPaused", Threshold: 1 }),
    );
  });

  test("report failed messages of a batch one by one", () => {
    expect(ofType("AWS::Lambda::EventSourceMapping")[0]?.Properties).toMatchObject({
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });
});
