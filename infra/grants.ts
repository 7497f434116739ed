import { ArnFormat, Stack } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";

/** Reading and writing of single items and queries: no scan, no change of the table itself. */
export function grantTable(handler: NodejsFunction, table: TableV2): void {
  handler.addToRolePolicy(
    new PolicyStatement({
      actions: [
        "dynamodb:BatchGetItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:DeleteItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
      ],
      resources: [table.tableArn, `${table.tableArn}/index/*`],
    }),
  );
}

/** Functions read rulesets; people publish them, through the API. */
export function grantRulesets(handler: NodejsFunction, bucket: Bucket): void {
  handler.addToRolePolicy(
    new PolicyStatement({ actions: ["s3:GetObject"], resources: [bucket.arnForObjects("rulesets/*")] }),
  );
}

/** What is proposed is put there under its hash; nothing is ever taken away. */
export function grantProposing(api: NodejsFunction, bucket: Bucket): void {
  api.addToRolePolicy(
    new PolicyStatement({ actions: ["s3:PutObject"], resources: [bucket.arnForObjects("rulesets/*")] }),
  );
}

/** A finished message (`Raw`) needs the right to send raw mail beside the right to send. */
export function grantSes(handler: NodejsFunction): void {
  const of = (resource: string) =>
    Stack.of(handler).formatArn({
      service: "ses",
      resource,
      resourceName: "*",
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  handler.addToRolePolicy(
    new PolicyStatement({
      actions: ["ses:SendEmail", "ses:SendRawEmail"],
      resources: [of("identity"), of("configuration-set")],
    }),
  );
}

/** What lies encrypted is read and written through its service, which asks for the right to do so. */
export function grantKey(handler: NodejsFunction, key: IKey): void {
  handler.addToRolePolicy(
    new PolicyStatement({ actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key.keyArn] }),
  );
}

/** Sending, and asking how many messages wait. */
export function grantSend(handler: NodejsFunction, queue: IQueue): void {
  handler.addToRolePolicy(
    new PolicyStatement({
      actions: ["sqs:GetQueueAttributes", "sqs:SendMessage"],
      resources: [queue.queueArn],
    }),
  );
}

/** Showing messages and taking out what was handed in again. */
export function grantTake(handler: NodejsFunction, queue: IQueue): void {
  handler.addToRolePolicy(
    new PolicyStatement({
      actions: [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
      ],
      resources: [queue.queueArn],
    }),
  );
}
