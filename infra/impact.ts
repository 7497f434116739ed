import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import type { DeadLetters } from "./dead-letters.ts";
import { grantObjects, grantSend } from "./permissions.ts";
import { deadLetterQueue, workQueue } from "./queue.ts";

/** The impact function's own limit; a lane that takes longer goes on in another call. */
export const impactTimeout = Duration.minutes(5);
/** Lanes that are walked side by side. */
export const WORKERS = 4;

type Impacts = { api: NodejsFunction; impact: NodejsFunction; bucket: Bucket; key: IKey };

/** API → queue → function, lane by lane; the parts and the result lie in the bucket. */
export function takeImpacts(scope: Construct, { api, impact, bucket, key }: Impacts): DeadLetters {
  const deadLetters = deadLetterQueue(scope, "ImpactDeadLetters", key);
  const queue = workQueue(scope, "ImpactQueue", {
    key,
    deadLetters,
    timeout: impactTimeout,
    keep: Duration.days(4),
  });
  // The API may send to every queue that has dead letters.
  for (const handler of [api, impact]) handler.addEnvironment("YIFA_IMPACT_QUEUE_URL", queue.queueUrl);
  grantSend(impact, queue);
  grantObjects(impact, bucket, "impact-parts", ["s3:GetObject", "s3:PutObject"]);
  grantObjects(impact, bucket, "impacts", ["s3:PutObject"]);
  grantObjects(api, bucket, "impacts", ["s3:GetObject"]);
  impact.addEventSource(
    new SqsEventSource(queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency: WORKERS }),
  );
  return { name: "impact", queue: deadLetters, source: queue };
}
