import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "fauxqs";
import { physicalName, references, shortName } from "../../infra/local/names.ts";
import { provision } from "../../infra/local/provision.ts";
import { readRoutes } from "../../infra/local/routes.ts";
import { startSes } from "../../infra/local/ses.ts";
import type { Lookup, Resource, Template } from "../../infra/local/template.ts";
import {
  bundleOf,
  functionsOf,
  type Running,
  startFunction,
  type Variables,
  variablesOf,
} from "./deployed.ts";
import { startEmulator } from "./dynamodb.ts";

/** What makes a function run: `schedule`, `queue` or `route`, by the resource that says so. */
export type Source = { kind: "schedule" | "queue" | "route"; name: string; target: string; input?: string };

export type Emulators = {
  /** What the functions are told of them. */
  readonly endpoints: Record<string, string>;
  readonly inbox: string;
  stop(): Promise<void>;
};

/** They stand for AWS, in memory. */
export async function startEmulators(): Promise<Emulators> {
  const inboxFile = join(tmpdir(), `yifa-inbox-${process.pid}.jsonl`);
  const app = buildApp({ logger: false });
  const [dynamodb, queues, ses] = await Promise.all([
    startEmulator(),
    app.listen({ host: "127.0.0.1", port: 0 }),
    startSes(inboxFile, 0),
  ]);
  const endpoints = {
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_SQS: queues,
    AWS_ENDPOINT_URL_S3: queues,
    AWS_ENDPOINT_URL_SESV2: ses.endpoint,
  };
  const stop = async () => {
    await Promise.all([dynamodb.stop(), app.close(), ses.stop()]);
    rmSync(inboxFile, { force: true });
  };
  return { endpoints, inbox: ses.endpoint, stop };
}

/** One deployment of a template. */
export class Deployed {
  readonly template: Template;
  readonly lookup: Lookup;
  readonly #emulators: Emulators;
  readonly #extra: Record<string, Variables>;
  readonly #running = new Map<string, Promise<Running>>();

  /** `extra`: variables by function that stand for what lies outside the template: secrets, the issuer. */
  constructor(template: Template, emulators: Emulators, extra: Record<string, Variables>) {
    this.template = template;
    this.lookup = references(emulators.endpoints.AWS_ENDPOINT_URL_SQS as string);
    this.#emulators = emulators;
    this.#extra = extra;
  }

  async provision(): Promise<void> {
    const { endpoints: at } = this.#emulators;
    const [dynamodb, sqs, s3, ses] = ["DYNAMODB", "SQS", "S3", "SESV2"].map(
      (name) => at[`AWS_ENDPOINT_URL_${name}`] as string,
    ) as [string, string, string, string];
    await provision(this.template, { dynamodb, sqs, s3, ses }, this.lookup);
  }

  names(): string[] {
    return [...functionsOf(this.template).keys()];
  }

  /** Without those in `without`, a process of its own that the caller ends. */
  start(name: string, without: readonly string[] = []): Promise<Running> {
    const resource = this.#resource(name);
    const variables = { ...this.variables(name), ...this.#emulators.endpoints };
    const left = Object.entries(variables).filter(([variable]) => !without.includes(variable));
    return startFunction(bundleOf(this.template, resource), physicalName(resource), Object.fromEntries(left));
  }

  /** Of the template and what stands for the rest. */
  variables(name: string): Variables {
    return { ...variablesOf(this.template, this.#resource(name), this.lookup), ...this.#extra[name] };
  }

  /** One process for each function, started when it is first asked for. */
  function(name: string): Promise<Running> {
    const known = this.#running.get(name) ?? this.start(name);
    this.#running.set(name, known);
    return known;
  }

  async stop(): Promise<void> {
    for (const started of await Promise.allSettled(this.#running.values()))
      if (started.status === "fulfilled") await started.value.stop();
  }

  #resource(name: string): Resource {
    const resource = functionsOf(this.template).get(name);
    if (!resource) throw new Error(`the template has no function ${name}`);
    return resource;
  }
}

/** All event sources of the template. */
export function sourcesOf({ template, lookup }: Pick<Deployed, "template" | "lookup">): Source[] {
  const names = new Map(
    [...functionsOf(template)].map(([name, resource]) => [lookup(resource, "Arn"), name]),
  );
  const byRef = new Map([...functionsOf(template)].map(([name, resource]) => [lookup(resource), name]));
  const queues = new Map(
    template.ofType("AWS::SQS::Queue").map((queue) => [lookup(queue, "Arn"), shortName(queue)]),
  );
  const resolve = (value: unknown, stack: string) => String(template.resolve(value, stack, lookup));
  const targetOf = (arn: string) => names.get(arn) ?? byRef.get(arn) ?? arn;
  return [
    ...readRoutes(template, lookup).map(({ key, functionArn }) => ({
      kind: "route" as const,
      name: key,
      target: targetOf(functionArn),
    })),
    ...template.ofType("AWS::Scheduler::Schedule").map((schedule) => {
      const { Arn, Input = "{}" } = schedule.properties.Target as { Arn: unknown; Input?: string };
      return {
        kind: "schedule" as const,
        name: shortName(schedule),
        target: targetOf(resolve(Arn, schedule.stack)),
        input: Input,
      };
    }),
    ...template.ofType("AWS::Lambda::EventSourceMapping").map(({ properties, stack }) => ({
      kind: "queue" as const,
      name: queues.get(resolve(properties.EventSourceArn, stack)) ?? "",
      target: targetOf(resolve(properties.FunctionName, stack)),
    })),
  ];
}

/** The event of a schedule, as it comes at an instant. */
export const scheduled = ({ input = "{}" }: Source, at: string): unknown =>
  JSON.parse(input.replaceAll("<aws.scheduler.scheduled-time>", at));

/** A batch as SQS hands it over. */
export const batchOf = (queue: string, bodies: readonly string[]) => ({
  Records: bodies.map((body, n) => ({
    messageId: `message-${n}`,
    receiptHandle: `receipt-${n}`,
    body,
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "1795401000000",
      SenderId: "AROAEXAMPLE:yifa",
      ApproximateFirstReceiveTimestamp: "1795401000010",
    },
    messageAttributes: {},
    md5OfBody: "d41d8cd98f00b204e9800998ecf8427e",
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:cn-north-1:000000000000:yifa-${queue}`,
    awsRegion: "cn-north-1",
  })),
});

/** A request as an HTTP API hands it over, payload format 2.0. */
export const requestOf = (
  method: string,
  path: string,
  { token, body }: { token?: string; body?: unknown } = {},
) => ({
  version: "2.0",
  routeKey: "ANY /v1/{proxy+}",
  rawPath: path,
  rawQueryString: "",
  headers: {
    accept: "*/*",
    host: "example.execute-api.cn-north-1.amazonaws.com.cn",
    ...(token && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { "content-type": "application/json" }),
  },
  pathParameters: { proxy: path.slice("/v1/".length) },
  requestContext: {
    accountId: "000000000000",
    apiId: "example",
    domainName: "example.execute-api.cn-north-1.amazonaws.com.cn",
    domainPrefix: "example",
    http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.7", userAgent: "curl/8" },
    requestId: "JKJaXmPLvHcESHA=",
    routeKey: "ANY /v1/{proxy+}",
    stage: "$default",
    time: "23/Nov/2026:02:30:00 +0000",
    timeEpoch: 1795401000000,
  },
  ...(body !== undefined && { body: JSON.stringify(body) }),
  isBase64Encoded: false,
});
