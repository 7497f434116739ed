import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { EXAMPLE_PLACES, exampleTemplates, PARTITIONS, type RawTemplate } from "../support/templates.ts";

const root = resolve(import.meta.dirname, "../..");

/** Every type of resource of ours that both regions of AWS China have, as far as their documents say. */
const IN_CHINA = [
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::ApiMapping",
  "AWS::ApiGatewayV2::DomainName",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::Backup::BackupPlan",
  "AWS::Backup::BackupSelection",
  "AWS::Backup::BackupVault",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::Dashboard",
  "AWS::DynamoDB::GlobalTable",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::KMS::Key",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::Lambda::Permission",
  "AWS::Logs::LogGroup",
  "AWS::Logs::MetricFilter",
  "AWS::S3::Bucket",
  "AWS::S3::BucketPolicy",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::Queue",
  "AWS::SQS::QueuePolicy",
  "AWS::Scheduler::Schedule",
  "AWS::SecretsManager::Secret",
];
/** Where there is SES. */
const ELSEWHERE = ["AWS::SES::ConfigurationSet", "AWS::SES::ConfigurationSetEventDestination"];
/** What AWS China lacks of services that it has. */
const LACKING = ["FunctionUrlAuthType", "TracingConfig", "RedriveAllowPolicy"];

const templates = new Map<string, Record<string, RawTemplate>>();
beforeAll(() => {
  for (const partition of PARTITIONS) templates.set(partition, exampleTemplates(partition));
});

describe.each(PARTITIONS)("the templates for %s", (partition) => {
  const resources = () =>
    Object.values(templates.get(partition) ?? {}).flatMap(({ Resources }) => Object.values(Resources));
  const text = () => JSON.stringify(Object.values(templates.get(partition) ?? {}));

  test("have nothing that the partition lacks", () => {
    const known = partition === "aws" ? [...IN_CHINA, ...ELSEWHERE] : IN_CHINA;
    const types = new Set(resources().map(({ Type }) => Type));
    expect([...types].filter((type) => !known.includes(type))).toEqual([]);
    for (const word of LACKING) expect(text()).not.toContain(word);
  });

  test("name no other partition and no other region", () => {
    const { region } = EXAMPLE_PLACES[partition];
    const arns = text().match(/arn:aws[\w-]*/g) ?? [];
    expect(arns.filter((arn) => arn !== `arn:${partition}`)).toEqual([]);
    const regions = text().match(/\b(?:us|eu|ap|cn|sa|ca|me|af|il|mx)-[a-z]+-\d\b/g) ?? [];
    expect(regions.length).toBeGreaterThan(0);
    expect(regions.filter((each) => each !== region)).toEqual([]);
  });

  test("name services as the partition knows them", () => {
    const named = new Set(text().match(/[\w.-]+\.amazonaws\.com[\w.]*/g));
    // A principal has the same name in both partitions, but for logs, whose name has region and domain.
    const principal = /^(apigateway|backup|cloudwatch|lambda|s3|scheduler|ses|sns)\.amazonaws\.com$/;
    const viaService = new RegExp(
      `^(dynamodb|s3|sqs)\\.${EXAMPLE_PLACES[partition].region}\\.amazonaws\\.com$`,
    );
    expect([...named].filter((each) => !principal.test(each) && !viaService.test(each))).toEqual([]);
    expect(text()).toContain(`"logs.${EXAMPLE_PLACES[partition].region}.",{"Ref":"AWS::URLSuffix"}`);
  });
});

test("both partitions have the same functions, but for what tells of mail", () => {
  const functions = (partition: string) =>
    Object.entries(templates.get(partition)?.YifaStateless?.Resources ?? {})
      .filter(([, { Type }]) => Type === "AWS::Lambda::Function")
      .map(([id]) => id.slice(0, -8));
  expect(functions("aws").filter((id) => !functions("aws-cn").includes(id))).toEqual(["Receipts"]);
  expect(functions("aws-cn").filter((id) => !functions("aws").includes(id))).toEqual(["DeliveryReports"]);
});

test("no source names a partition, a region or an endpoint of AWS", () => {
  const files = ["functions", "infra"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.startsWith("local/") && !name.startsWith("config/"))
      .map((name) => join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .filter((line) =>
        /arn:aws|amazonaws\.com(?!["*])|\b(cn|us|eu|ap)-(north|south|east|west|central)\w*-\d/.test(line),
      )
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
