import { ArnFormat, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";

/** What lies still is encrypted with this one key of the customer's, renewed each year; its loss would be the loss of everything. */
export function customerKey(scope: Construct): Key {
  const stack = Stack.of(scope);
  const arn = (service: string, resource: string) =>
    stack.formatArn({ service, resource, resourceName: "*", arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  const ours = { StringEquals: { "aws:SourceAccount": stack.account } };
  const writes = ["kms:Decrypt", "kms:GenerateDataKey"];
  return new Key(scope, "Key", {
    description: "Yifa: table, objects, queues, topics, logs and settings",
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
    policy: new PolicyDocument({
      statements: [
        allow("AccountDecidesByIam", new AccountRootPrincipal(), ["kms:*"]),
        // This one service has a name in each region, with the domain of its partition.
        allow(
          "LogGroups",
          new ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`),
          [
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
          ],
          { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arn("logs", "log-group") } },
        ),
        allow("AlarmsToTopic", new ServicePrincipal("cloudwatch.amazonaws.com"), writes, {
          ...ours,
          ArnLike: { "aws:SourceArn": arn("cloudwatch", "alarm") },
        }),
        allow("TopicToQueue", new ServicePrincipal("sns.amazonaws.com"), writes, ours),
        allow("BucketToQueue", new ServicePrincipal("s3.amazonaws.com"), writes, ours),
      ],
    }),
  });
}

/** SES writes its events into a topic; where it is. */
export function letSesWrite(key: Key): void {
  key.addToResourcePolicy(
    allow(
      "MailEventsToTopic",
      new ServicePrincipal("ses.amazonaws.com"),
      ["kms:Decrypt", "kms:GenerateDataKey"],
      {
        StringEquals: { "aws:SourceAccount": Stack.of(key).account },
      },
    ),
  );
}

function allow(
  sid: string,
  principal: ServicePrincipal | AccountRootPrincipal,
  actions: string[],
  conditions: Record<string, unknown> = {},
): PolicyStatement {
  return new PolicyStatement({ sid, principals: [principal], actions, resources: ["*"], conditions });
}
