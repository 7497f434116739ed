import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Bucket, CfnBucket, IBucket } from "aws-cdk-lib/aws-s3";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { DeadLetters } from "./dead-letters.ts";
import { grantObjects, grantSend } from "./permissions.ts";
import { privateBucket } from "./private-bucket.ts";
import { deadLetterQueue, workQueue } from "./queue.ts";

/** The import function's own limit; a file that takes longer goes on in another call. */
export const importTimeout = Duration.minutes(15);
/** In megabytes. Reading the worst file takes about half of it. */
export const importMemory = 512;
/** Files that are imported side by side: the fewest that a queue can be told. */
export const IMPORTERS = 2;

/** Sheets hold names, addresses and identity numbers: what was needed is in the records, the file goes. */
const KEPT = Duration.days(30);
const REPLACED_KEPT = Duration.days(7);

export type Imports = { readonly bucket: Bucket; readonly queue: Queue; readonly deadLetters: Queue };

/** The bucket into which agencies drop their sheets, and the queue that is told of each. */
export function importBucket(scope: Construct, objects: { key: IKey; accessLogs: IBucket }): Imports {
  const { key } = objects;
  const deadLetters = deadLetterQueue(scope, "ImportDeadLetters", key);
  const queue = workQueue(scope, "ImportQueue", {
    key,
    deadLetters,
    timeout: importTimeout,
    keep: Duration.days(14),
  });
  const bucket = privateBucket(scope, "Imports", {
    ...objects,
    lifecycleRules: [
      {
        expiration: KEPT,
        noncurrentVersionExpiration: REPLACED_KEPT,
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
  });
  tellOfObjects(bucket, queue);
  return { bucket, queue, deadLetters };
}

/** The CDK's own way is a function of its own that sets this up from outside, with the right to change any bucket. */
function tellOfObjects(bucket: Bucket, queue: Queue): void {
  const policy = queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal("s3.amazonaws.com")],
      actions: ["sqs:SendMessage"],
      resources: [queue.queueArn],
      // Not by the bucket, which cannot be made before the queue lets it send.
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(bucket).account } },
    }),
  );
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = {
    queueConfigurations: [
      {
        event: "s3:ObjectCreated:*",
        queue: queue.queueArn,
        filter: { s3Key: { rules: [{ name: "prefix", value: "imports/" }] } },
      },
    ],
  };
  if (policy.policyDependable) resource.node.addDependency(policy.policyDependable);
}

/** What the import function is told and may do, beside the table and the rulesets. */
export function takeImports(importer: NodejsFunction, { bucket, queue, deadLetters }: Imports): DeadLetters {
  importer.addEnvironment("YIFA_IMPORT_BUCKET", bucket.bucketName);
  importer.addEnvironment("YIFA_IMPORT_QUEUE_URL", queue.queueUrl);
  grantObjects(importer, bucket, "imports", ["s3:GetObject", "s3:GetObjectVersion"]);
  grantObjects(importer, bucket, "pieces", ["s3:GetObject", "s3:PutObject"]);
  grantObjects(importer, bucket, "reports", ["s3:PutObject"]);
  grantSend(importer, queue);
  importer.addEventSource(
    new SqsEventSource(queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency: IMPORTERS }),
  );
  return { name: "import", queue: deadLetters, source: queue };
}
