import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { account } from "./account.ts";

export type Resource = { stack: string; id: string; type: string; properties: Record<string, unknown> };

type RawTemplate = {
  Resources?: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
};

/** Made in the emulators or played by this folder. */
const played = [
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::DynamoDB::GlobalTable",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::S3::Bucket",
  "AWS::SQS::Queue",
  "AWS::Scheduler::Schedule",
] as const;
/** Nothing to play: access, encryption, logs, alarms, backups, and the events of mails, which the SES emulator does not send. */
const passedOver = [
  "AWS::Backup::BackupPlan",
  "AWS::Backup::BackupSelection",
  "AWS::Backup::BackupVault",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::Dashboard",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::KMS::Key",
  "AWS::Lambda::Permission",
  "AWS::Logs::LogGroup",
  "AWS::Logs::MetricFilter",
  "AWS::S3::BucketPolicy",
  "AWS::SES::ConfigurationSet",
  "AWS::SES::ConfigurationSetEventDestination",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::QueuePolicy",
  "AWS::SecretsManager::Secret",
] as const;

type KnownType = (typeof played | typeof passedOver)[number];
/** The value of `Ref` (no attribute) or `Fn::GetAtt` on a resource. */
export type Lookup = (resource: Resource, attribute?: string) => string;

/** All templates of one cloud assembly, with the few intrinsics that they use. */
export class Template {
  readonly folder: string;
  readonly #resources = new Map<string, Resource>();
  readonly #exports = new Map<string, { stack: string; value: unknown }>();

  constructor(folder: string) {
    this.folder = folder;
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith(".template.json"))
      .sort()) {
      this.#add(
        file.slice(0, -".template.json".length),
        JSON.parse(readFileSync(join(folder, file), "utf8")),
      );
    }
  }

  #add(stack: string, { Resources = {}, Outputs = {} }: RawTemplate): void {
    for (const [id, { Type: type, Properties: properties = {} }] of Object.entries(Resources)) {
      if (![...played, ...passedOver].includes(type as KnownType)) {
        throw new Error(
          `本地环境不支持模板中的资源类型“${type}”（${stack}/${id}），支持的类型为：${played.join("、")}`,
        );
      }
      this.#resources.set(`${stack}/${id}`, { stack, id, type, properties });
    }
    for (const { Value, Export } of Object.values(Outputs)) {
      if (typeof Export?.Name === "string") this.#exports.set(Export.Name, { stack, value: Value });
    }
  }

  ofType(type: KnownType): Resource[] {
    return [...this.#resources.values()].filter((resource) => resource.type === type);
  }

  /** The value with every intrinsic in it replaced. */
  resolve(value: unknown, stack: string, lookup: Lookup): unknown {
    const each = (part: unknown) => this.resolve(part, stack, lookup);
    if (Array.isArray(value)) return value.map(each);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? ["", undefined];
    if (entries.length === 1 && (name === "Ref" || name === "Condition" || name.startsWith("Fn::"))) {
      return this.#intrinsic(name, argument, stack, lookup);
    }
    return Object.fromEntries(entries.map(([key, part]) => [key, each(part)]));
  }

  #intrinsic(name: string, argument: unknown, stack: string, lookup: Lookup): unknown {
    if (name === "Ref") return pseudo(String(argument)) ?? lookup(this.#find(stack, String(argument)));
    if (name === "Fn::GetAtt" && Array.isArray(argument)) {
      return lookup(this.#find(stack, String(argument[0])), String(argument[1]));
    }
    if (name === "Fn::Join" && Array.isArray(argument)) {
      return (this.resolve(argument[1], stack, lookup) as unknown[]).join(String(argument[0]));
    }
    if (name === "Fn::ImportValue") {
      const exported = this.#exports.get(String(this.resolve(argument, stack, lookup)));
      if (!exported) throw new Error(`模板引用的导出值“${String(argument)}”不存在`);
      return this.resolve(exported.value, exported.stack, lookup);
    }
    throw new Error(
      `本地环境不支持模板函数“${name}”（${stack}），支持：Ref、Fn::GetAtt、Fn::Join、Fn::ImportValue`,
    );
  }

  #find(stack: string, id: string): Resource {
    const found = this.#resources.get(`${stack}/${id}`);
    if (!found) throw new Error(`模板 ${stack} 引用的“${id}”不存在`);
    return found;
  }
}

function pseudo(name: string): string | undefined {
  if (name === "AWS::Region") return account.region;
  if (name === "AWS::AccountId") return account.id;
  if (name === "AWS::Partition") return account.partition;
  return undefined;
}
