import { ArnFormat, Stack } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { type FunctionName, GRANTS, type Grant, ITEMS, LANES } from "./grants.ts";

export type Granted = { table: ITableV2; bucket: Bucket; key: IKey; deliverQueue: IQueue };

/** Gives a function what the table of grants has for its name, and nothing else. */
export function grant(
  handler: IFunction,
  name: FunctionName,
  { table, bucket, key, deliverQueue }: Granted,
): void {
  const own: Grant = GRANTS[name];
  const items = (kinds: readonly (keyof typeof ITEMS)[]) => kinds.map((kind) => ITEMS[kind]);
  allow(handler, "ReadItems", READ, [table.tableArn], leading(items(own.read)));
  if (own.write) allow(handler, "WriteItems", WRITE, [table.tableArn], leading(items(own.write)));
  if (own.remove)
    allow(handler, "RemoveItems", ["dynamodb:DeleteItem"], [table.tableArn], leading(items(own.remove)));
  for (const index of ["awaiting", "byAgency"] as const) {
    const lanes = own[index]?.map((lane) => (LANES[index] as Record<string, string>)[lane] ?? "");
    if (lanes)
      allow(
        handler,
        `Query_${index}`,
        ["dynamodb:Query"],
        [`${table.tableArn}/index/${index}`],
        leading(lanes),
      );
  }
  const rulesets = [bucket.arnForObjects("rulesets/*")];
  allow(handler, "ReadRulesets", ["s3:GetObject"], rulesets);
  if (own.rulesets === "write") allow(handler, "PutRulesets", ["s3:PutObject"], rulesets);
  if (own.sends) grantSend(handler, deliverQueue);
  grantKey(handler, key);
}

const READ = ["BatchGetItem", "ConditionCheckItem", "GetItem", "Query"].map((action) => `dynamodb:${action}`);
const WRITE = ["PutItem", "UpdateItem"].map((action) => `dynamodb:${action}`);

/** Every item that a call touches must have one of these partition keys. */
const leading = (patterns: readonly string[]) => ({
  "ForAllValues:StringLike": { "dynamodb:LeadingKeys": patterns },
});

/** Sending, and asking how many messages wait. */
export function grantSend(handler: IFunction, queue: IQueue): void {
  allow(handler, `Send_${name(queue)}`, ["sqs:GetQueueAttributes", "sqs:SendMessage"], [queue.queueArn]);
}

/** Showing messages, and taking out what was handed in again. */
export function grantTake(handler: IFunction, queue: IQueue): void {
  const actions = ["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage"];
  allow(
    handler,
    `Take_${name(queue)}`,
    actions.map((action) => `sqs:${action}`),
    [queue.queueArn],
  );
}

/** Objects under some keys of a bucket. */
export function grantObjects(
  handler: IFunction,
  bucket: Bucket,
  keys: string,
  actions: readonly string[],
): void {
  allow(handler, `Objects_${bucket.node.id}_${keys}`, actions, [bucket.arnForObjects(`${keys}/*`)]);
}

/** A finished message (`Raw`) needs the right to send raw mail beside the right to send. From one address only. */
export function grantSes(handler: IFunction, sender: string, configurationSet: string): void {
  const of = (resource: string, resourceName: string) =>
    Stack.of(handler).formatArn({
      service: "ses",
      resource,
      resourceName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  const domain = sender.slice(sender.lastIndexOf("@") + 1);
  allow(
    handler,
    "SendMail",
    ["ses:SendEmail", "ses:SendRawEmail"],
    [of("identity", sender), of("identity", domain), of("configuration-set", configurationSet)],
    { StringEquals: { "ses:FromAddress": sender } },
  );
}

/**
 * Table, queues and bucket ask who calls them for the right to use the key. Lambda itself decrypts the environment in
 * the function's name.
 */
function grantKey(handler: IFunction, key: IKey): void {
  const { region } = Stack.of(handler);
  const services = ["dynamodb", "s3", "sqs"].map((service) => `${service}.${region}.amazonaws.com*`);
  allow(handler, "Decrypt", ["kms:Decrypt"], [key.keyArn]);
  allow(
    handler,
    "EncryptThroughServices",
    ["DescribeKey", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo"].map(
      (action) => `kms:${action}`,
    ),
    [key.keyArn],
    { StringLike: { "kms:ViaService": services } },
  );
}

const name = (queue: IQueue): string => queue.node.id;

function allow(
  handler: IFunction,
  sid: string,
  actions: readonly string[],
  resources: string[],
  conditions: Record<string, unknown> = {},
): void {
  const statement = new PolicyStatement({
    sid: sid.replaceAll(/[^0-9A-Za-z]/g, ""),
    actions: [...actions],
    resources,
    conditions,
  });
  handler.addToRolePolicy(statement);
}
