import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AttributeType, Billing, ProjectionType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** Digests of one call: each takes up to 30 seconds of an SMTP server's time, and 4 of waiting for its turn. */
export const deliverBatch = 5;
/** The deliver function's own limit; its queue hides a message for six times as long. */
export const deliverTimeout = Duration.minutes(3);

/** What must outlive every deployment: the table, the rulesets and the mail under way. */
export class StatefulStack extends Stack {
  readonly table: TableV2;
  readonly bucket: Bucket;
  readonly deliverQueue: Queue;
  readonly deliverDeadLetters: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id, { terminationProtection: true });
    this.table = createTable(this);
    this.bucket = new Bucket(this, "Rulesets", {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.deliverDeadLetters = new Queue(this, "DeliverDeadLetters", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.deliverQueue = new Queue(this, "Deliver", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * deliverTimeout.toSeconds()),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deliverDeadLetters, maxReceiveCount: 5 },
    });
  }
}

function createTable(scope: Construct): TableV2 {
  const string = (name: string) => ({ name, type: AttributeType.STRING });
  return new TableV2(scope, "Table", {
    partitionKey: string("pk"),
    sortKey: string("sk"),
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
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
  });
}
