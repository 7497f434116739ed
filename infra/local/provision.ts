import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientSettings } from "./account.ts";
import { physicalName } from "./names.ts";
import type { Lookup, Resource, Template } from "./template.ts";

export type Endpoints = { dynamodb: string; sqs: string; s3: string; ses: string };

/** Makes the template's tables, buckets and queues where they are not there yet. */
export async function provision(template: Template, endpoints: Endpoints, lookup: Lookup): Promise<void> {
  await Promise.all([
    reach("DynamoDB", endpoints.dynamodb, () => createTables(template, endpoints.dynamodb)),
    reach("S3", endpoints.s3, () => createBuckets(template, endpoints.s3)),
    reach("SQS", endpoints.sqs, () => createQueues(template, endpoints.sqs, lookup)),
  ]);
}

async function reach(service: string, endpoint: string, create: () => Promise<void>): Promise<void> {
  try {
    await create();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const hint = `请检查该服务及环境变量 AWS_ENDPOINT_URL_${service.toUpperCase()}`;
    throw new Error(`无法在 ${endpoint} 建立 ${service} 资源：${why}。${hint}`, { cause });
  }
}

async function createTables(template: Template, endpoint: string): Promise<void> {
  const client = new DynamoDBClient(clientSettings(endpoint));
  for (const resource of template.ofType("AWS::DynamoDB::GlobalTable")) {
    await unlessThere("ResourceInUseException", client.send(new CreateTableCommand(tableInput(resource))));
  }
  client.destroy();
}

function tableInput(resource: Resource): CreateTableCommandInput {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = resource.properties;
  return {
    TableName: physicalName(resource),
    BillingMode: "PAY_PER_REQUEST",
    ...({ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } as Pick<
      CreateTableCommandInput,
      "KeySchema" | "AttributeDefinitions" | "GlobalSecondaryIndexes"
    >),
  };
}

async function createBuckets(template: Template, endpoint: string): Promise<void> {
  const client = new S3Client({ ...clientSettings(endpoint), forcePathStyle: true });
  for (const resource of template.ofType("AWS::S3::Bucket")) {
    await unlessThere(
      "BucketAlreadyOwnedByYou",
      client.send(new CreateBucketCommand({ Bucket: physicalName(resource) })),
    );
  }
  client.destroy();
}

/** Redrive comes second: it needs the ARN of a queue that may not be there yet. */
async function createQueues(template: Template, endpoint: string, lookup: Lookup): Promise<void> {
  const client = new SQSClient(clientSettings(endpoint));
  const queues = template.ofType("AWS::SQS::Queue");
  for (const queue of queues) await client.send(new CreateQueueCommand({ QueueName: physicalName(queue) }));
  for (const queue of queues) {
    const Attributes = queueAttributes(
      template.resolve(queue.properties, queue.stack, lookup) as Record<string, unknown>,
    );
    await client.send(new SetQueueAttributesCommand({ QueueUrl: lookup(queue), Attributes }));
  }
  client.destroy();
}

function queueAttributes(properties: Record<string, unknown>): Record<string, string> {
  const { VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } = properties;
  const given = Object.entries({ VisibilityTimeout, MessageRetentionPeriod }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
    ...(RedrivePolicy !== undefined && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
  };
}

async function unlessThere(name: string, made: Promise<unknown>): Promise<void> {
  try {
    await made;
  } catch (fault) {
    if ((fault as Error).name !== name) throw fault;
  }
}
