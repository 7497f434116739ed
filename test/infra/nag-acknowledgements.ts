import { GRANTS } from "../../infra/grants.ts";

/** Findings of cdk-nag that stay, each with the construct that it is about and why. */
export type Acknowledgement = {
  readonly rule: string;
  readonly paths: readonly string[];
  readonly reason: string;
};

const FUNCTIONS = Object.keys(GRANTS);
const functions = FUNCTIONS.map((name) => `YifaStateless/${name}/Resource`);
const policies = FUNCTIONS.map((name) => `YifaStateless/${name}Role/DefaultPolicy/Resource`);
const without = (...names: string[]) => names.map((name) => `YifaStateless/${name}/Resource`);

const objectsUnder = (bucket: string, keys: string) =>
  `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${keys}/*]`;
const IMPORTER = ["YifaStateless/BulkImportRole/DefaultPolicy/Resource"];

export const ACKNOWLEDGED: readonly Acknowledgement[] = [
  {
    rule: objectsUnder("Rulesets1A80CFAF", "rulesets"),
    paths: policies,
    reason:
      "rulesets are named by hashes that nobody knows before; every function decides by the one in force",
  },
  ...["imports", "pieces", "reports"].map((keys) => ({
    rule: objectsUnder("ImportsC5EA4F6F", keys),
    paths: IMPORTER,
    reason:
      "files are named by those who drop them; the function has only the actions that it needs on each prefix",
  })),
  {
    rule: objectsUnder("Rulesets1A80CFAF", "impact-parts"),
    paths: ["YifaStateless/ImpactRole/DefaultPolicy/Resource"],
    reason: "a run has parts for each page that its lanes stop at; nobody knows before how many",
  },
  {
    rule: objectsUnder("Rulesets1A80CFAF", "impacts"),
    paths: [
      "YifaStateless/ImpactRole/DefaultPolicy/Resource",
      "YifaStateless/ApiRole/DefaultPolicy/Resource",
    ],
    reason: "results are named by the hashes of both rulesets and the day; one function writes, one reads",
  },
  {
    rule: "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]",
    paths: ["YifaStateful/BackupRole/Resource"],
    reason:
      "what AWS Backup needs changes with AWS Backup, and a backup that lacks a right fails when it is needed; only that service takes the role, and the plan names the one table",
  },
  {
    rule: "AwsSolutions-APIG4",
    paths: ["YifaStateless/HttpApi/ANY--v1--{proxy+}/Resource"],
    reason:
      "the function itself checks the token of every operation but the openly readable ones: roles, agencies and service accounts are more than an authorizer of the gateway can tell; a test tries every route without one",
  },
  {
    rule: "AwsSolutions-SMG4",
    paths: ["YifaStateless/LinkKey1/Resource"],
    reason:
      "rotated by linkKeyGeneration, which keeps the key before so that links in mails go on; see docs/identity.md",
  },
  {
    rule: "NIST.800.53.R5-SecretsManagerRotationEnabled",
    paths: ["YifaStateless/LinkKey1/Resource"],
    reason: "as AwsSolutions-SMG4",
  },
  {
    rule: "NIST.800.53.R5-S3BucketReplicationEnabled",
    paths: [
      "YifaStateful/AccessLogs/Resource",
      "YifaStateful/Rulesets/Resource",
      "YifaStateful/Imports/Resource",
    ],
    reason:
      "rulesets lie versioned and are in the repository of the legal office too; sheets go after a month; personal data is not copied to another region without a reason",
  },
  {
    rule: "NIST.800.53.R5-S3DefaultEncryptionKMS",
    paths: ["YifaStateful/AccessLogs/Resource"],
    reason: "S3 writes server access logs only where its own key encrypts",
  },
  {
    rule: "NIST.800.53.R5-IAMNoInlinePolicy",
    paths: [...policies, "YifaStateless/SchedulerRole/DefaultPolicy/Resource"],
    reason:
      "each policy belongs to one role, is made from infra/grants.ts and read in docs/grants.md; nobody shares it",
  },
  {
    rule: "NIST.800.53.R5-LambdaInsideVPC",
    paths: functions,
    reason:
      "reaches only services of AWS, the mail server and the issuer, all over TLS; a network of its own would need gateways to the same places and protect nothing",
  },
  ...["NIST.800.53.R5-LambdaDLQ", "Serverless-LambdaDLQ"].map((rule) => ({
    rule,
    paths: without("Api", "Deliver", "BulkImport", "Receipts", "DeliveryReports", "Impact"),
    reason:
      "called by the gateway or by a queue that has dead letters of its own; what the mailbox's reader leaves stays unread for its next run",
  })),
  {
    rule: "Serverless-LambdaTracing",
    paths: functions,
    reason: "X-Ray for Lambda does not exist in aws-cn; log lines carry request, record and run ids",
  },
  {
    rule: "Serverless-SQSRedrivePolicy",
    paths: [
      "YifaStateful/DeliverDeadLetters/Resource",
      "YifaStateful/ImportDeadLetters/Resource",
      "YifaStateless/AsyncDeadLetters/Resource",
      "YifaStateless/ReceiptsDeadLetters/Resource",
      "YifaStateless/ImpactDeadLetters/Resource",
    ],
    reason: "these are the dead letters",
  },
  {
    rule: "Serverless-LambdaEventSourceMappingDestination",
    paths: [
      "YifaStateless/Deliver/SqsEventSource:YifaStatefulDeliver218D1BB2/Resource",
      "YifaStateless/BulkImport/SqsEventSource:YifaStatefulImportQueue41EF9429/Resource",
      "YifaStateless/Receipts/SqsEventSource:YifaStatelessReceiptsQueue5275A759/Resource",
      "YifaStateless/Impact/SqsEventSource:YifaStatelessImpactQueueEBBFCE47/Resource",
    ],
    reason: "a queue has its own dead letters; a destination is for streams",
  },
  {
    rule: "Serverless-SNSRedrivePolicy",
    paths: ["YifaStateless/Alarms/ops@example.org/Resource"],
    reason: "a mail that does not arrive cannot be handed in again; the dashboard shows every alarm",
  },
];
