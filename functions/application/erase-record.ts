import { now } from "../adapters/clock.ts";
import { type Case, loadCase, saveCase } from "../adapters/store/records.ts";
import { clearVersion, loadVersions } from "../adapters/store/versions.ts";
import { transact } from "../adapters/store/writes.ts";
import { requirePermission } from "../domain/access/permissions.ts";
import { visibleRecord } from "../domain/access/visible.ts";
import { decide } from "../domain/decide/decide.ts";
import { requireRecordType } from "../domain/decide/facts.ts";
import type { Caller, RecordKey, StoredRecord } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { decisionHash } from "../domain/history/seal.ts";
import { eraseRecord, personalFacts } from "../domain/personal/erase.ts";
import { wording } from "../domain/personal/wording.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

type Asked = { key: RecordKey; reason: string; caller: Caller; on: IsoDate; ruleset: Ruleset };

/** At the request of the person, or because it should never have been there: 个人信息保护法第四十七条. */
export async function eraseRecordFor({ key, reason, caller, on, ruleset }: Asked): Promise<StoredRecord> {
  requirePermission(caller, "record:erase");
  requireRecordType(ruleset, key.type);
  const stored = await loadCase(key);
  const record = visibleRecord(caller, stored.record, key);
  requirePermission(caller, "record:erase", record.agency);
  requireErasable(stored, record, ruleset);
  return erase(stored, record, {
    by: caller.name,
    reason: wording(record, { ruleset, on })(reason),
    on,
    ruleset,
  });
}

/** The law asks something of the case still: 个人信息保护法第四十七条第二款. */
export const hasOpenDuty = ({ duties }: Pick<Case, "duties">): boolean =>
  duties.some(({ status, historical }) => status === "open" && !historical);

function requireErasable(stored: Case, record: StoredRecord, ruleset: Ruleset): void {
  if (record.erased)
    throw new YifaError("conflict", "already-erased", `个人信息已于 ${record.erased.on} 删除，不需再次删除`);
  if (hasOpenDuty(stored))
    throw new YifaError(
      "conflict",
      "duty-still-open",
      "该条目还有未办结的应办事项，办结或者豁免之后才能删除个人信息",
    );
  if (personalFacts(requireRecordType(ruleset, record.type), record).length === 0)
    throw new YifaError("invalid", "nothing-personal", "该条目没有标明为个人信息的内容，无须删除");
}

export type Erasure = { by: string; reason: string; on: IsoDate; ruleset: Ruleset };

/** Versions that go with the record in one transaction; what is older goes before. */
const TOGETHER = 80;

/**
 * The record without anybody in it, as its next version, and every earlier version without its text. Duties are not
 * decided anew: what the law asked is not changed by forgetting of whom.
 */
export async function erase(
  stored: Case,
  record: StoredRecord,
  { by, reason, on, ruleset }: Erasure,
): Promise<StoredRecord> {
  const recordType = requireRecordType(ruleset, record.type);
  const key = { type: record.type, id: record.id };
  const erased = eraseRecord(recordType, record, on);
  const versions = (await loadVersions(key)).map(({ version }) => version);
  const clears = versions.map((version) => clearVersion(key, version));
  // Interrupted here, the entry that explains it comes with the next run.
  for (let i = 0; i < clears.length - TOGETHER; i += TOGETHER)
    await transact(clears.slice(i, Math.min(i + TOGETHER, clears.length - TOGETHER)));
  await saveCase({
    key,
    record: erased,
    expectedVersion: record.version,
    changes: [],
    reports: [],
    measures: [],
    needs: { now: stored.needs, before: stored.needs },
    eraseOn: {},
    version: {
      entry: {
        at: now().toISOString(),
        by,
        what: "facts-erased",
        reason,
        details: { facts: erased.erased?.facts, versions },
      },
      decision: decisionHash(await decide(erased, ruleset, on, { trace: false })),
    },
    beside: clears.slice(-TOGETHER),
    ruleset: ruleset.hash,
    chain: stored.chain,
    at: now().toISOString(),
    by,
    on,
  });
  return erased;
}
