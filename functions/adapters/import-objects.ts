import { createReadStream, createWriteStream } from "node:fs";
import { appendFile, stat, writeFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { YifaError } from "../domain/errors.ts";
import type { Rejection } from "../domain/import/import-row.ts";
import { maskAll } from "../domain/mask.ts";
import type { Drop } from "./drops.ts";
import { required } from "./environment.ts";
import { MEGABYTE, MOST_FILE_BYTES } from "./spreadsheet/limits.ts";
import { toYifaError } from "./store/faults.ts";
import { cellText } from "./workbook-text.ts";

const NAME = "导入存储";

let s3: S3Client | undefined;
function bucket(): { client: S3Client; Bucket: string } {
  // A local emulator has no host name for each bucket, so buckets are named in the path.
  s3 ??= new S3Client({ forcePathStyle: true });
  return { client: s3, Bucket: importBucket() };
}

export const importBucket = (): string => required("YIFA_IMPORT_BUCKET");

/**
 * Copies a dropped object into a file, never whole in memory.
 * @throws {YifaError} `invalid` where it is gone.
 */
export async function fetchDrop({ key, version }: Drop, path: string): Promise<void> {
  try {
    await download(key, path, version);
  } catch (fault) {
    if (fault instanceof YifaError) throw fault;
    if (!(fault instanceof NoSuchKey) && (fault as Error).name !== "NoSuchVersion")
      throw toYifaError(fault, NAME);
    throw new YifaError("invalid", "file-gone", "文件在导入之前已被删除；请重新上传。", { cause: fault });
  }
}

async function download(Key: string, path: string, VersionId?: string): Promise<void> {
  const { client, Bucket } = bucket();
  const { Body, ContentLength = 0 } = await client.send(
    new GetObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) }),
  );
  if (ContentLength > MOST_FILE_BYTES) {
    (Body as Readable).destroy();
    const message = `文件有${Math.ceil(ContentLength / MEGABYTE)} MB；最大${MOST_FILE_BYTES / MEGABYTE} MB，请分成几个文件。`;
    throw new YifaError("invalid", "too-large", message);
  }
  await pipeline(Body as Readable, createWriteStream(path));
}

const pieceKey = (id: string, row: number) => `pieces/${id}/${String(row).padStart(7, "0")}.csv`;
const reportKey = (agency: string, id: string) => `reports/${agency}/${id}.csv`;

/** What was rejected up to a row; written again, it is the same object. */
export async function putPiece(id: string, row: number, rejected: readonly Rejection[]): Promise<void> {
  const { client, Bucket } = bucket();
  const Body = rejected.map(rejectionLine).join("");
  await client
    .send(new PutObjectCommand({ Bucket, Key: pieceKey(id, row), Body, ContentType: CSV }))
    .catch((fault: unknown) => {
      throw toYifaError(fault, NAME);
    });
}

const CSV = "text/csv; charset=utf-8";
/** With the mark by which Excel knows UTF-8. */
const HEADER = "\uFEFF行,栏目,代码,原因,原文\r\n";

/** Puts the pieces together to one report, by way of a file. @returns its key. */
export async function putReport(
  { agency, id, pieces }: { agency: string; id: string; pieces: readonly number[] },
  path: string,
): Promise<string> {
  const { client, Bucket } = bucket();
  const Key = reportKey(agency, id);
  try {
    await writeFile(path, HEADER);
    for (const row of pieces) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: pieceKey(id, row) }));
      await appendFile(path, (await Body?.transformToByteArray()) ?? "");
    }
    const { size: ContentLength } = await stat(path);
    const Body = createReadStream(path);
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength, ContentType: CSV }));
  } catch (fault) {
    throw toYifaError(fault, NAME);
  }
  return Key;
}

/** A text that a spreadsheet program would take for a formula is made inert. */
function rejectionLine(rejection: Rejection): string {
  const { row, column, code, message, value } = maskAll(rejection);
  const cells = [String(row), column, code, message, value].map((text) =>
    cellText(text).replaceAll('"', '""'),
  );
  return `${cells.map((text) => `"${text}"`).join(",")}\r\n`;
}
