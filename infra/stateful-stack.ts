import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  type ITableV2,
  ProjectionType,
  TableEncryptionV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { backUp } from "./backup.ts";
import { type Imports, importBucket } from "./bulk.ts";
import type { Deployment } from "./config/schema.ts";
import { customerKey, letSesWrite } from "./key.ts";
import { accessLogBucket, privateBucket } from "./private-bucket.ts";
import { deadLetterQueue, workQueue } from "./queue.ts";

/** Digests of one call: each takes up to 30 seconds of an SMTP server's time, and 4 of waiting for its turn. */
export const deliverBatch = 5;
/** The deliver function's own limit; its queue hides a message for six times as long. */
export const deliverTimeout = Duration.minutes(3);

/** What lanes of an impact came to; the impact itself stays. */
const PARTS = {
  prefix: "impact-parts/",
  expiration: Duration.days(30),
  noncurrentVersionExpiration: Duration.days(7),
};

type Props = StackProps & { deployment: Deployment };

/** What must outlive every deployment: the table, the rulesets and the mail under way. */
export class StatefulStack extends Stack {
  readonly key: Key;
  /** The table in use: its own, or one that was restored from a backup. */
  readonly table: ITableV2;
  readonly bucket: Bucket;
  readonly deliverQueue: Queue;
  readonly deliverDeadLetters: Queue;
  readonly imports: Imports;

  constructor(scope: Construct, id: string, { deployment, ...props }: Props) {
    super(scope, id, { ...props, terminationProtection: true });
    this.key = customerKey(this);
    if (deployment.mail.provider === "ses") letSesWrite(this.key);
    const own = createTable(this, this.key);
    const { restoredTable } = deployment;
    this.table =
      restoredTable === undefined ? own : TableV2.fromTableName(this, "RestoredTable", restoredTable);
    const { logDays, backupDays } = deployment.retention;
    const objects = { key: this.key, accessLogs: accessLogBucket(this, logDays) };
    this.bucket = privateBucket(this, "Rulesets", { ...objects, lifecycleRules: [PARTS] });
    this.deliverDeadLetters = deadLetterQueue(this, "DeliverDeadLetters", this.key);
    this.deliverQueue = workQueue(this, "Deliver", {
      key: this.key,
      deadLetters: this.deliverDeadLetters,
      timeout: deliverTimeout,
      keep: Duration.days(4),
    });
    this.imports = importBucket(this, objects);
    const named = {
      TableName: this.table.tableName,
      KeyArn: this.key.keyArn,
      RulesetsBucket: this.bucket.bucketName,
      ImportsBucket: this.imports.bucket.bucketName,
    };
    for (const [name, value] of Object.entries(named)) new CfnOutput(this, name, { value });
    backUp(this, this.table, { key: this.key, days: backupDays });
  }
}

function createTable(scope: Construct, key: Key): ITableV2 {
  const string = (name: string) => ({ name, type: AttributeType.STRING });
  return new TableV2(scope, "Table", {
    partitionKey: string("pk"),
    sortKey: string("sk"),
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: TableEncryptionV2.customerManagedKey(key),
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    globalSecondaryIndexes: [
      {
        indexName: "awaiting",
        partitionKey: string("awaitShard"),
        sortKey: string("awaitOn"),
        projectionType: ProjectionType.ALL,
      },
      {
        indexName: "byAgency",
        partitionKey: string("agencyKey"),
        sortKey: string("agencySort"),
        projectionType: ProjectionType.ALL,
      },
    ],
    // The class is not its own interface to a compiler that tells absent from undefined.
  }) as ITableV2;
}
