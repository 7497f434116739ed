import { SecretValue } from "aws-cdk-lib";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { grantSes } from "./grants.ts";
import { type Partition, partitions } from "./partitions.ts";

/** The secret that the operator makes before the first deployment: `smtps://user:password@host:465`. */
const SMTP_SECRET = "yifa/smtp-url";

/**
 * The provider of the partition, and the rate of its account: `--context mailPerSecond=14`, else that of a new SES
 * account. CloudFormation puts the secret in, so neither template nor code holds it.
 */
export function connectMail(deliver: NodejsFunction, partition: Partition): void {
  const { mail } = partitions[partition];
  deliver.addEnvironment("YIFA_MAIL_PROVIDER", mail);
  deliver.addEnvironment("YIFA_MAIL_PER_SECOND", String(deliver.node.tryGetContext("mailPerSecond") ?? 1));
  if (mail === "ses") grantSes(deliver);
  else deliver.addEnvironment("YIFA_SMTP_URL", SecretValue.secretsManager(SMTP_SECRET).unsafeUnwrap());
}
