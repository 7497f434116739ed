import { arn } from "../../../infra/local/account.ts";
import type { Wish } from "./evaluate.ts";

/** A request to AWS as it comes in. */
export type Call = {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly target: string;
  readonly body: string;
};

type Item = Readonly<Record<string, { readonly S?: string }>>;
type Names = Readonly<Record<string, string>>;

/** What a call asks for, in the words of IAM: each item of a transaction and each message's mail by itself. */
export function wishesOf(call: Call): Wish[] {
  switch (call.service) {
    case "dynamodb":
      return dynamodb(call.target.split(".")[1] ?? "", JSON.parse(call.body));
    case "sqs":
      return sqs(call.target.split(".")[1] ?? "", JSON.parse(call.body));
    case "s3":
      return s3(call);
    case "ses":
      return ses(call);
    default:
      throw new Error(`no function of ours calls ${call.service} yet: say here what its calls ask for`);
  }
}

const onTable = (
  action: string,
  table: string,
  pks: readonly (string | undefined)[],
  index?: string,
): Wish => ({
  action: `dynamodb:${action}`,
  resource: arn("dynamodb", `table/${table}${index === undefined ? "" : `/index/${index}`}`),
  context: { "dynamodb:LeadingKeys": pks.map((pk) => pk ?? "(no key)") },
});

function dynamodb(operation: string, body: Record<string, unknown>): Wish[] {
  const { TableName, Key, Item, IndexName } = body as {
    TableName: string;
    Key: Item;
    Item: Item;
    IndexName?: string;
  };
  switch (operation) {
    case "GetItem":
    case "UpdateItem":
    case "DeleteItem":
      return [onTable(operation, TableName, [Key.pk?.S])];
    case "PutItem":
      return [onTable(operation, TableName, [Item.pk?.S])];
    case "Query":
      return [onTable(operation, TableName, [partitionOf(body)], IndexName)];
    case "BatchGetItem":
      return Object.entries(body.RequestItems as Record<string, { Keys: Item[] }>).map(([table, { Keys }]) =>
        onTable(
          operation,
          table,
          Keys.map(({ pk }) => pk?.S),
        ),
      );
    case "TransactWriteItems":
      return (body.TransactItems as Record<string, { TableName: string; Key?: Item; Item?: Item }>[]).flatMap(
        (each) =>
          Object.entries(each).map(([kind, of]) =>
            onTable(kind === "ConditionCheck" ? "ConditionCheckItem" : `${kind}Item`, of.TableName, [
              (of.Key ?? of.Item)?.pk?.S,
            ]),
          ),
      );
    default:
      return [onTable(operation, TableName, [])];
  }
}

/** The partition key that a Query names; every one of ours begins its condition with it. */
function partitionOf(body: Record<string, unknown>): string | undefined {
  const { KeyConditionExpression, ExpressionAttributeValues = {} } = body as {
    KeyConditionExpression: string;
    ExpressionAttributeValues?: Item;
    ExpressionAttributeNames?: Names;
  };
  const [, placeholder = ""] = /^\s*\(?\s*[\w#]+\s*=\s*(:\w+)/.exec(KeyConditionExpression) ?? [];
  return ExpressionAttributeValues[placeholder]?.S;
}

/** Batches have no right of their own. */
function sqs(operation: string, { QueueUrl }: { QueueUrl: string }): Wish[] {
  const queue = QueueUrl.split("/").at(-1) ?? "";
  return [{ action: `sqs:${operation.replace(/Batch$/, "")}`, resource: arn("sqs", queue), context: {} }];
}

/** `/<bucket>/<key>`, with the bucket in the path. */
function s3({ method, path }: Call): Wish[] {
  const action = { GET: "GetObject", HEAD: "GetObject", PUT: "PutObject", DELETE: "DeleteObject" }[method];
  const where = decodeURIComponent(path.split("?")[0] ?? "").slice(1);
  return [{ action: `s3:${action}`, resource: arn("s3", where, "", ""), context: {} }];
}

function ses({ body }: Call): Wish[] {
  const { FromEmailAddress, ConfigurationSetName, Content } = JSON.parse(body) as {
    FromEmailAddress: string;
    ConfigurationSetName?: string;
    Content: { Raw?: unknown };
  };
  const from = /<([^>]+)>/.exec(FromEmailAddress)?.[1] ?? FromEmailAddress;
  const resources = [
    `identity/${from.split("@")[1]}`,
    ...(ConfigurationSetName === undefined ? [] : [`configuration-set/${ConfigurationSetName}`]),
  ];
  const actions = ["SendEmail", ...(Content.Raw === undefined ? [] : ["SendRawEmail"])];
  return actions.flatMap((action) =>
    resources.map((resource) => ({
      action: `ses:${action}`,
      resource: arn("ses", resource),
      context: { "ses:FromAddress": [from] },
    })),
  );
}
