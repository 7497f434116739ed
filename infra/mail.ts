import { SecretValue } from "aws-cdk-lib";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Deployment } from "./config/schema.ts";

/** The secret that the operator makes before the first deployment: `smtps://user:password@host:465`. */
const SMTP_SECRET = "yifa/smtp-url";

/** The provider and the rate of its account. CloudFormation puts the secret in, so neither template nor code holds it. */
export function connectMail(deliver: NodejsFunction, mail: Deployment["mail"]): void {
  deliver.addEnvironment("YIFA_MAIL_PROVIDER", mail.provider);
  deliver.addEnvironment("YIFA_MAIL_PER_SECOND", String(mail.perSecond));
  if (mail.provider === "smtp")
    deliver.addEnvironment("YIFA_SMTP_URL", secret(SMTP_SECRET, mail.smtpSecretVersion));
}

/** What a secret of the operator's holds, in the version that is named. */
export const secret = (name: string, versionId: string | undefined): string =>
  SecretValue.secretsManager(name, versionId === undefined ? {} : { versionId }).unsafeUnwrap();
