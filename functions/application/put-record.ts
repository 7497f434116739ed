import { isDeepStrictEqual } from "node:util";
import { type Case, loadCase } from "../adapters/store/records.ts";
import { may, requirePermission } from "../domain/access/permissions.ts";
import { visibleRecord } from "../domain/access/visible.ts";
import { normaliseFacts, requireAgency, requireRecordType } from "../domain/decide/facts.ts";
import type { Caller, Decision, Duty, RecordKey, StoredRecord } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { keepMasked, requireImpersonalId, requireStillErased } from "../domain/personal/keep-masked.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { writeCase } from "./write-case.ts";

export type PutRecord = {
  key: RecordKey;
  agency: string;
  /** Nested or dotted. A PUT replaces all facts; an import (`source`) adds to them and overwrites the ones it names. */
  facts: unknown;
  /** The version that the caller has seen; `"*"` any, but there must be one. */
  ifMatch?: number | "*";
  source?: NonNullable<StoredRecord["source"]>;
  extra?: Readonly<Record<string, string>>;
  caller: Caller;
  on: IsoDate;
  ruleset: Ruleset;
  trace?: boolean;
};

type PutOutcome = "accepted" | "updated" | "unchanged";
export type PutResult = { record: StoredRecord; decision: Decision; duties: Duty[]; outcome: PutOutcome };

/** How often a write that somebody else overtook is begun anew. */
const ATTEMPTS = 4;

export async function putRecord(put: PutRecord): Promise<PutResult> {
  requireRecordId(put.key.id);
  const facts = normaliseFacts(put.ruleset, put.key.type, put.facts, put.on);
  requireAgency(put.ruleset, put.agency);
  // Rows of spreadsheets have ids made here, of a hash.
  if (!put.source)
    requireImpersonalId(put.key.id, requireRecordType(put.ruleset, put.key.type), { ...put, facts });
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptPut({ ...put, facts });
    } catch (error) {
      const overtaken = error instanceof YifaError && error.code === "changed-meanwhile";
      if (!overtaken || attempt === ATTEMPTS) throw error;
    }
  }
}

async function attemptPut(put: PutRecord & { facts: StoredRecord["facts"] }): Promise<PutResult> {
  const stored = await loadCase(put.key);
  checkAccess(put, stored);
  checkVersion(put, stored);
  const before = stored.record;
  const record = nextRecord(put, before);
  const { decision, duties, changed } = await writeCase({
    stored,
    record,
    by: put.caller.name,
    on: put.on,
    ruleset: put.ruleset,
    ...(put.trace === undefined ? {} : { trace: put.trace }),
  });
  const outcome = before === undefined ? "accepted" : changed ? "updated" : "unchanged";
  return { record, decision, duties, outcome };
}

/** What belongs to another agency looks like what does not exist; giving one's own record away is forbidden. */
function checkAccess({ caller, agency, key, ifMatch }: PutRecord, { record }: Case): void {
  // First, so that naming the owner does not tell whether the id is taken.
  requirePermission(caller, "record:write", agency);
  if (!record || may(caller, "record:write", record.agency)) return;
  if (ifMatch !== undefined) throw versionMismatch(key, ifMatch, undefined);
  visibleRecord(caller, undefined, key);
}

function checkVersion({ ifMatch, key }: PutRecord, { record }: Case): void {
  if (ifMatch === undefined) return;
  if (record && (ifMatch === "*" || ifMatch === record.version)) return;
  throw versionMismatch(key, ifMatch, record);
}

function versionMismatch(
  { type, id }: RecordKey,
  ifMatch: number | "*",
  record: StoredRecord | undefined,
): YifaError {
  const found = record ? `当前版本为 ${record.version}` : "该条目尚不存在";
  return new YifaError(
    "conflict",
    "version-mismatch",
    `台账条目“${type}/${id}”的版本不是 ${ifMatch}：${found}，请重新读取后再提交`,
  );
}

function nextRecord(
  put: PutRecord & { facts: StoredRecord["facts"] },
  before: StoredRecord | undefined,
): StoredRecord {
  const { key, agency, source, on } = put;
  if (!before) return { ...key, agency, facts: put.facts, version: 1, receivedOn: on, ...origin(put) };
  // The same row of a spreadsheet again says nothing new, even if somebody corrected the record since.
  if (source && source.rowHash === before.source?.rowHash) return before;
  requireStillErased(put.facts, put.extra, before, put.ruleset);
  const given = keepMasked(put.facts, before, put);
  const facts = source ? { ...before.facts, ...given } : given;
  const extra = source ? { ...before.extra, ...put.extra } : before.extra;
  const next = { ...before, agency, facts, ...origin(put), ...(extra ? { extra } : {}) };
  const { source: _, ...content } = next;
  const { source: __, ...contentBefore } = before;
  return isDeepStrictEqual(content, contentBefore) ? before : { ...next, version: before.version + 1 };
}

const origin = ({ source, extra }: PutRecord) => ({
  ...(source ? { source } : {}),
  ...(extra ? { extra } : {}),
});

/** `/`, `%` and `#` are refused because ids stand in addresses. */
function requireRecordId(id: string): void {
  if (id.length <= 200 && id === id.trim() && /^[^\p{C}/%#?]+$/u.test(id)) return;
  throw new YifaError(
    "invalid",
    "malformed-record-id",
    `台账编号“${id.slice(0, 80)}”不可用，应为 1 至 200 字，首尾无空格，不含控制字符和 / % # ?，例如 昌市监处罚〔2026〕12号`,
    { pointer: "/id" },
  );
}
