import pMap from "p-map";
import { historyPartitions, type KeptPartition, loadKept } from "../adapters/store/kept-history.ts";
import { casePk } from "../adapters/store/keys.ts";
import type { RecordKey } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import type { ChainEnd } from "../domain/history/chain.ts";
import type { Tampering } from "../domain/history/tampering.ts";
import { verifyHistory, verifyVersions } from "../domain/history/verify.ts";

/** What verification found, of one partition or of all. */
export type Verification = {
  readonly partitions: number;
  readonly entries: number;
  /** Versions whose facts were erased, as the history says. */
  readonly erased: number;
  /** What does not agree, each with its partition. */
  readonly tampered: readonly (Tampering & { readonly of: string })[];
  /** Of one partition: to be kept elsewhere, it shows later whether the chain still passes through it. */
  readonly end?: ChainEnd;
};

/** Partitions read side by side. */
const CONCURRENCY = 8;

/** Every history in the table. */
export async function verifyAll(onProgress: (partitions: number) => void = () => {}): Promise<Verification> {
  let sum: Verification = { partitions: 0, entries: 0, erased: 0, tampered: [] };
  for await (const page of historyPartitions()) {
    const found = await pMap(page, verifyPartition, { concurrency: CONCURRENCY });
    for (const { end: _, ...one } of found) sum = added(sum, one);
    onProgress(sum.partitions);
  }
  return sum;
}

/** @throws {YifaError} `unknown-case` */
export async function verifyCase(key: RecordKey): Promise<Verification> {
  const pk = casePk(key);
  const kept = await loadKept(pk);
  if (kept.entries.length > 0 || kept.things.length > 0) return verified(pk, kept);
  throw new YifaError(
    "unknown",
    "unknown-case",
    `没有台账条目“${key.type}/${key.id}”，应为 类型/编号 或者应办事项编号，例如 enforcement-decision/h-1`,
  );
}

const verifyPartition = async (pk: string): Promise<Verification> => verified(pk, await loadKept(pk));

export function verified(pk: string, kept: KeptPartition): Verification {
  const versions = verifyVersions(pk, kept, kept.versions);
  const tampered = [...verifyHistory(pk, kept), ...versions.tampered].map((one) => ({ of: pk, ...one }));
  const { head, entries } = kept;
  const counts = { partitions: 1, entries: entries.length, erased: versions.erased.length };
  return { ...counts, tampered, ...(head && { end: head }) };
}

const added = (a: Verification, b: Verification): Verification => ({
  partitions: a.partitions + b.partitions,
  entries: a.entries + b.entries,
  erased: a.erased + b.erased,
  tampered: [...a.tampered, ...b.tampered],
});
