import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
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
