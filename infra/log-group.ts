import { RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

/** How logs are kept: encrypted with the customer's key, so many days, and longer than the stack. */
export type LogSettings = { readonly key: IKey; readonly logDays: number };

export function logGroup(scope: Construct, id: string, { key, logDays }: LogSettings): LogGroup {
  return new LogGroup(scope, id, {
    // The configuration has let pass only what is one.
    retention: logDays as RetentionDays,
    encryptionKey: key,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
