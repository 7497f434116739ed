import { account, arn } from "./account.ts";
import type { Lookup, Resource } from "./template.ts";

/** `OpenPeriods576358E8` → `open-periods`: the construct's name without the CDK's hash. */
export function shortName({ id }: Resource): string {
  const name = id.replace(/[0-9A-F]{8}$/, "");
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}

export const physicalName = (resource: Resource) => `yifa-${shortName(resource)}`;

/** What references between resources stand for in the emulators; `queues` is their endpoint. */
export function references(queues: string): Lookup {
  return (resource, attribute) => {
    const name = physicalName(resource);
    const values: Record<string, Record<string, string>> = {
      "AWS::DynamoDB::GlobalTable": { Ref: name, Arn: arn("dynamodb", `table/${name}`) },
      "AWS::S3::Bucket": { Ref: name, Arn: arn("s3", name, "", "") },
      "AWS::SQS::Queue": { Ref: queueUrl(queues, name), Arn: arn("sqs", name), QueueName: name },
      "AWS::Lambda::Function": { Ref: name, Arn: arn("lambda", `function:${name}`) },
      "AWS::KMS::Key": { Arn: arn("kms", `key/${name}`) },
      "AWS::SES::ConfigurationSet": { Ref: name },
      "AWS::SecretsManager::Secret": { Ref: arn("secretsmanager", `secret:${name}`) },
      "AWS::ApiGatewayV2::Integration": { Ref: resource.id },
    };
    const value = values[resource.type]?.[attribute ?? "Ref"];
    if (value === undefined)
      throw new Error(`本地环境不支持引用 ${resource.type} 的“${attribute ?? "Ref"}”（${resource.id}）`);
    return value;
  };
}

const queueUrl = (endpoint: string, name: string) => `${endpoint.replace(/\/$/, "")}/${account.id}/${name}`;
