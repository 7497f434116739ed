import { createHash } from "node:crypto";
import * as z from "zod";

/** A version of an object that somebody dropped into the bucket. */
export type Drop = {
  readonly key: string;
  /** Absent where the bucket keeps no versions. */
  readonly version?: string;
  readonly etag: string;
  readonly bytes: number;
};

const drop = z.strictObject({
  key: z.string().min(1),
  version: z.string().exactOptional(),
  etag: z.string(),
  bytes: z.int().min(0),
});
/** How S3 tells of new objects; keys come as in the query of an address. */
const notification = z.looseObject({
  Records: z.array(
    z.looseObject({
      s3: z.looseObject({
        object: z.looseObject({
          key: z.string().min(1),
          size: z.int().min(0).default(0),
          eTag: z.string().default(""),
          versionId: z.string().optional(),
        }),
      }),
    }),
  ),
});
const message = z.union([
  z.strictObject({ resume: drop }),
  notification,
  // Sent once, when the notification is set up.
  z.looseObject({ Event: z.literal("s3:TestEvent") }),
]);

/** What a message of the queue of imports tells of: new objects, or an import that goes on. */
export function readDrops(body: string): Drop[] {
  const read = message.parse(JSON.parse(body));
  if ("resume" in read) return [read.resume as Drop];
  if (!("Records" in read)) return [];
  const { Records } = read as z.output<typeof notification>;
  return Records.map(({ s3: { object } }) => ({
    key: decodeURIComponent(object.key.replaceAll("+", " ")).normalize("NFC"),
    ...(object.versionId !== undefined && { version: object.versionId }),
    etag: object.eTag,
    bytes: object.size,
  }));
}

export const resumeMessage = (resume: Drop): string => JSON.stringify({ resume });

/** The same object told of twice, or dropped again where no versions are kept, is one import. */
export function importId(bucket: string, { key, version, etag }: Drop): string {
  const what = JSON.stringify([bucket, key, version ?? etag]);
  return createHash("sha256").update(what).digest("hex").slice(0, 20);
}
