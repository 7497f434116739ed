import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Deployment } from "./config/schema.ts";
import { secret } from "./mail.ts";
import { often } from "./schedule.ts";

/** The secret that the operator makes before: `imaps://user:password@host:993`, of the mailbox of the sender's address. */
const IMAP_SECRET = "yifa/imap-url";

/** Where mail goes by SMTP, whose servers write back to the sender. SES tells by events. */
export const hasMailbox = ({ mail }: Deployment): boolean => mail.provider === "smtp" && mail.mailbox;

/** A run that fails leaves everything in the mailbox, so it needs no dead letter. */
export function readReports(
  scope: Construct,
  reports: NodejsFunction,
  { mail, deadLetters }: { mail: Deployment["mail"]; deadLetters: IQueue },
): void {
  const version = mail.provider === "smtp" ? mail.imapSecretVersion : undefined;
  reports.addEnvironment("YIFA_IMAP_URL", secret(IMAP_SECRET, version));
  often(scope, "DeliveryReportsOften", { target: reports, minutes: 15, deadLetters });
}
