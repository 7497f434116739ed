import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  type LifecycleRule,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

type Props = { key: IKey; accessLogs: IBucket; lifecycleRules?: LifecycleRule[] };

/** Versioned, encrypted with the customer's key, over TLS alone; who asked for what is kept. */
export const privateBucket = (scope: Construct, id: string, { key, accessLogs, ...more }: Props): Bucket =>
  new Bucket(scope, id, {
    ...CLOSED,
    ...more,
    versioned: true,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    serverAccessLogsBucket: accessLogs,
    serverAccessLogsPrefix: `${id}/`,
  });

/** Where S3 writes who asked for what. It can write only where S3's own key encrypts. */
export const accessLogBucket = (scope: Construct, logDays: number): IBucket =>
  new Bucket(scope, "AccessLogs", {
    ...CLOSED,
    versioned: true,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [
      {
        expiration: Duration.days(logDays),
        noncurrentVersionExpiration: Duration.days(1),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    // The class is not its own interface to a compiler that tells absent from undefined.
  }) as IBucket;

const CLOSED = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
};
