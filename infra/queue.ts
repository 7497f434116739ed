import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** Where messages end that failed again and again; kept as long as a queue can. */
export const deadLetterQueue = (scope: Construct, id: string, key: IKey): Queue =>
  new Queue(scope, id, { ...encrypted(key), retentionPeriod: Duration.days(14) });

type Work = { key: IKey; deadLetters: Queue; timeout: Duration; keep: Duration };

/** `timeout`: of the function that takes its messages. A message is hidden for six times as long, and tried five times. */
export const workQueue = (scope: Construct, id: string, { key, deadLetters, timeout, keep }: Work): Queue =>
  new Queue(scope, id, {
    ...encrypted(key),
    visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
    retentionPeriod: keep,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
  });

const encrypted = (key: IKey) => ({
  encryption: QueueEncryption.KMS,
  encryptionMasterKey: key,
  enforceSSL: true,
});
