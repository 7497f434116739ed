import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { required } from "./environment.ts";
import { toYifaError } from "./store/faults.ts";

let s3: S3Client | undefined;
function bucket(): { client: S3Client; Bucket: string } {
  // A local emulator has no host name for each bucket, so buckets are named in the path.
  s3 ??= new S3Client({ forcePathStyle: true });
  return { client: s3, Bucket: required("YIFA_BUCKET") };
}

/** A JSON text under its key. */
export async function putText(Key: string, Body: string): Promise<void> {
  const { client, Bucket } = bucket();
  await call(() => client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "application/json" })));
}

/** `undefined` where there is none. */
export async function getText(Key: string): Promise<string | undefined> {
  const { client, Bucket } = bucket();
  return call(async () => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToString("utf8")) ?? "";
    } catch (fault) {
      // Who may not list a bucket is told that access is denied where an object is missing.
      if (fault instanceof NoSuchKey || (fault as Error)?.name === "AccessDenied") return undefined;
      throw fault;
    }
  });
}

async function call<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (fault) {
    throw toYifaError(fault, "规则存储");
  }
}
