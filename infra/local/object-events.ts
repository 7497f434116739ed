import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { account, clientSettings } from "./account.ts";
import type { Lookup, Template } from "./template.ts";

/** An object that somebody put into the emulator. */
export type PutObject = { bucket: string; key: string; size: number; etag: string };
export type ObjectEvents = { told(object: PutObject): void; busy(): boolean; stop(): Promise<void> };

type Notification = { bucket: string; prefix: string; queueUrl: string };

/** Tells the queues that the template names of new objects, as S3 does; the emulator tells nobody. */
export function startObjectEvents(template: Template, endpoint: string, lookup: Lookup): ObjectEvents {
  const client = new SQSClient(clientSettings(endpoint));
  const notifications = readNotifications(template, lookup);
  const sending = new Set<Promise<unknown>>();
  return {
    told: (object) => {
      for (const { bucket, prefix, queueUrl } of notifications) {
        if (object.bucket !== bucket || !object.key.startsWith(prefix)) continue;
        const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: event(object) });
        const sent: Promise<unknown> = client.send(command).finally(() => sending.delete(sent));
        sending.add(sent);
      }
    },
    busy: () => sending.size > 0,
    stop: async () => {
      await Promise.allSettled(sending);
      client.destroy();
    },
  };
}

type Configured = { Queue: unknown; Filter?: { S3Key: { Rules: { Name: string; Value: string }[] } } };

function readNotifications(template: Template, lookup: Lookup): Notification[] {
  const queues = new Map(
    template.ofType("AWS::SQS::Queue").map((queue) => [lookup(queue, "Arn"), lookup(queue)]),
  );
  return template.ofType("AWS::S3::Bucket").flatMap((bucket) => {
    const { QueueConfigurations = [] } = (bucket.properties.NotificationConfiguration ?? {}) as {
      QueueConfigurations?: Configured[];
    };
    return QueueConfigurations.map(({ Queue, Filter }) => {
      const queueUrl = queues.get(String(template.resolve(Queue, bucket.stack, lookup)));
      if (queueUrl === undefined) throw new Error(`存储桶“${bucket.id}”通知的队列不存在`);
      const prefix = Filter?.S3Key.Rules.find(({ Name }) => Name === "prefix")?.Value ?? "";
      return { bucket: lookup(bucket), prefix, queueUrl };
    });
  });
}

/** Keys come as in the query of an address; the emulator keeps no versions. */
function event({ bucket, key, size, etag }: PutObject): string {
  const object = {
    key: encodeURIComponent(key).replaceAll("%20", "+").replaceAll("%2F", "/"),
    size,
    eTag: etag,
  };
  const record = {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: account.region,
    eventName: "ObjectCreated:Put",
    s3: { s3SchemaVersion: "1.0", bucket: { name: bucket }, object },
  };
  return JSON.stringify({ Records: [record] });
}
