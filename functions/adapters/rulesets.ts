import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { YifaError } from "../domain/errors.ts";
import { loadRuleset } from "../domain/ruleset/load.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { now } from "./clock.ts";
import { required } from "./environment.ts";
import { toYifaError } from "./store/faults.ts";
import { historyItem } from "./store/items.ts";
import { rulesetPointerKey } from "./store/keys.ts";
import { recomputeItem } from "./store/recompute.ts";
import { connect } from "./store/table.ts";
import { putNew, transact } from "./store/writes.ts";

type Files = ReadonlyMap<string, string>;

const objectKey = (hash: string) => `rulesets/${hash}.json`;

let s3: S3Client | undefined;
function bucket(): { client: S3Client; Bucket: string } {
  // A local emulator has no host name for each bucket, so buckets are named in the path.
  s3 ??= new S3Client({ forcePathStyle: true });
  return { client: s3, Bucket: required("YIFA_BUCKET") };
}

/** The last one used; a ruleset is immutable, so its hash is all there is to compare. */
let cached: Ruleset | undefined;

/** Stores the rule files under their hash and makes them the current ruleset. */
export async function publishRuleset(files: Files, by = "yifa"): Promise<Ruleset> {
  const ruleset = compile(files);
  const { client, Bucket } = bucket();
  const Body = JSON.stringify({ files: Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))) });
  await call(() =>
    client.send(
      new PutObjectCommand({ Bucket, Key: objectKey(ruleset.hash), Body, ContentType: "application/json" }),
    ),
  );
  await point(ruleset, by, now().toISOString());
  cached = ruleset;
  return ruleset;
}

async function point(ruleset: Ruleset, by: string, at: string): Promise<void> {
  const { hash } = ruleset;
  const { client, table } = connect();
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: rulesetPointerKey, ConsistentRead: true }),
  );
  if (Item?.hash === hash) return;
  const version = Number(Item?.version ?? 0) + 1;
  const details = { hash, ...(Item ? { before: Item.hash } : {}) };
  await transact([
    {
      Put: {
        TableName: table,
        Item: { ...rulesetPointerKey, kind: "ruleset", hash, version },
        ConditionExpression: "attribute_not_exists(pk) OR version = :read",
        ExpressionAttributeValues: { ":read": version - 1 },
      },
    },
    // Before the first ruleset there are no duties whose dates could move.
    ...(Item
      ? []
      : [putNew(table, recomputeItem({ calendars: ruleset.calendarsHash, ruleset: hash, done: true }))]),
    putNew(
      table,
      historyItem(rulesetPointerKey.pk, { at, by, what: "published", details }, "published", version),
    ),
  ]);
}

/** The published ruleset: one small read, and the files only when the hash has changed. */
export async function currentRuleset(): Promise<Ruleset> {
  const { client, table } = connect();
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: rulesetPointerKey, ConsistentRead: true }),
  );
  if (!Item) throw new YifaError("unavailable", "no-ruleset", "尚未发布规则集，请先发布 rules 目录");
  const hash = String(Item.hash);
  if (cached?.hash !== hash) cached = await fetchRuleset(hash);
  return cached;
}

/**
 * A ruleset that was published before.
 * @throws {YifaError} `unknown-ruleset` when there is none of this hash.
 */
export async function rulesetOfHash(hash: string): Promise<Ruleset> {
  if (cached?.hash === hash) return cached;
  if (/^[0-9a-f]{64}$/.test(hash)) {
    try {
      return await fetchRuleset(hash);
    } catch (fault) {
      if (!(fault instanceof NoSuchKey)) throw fault;
    }
  }
  throw new YifaError(
    "unknown",
    "unknown-ruleset",
    `没有发布过规则集“${hash.slice(0, 80)}”，应为已发布的规则集的编号，当前的是 ${(await currentRuleset()).hash}`,
  );
}

async function fetchRuleset(hash: string): Promise<Ruleset> {
  const { client, Bucket } = bucket();
  const text = await call(async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: objectKey(hash) }));
    return (await Body?.transformToString("utf8")) ?? "";
  });
  const { files } = JSON.parse(text) as { files: Record<string, string> };
  return compile(new Map(Object.entries(files)));
}

function compile(files: Files): Ruleset {
  const loaded = loadRuleset(files);
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new YifaError(
    "invalid",
    "invalid-ruleset",
    `规则文件有 ${loaded.errors.length} 处错误，请先运行 yifa rules check`,
    {
      details: { errors: loaded.errors.slice(0, 20) },
    },
  );
}

async function call<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (fault) {
    throw toYifaError(fault, "规则存储");
  }
}
