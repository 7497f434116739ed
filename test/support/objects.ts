import {
  CreateBucketCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import { buildApp } from "fauxqs";

/** An object store in memory with one bucket, named by the environment. */
export async function startObjects(bucket = "yifa-test"): Promise<{ stop: () => Promise<void> }> {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ host: "127.0.0.1", port: 0 });
  Object.assign(process.env, { AWS_ENDPOINT_URL_S3: endpoint, YIFA_BUCKET: bucket });
  const client = new S3Client({ forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  return { stop: () => app.close() };
}

/** A bucket at the SDK, without a server: the text of each object by its key. */
export function fakeObjects(): Map<string, string> {
  const s3 = mockClient(S3Client);
  const bucket = new Map<string, string>();
  s3.on(PutObjectCommand).callsFake(({ Key, Body }) => {
    bucket.set(Key, Body);
    return {};
  });
  s3.on(GetObjectCommand).callsFake(({ Key }) => {
    const text = bucket.get(Key);
    if (text === undefined) throw new NoSuchKey({ message: "no such key", $metadata: {} });
    return { Body: { transformToString: async () => text } };
  });
  return bucket;
}
