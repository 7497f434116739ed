import { createHash } from "node:crypto";
import { parseDutyId } from "../../domain/duty/duty-id.ts";
import type { Duty, DutyStatus, RecordKey } from "../../domain/entities.ts";
import { type Measure, parseMeasureId } from "../../domain/measure/measure.ts";
import type { DigestStatus } from "../../domain/notice/digest.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";

/** Every key of the table. README.md of this folder says which question each one answers. */
export type Key = { pk: string; sk: string };
export type AwaitKey = { awaitShard: string; awaitOn: string };
export type AgencyKey = { agencyKey: string; agencySort: string };

const STEP_SHARDS = 16;
const DIGEST_SHARDS = 4;
const ERASE_SHARDS = 4;

function shard(text: string, count: number): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) % count;
}
const stepShard = (id: string) => `step#${shard(id, STEP_SHARDS)}`;
const digestShard = (id: string) => `digest#${shard(id, DIGEST_SHARDS)}`;
/** All shards that a sweep asks. */
export const stepShards = Array.from({ length: STEP_SHARDS }, (_, n) => `step#${n}`);
export const eraseShards = Array.from({ length: ERASE_SHARDS }, (_, n) => `erase#${n}`);
export const digestShards = Array.from({ length: DIGEST_SHARDS }, (_, n) => `digest#${n}`);

/** DynamoDB refuses longer ones: nothing lies under them. */
export const MAX_PARTITION_BYTES = 2048;
export const MAX_SORT_BYTES = 1024;
export const isKey = (text: string, maxBytes: number): boolean => Buffer.byteLength(text) <= maxBytes;
export const canBe = ({ pk, sk }: Key): boolean =>
  isKey(pk, MAX_PARTITION_BYTES) && isKey(sk, MAX_SORT_BYTES);

/** Before another part of a key: with a `#` in it, one thing could be spelt like another. */
function part(text: string): string {
  if (!text.includes("#")) return text;
  throw new Error(`a part of a key holds “#”: ${text.slice(0, 80)}`);
}

export const casePk = (key: RecordKey) => `case#${part(key.type)}#${key.id}`;

/** Neither types nor ids hold the sign between them. */
export function parseCasePk(pk: string): RecordKey | undefined {
  const [kind, type, id, ...more] = pk.split("#");
  return kind === "case" && type && id && more.length === 0 ? { type, id } : undefined;
}
export const agencyPk = (agency: string) => `agency#${agency}`;

export const recordKey = (key: RecordKey): Key => ({ pk: casePk(key), sk: "record" });
export const recordAgencyKey = (key: RecordKey, agency: string): AgencyKey => ({
  agencyKey: recordsOf(agency, key.type),
  agencySort: key.id,
});
export const recordsOf = (agency: string, type: string) => `${part(agency)}#record#${part(type)}`;

/** From that day on the record may tell of nobody. */
export const eraseAwait = (key: RecordKey, on: IsoDate): AwaitKey => ({
  awaitShard: `erase#${shard(casePk(key), ERASE_SHARDS)}`,
  awaitOn: `${on}#${key.type}#${key.id}`,
});

export function dutyKey(id: string): Key {
  const { subject, rule, instance } = parseDutyId(id);
  return { pk: casePk(subject), sk: `duty#${rule}#${instance}` };
}
export const dutyAgencyKey = (duty: Duty): AgencyKey => ({
  agencyKey: dutiesOf(duty.agency),
  agencySort: dutySort(duty.status, duty.dueOn, duty.id),
});
export const dutiesOf = (agency: string) => `${part(agency)}#duty`;
const dutySort = (status: DutyStatus, dueOn: IsoDate, id: string) => `${status}#${dueOn}#${id}`;
export const stepAwait = (id: string, on: IsoDate): AwaitKey => ({
  awaitShard: stepShard(id),
  awaitOn: `${on}#${id}`,
});

/** `<duty id>:<step>` names a measure. */
export function measureKey(id: string): Key {
  const { dutyId, step } = parseMeasureId(id);
  const { subject, rule, instance } = parseDutyId(dutyId);
  return { pk: casePk(subject), sk: `measure#${rule}#${instance}#${step}` };
}
export const measureAgencyKey = ({ agency, status, draftedOn, id }: Measure): AgencyKey => ({
  agencyKey: measuresOf(agency),
  agencySort: `${status}#${draftedOn}#${id}`,
});
export const measuresOf = (agency: string) => `${part(agency)}#measure`;

/** How many measures an issuer has numbered in a year. */
export const measureCountKey = (issuer: string, year: string): Key => ({
  pk: agencyPk(issuer),
  sk: `measure-count#${year}`,
});

/** In the order of their numbers, for as many as a partition will ever have. */
const numbered = (prefix: string, n: number) => `${prefix}${String(n).padStart(8, "0")}`;

export const historyPrefix = "history#";
export const historyKey = (pk: string, n: number): Key => ({ pk, sk: numbered(historyPrefix, n) });
/** Beside the entries, not among them. */
export const historyHeadKey = (pk: string): Key => ({ pk, sk: "history-head" });
export const onceKey = (pk: string, at: string, key: string): Key => ({ pk, sk: `once#${at}#${key}` });

/** Sorts after everything else of a case, so that a case is read without them. */
export const versionPrefix = "version#";
export const versionKey = (key: RecordKey, n: number): Key => ({
  pk: casePk(key),
  sk: numbered(versionPrefix, n),
});

export const reportKey = (key: RecordKey, rule: string): Key => ({ pk: casePk(key), sk: `report#${rule}` });
export const reportAwait = (key: RecordKey, rule: string, on: IsoDate): AwaitKey =>
  stepAwait(`report#${key.type}#${key.id}#${rule}`, on);

export const needsKey = (agency: string, key: RecordKey): Key => ({
  pk: agencyPk(agency),
  sk: `needs#${part(key.type)}#${key.id}`,
});
export const factsRequestKey = (agency: string): Key => ({ pk: agencyPk(agency), sk: "facts-request" });
export const factsRequestAwait = (agency: string, on: IsoDate): AwaitKey =>
  stepAwait(`facts-request#${agency}`, on);

const digestPk = (day: IsoDate, recipient: string) => `digest#${part(day)}#${part(recipient)}`;
export const digestKey = (day: IsoDate, recipient: string): Key => ({
  pk: digestPk(day, recipient),
  sk: "digest",
});
export const digestMemberKey = (day: IsoDate, recipient: string, lineKey: string): Key => ({
  pk: digestPk(day, recipient),
  sk: `line#${lineKey}`,
});
export const movedLineKey = ({ pk }: Key, lineKey: string): Key => ({ pk, sk: `moved#${lineKey}` });
/** The status is part of it, so it moves with every change of the digest. */
export const digestAgencySort = (status: DigestStatus, day: IsoDate, recipient: string) =>
  `${status}#${day}#${recipient}`;
export const digestsOf = (agency: string) => `${part(agency)}#digest`;
export const digestAwait = (day: IsoDate, recipient: string): AwaitKey => ({
  awaitShard: digestShard(`${day}#${recipient}`),
  awaitOn: `${day}#${recipient}`,
});

/** By hash: an address is personal. */
export const addressKey = (hash: string): Key => ({ pk: ADDRESSES, sk: `address#${hash}` });
export const ADDRESSES = "addresses";

export const periodKey = (rule: string, period: string): Key => ({ pk: `period#${rule}`, sk: period });
/** How far the sweep of a day has come, and beside it a record of each of its runs. */
export const sweepStateKey = (day: IsoDate): Key => ({ pk: `sweep#${day}`, sk: "state" });
export const sweepRunKey = (day: IsoDate, at: string): Key => ({ pk: `sweep#${day}`, sk: `run#${at}` });
export const auditKey = (day: IsoDate): Key => ({ pk: `audit#${day}`, sk: "report" });
export const AUDIT_FINDINGS = "audit-findings";
export const findingItemKey = (key: string): Key => ({ pk: AUDIT_FINDINGS, sk: key });
/** How far what is stored follows the ruleset in force; and what each run did, by agency. */
export const recomputeKey: Key = { pk: "recompute", sk: "state" };
export const recomputeRunPk = (run: number) => `recompute#${run}`;
export const recomputeAgencyKey = (run: number, agency: string): Key => ({
  pk: recomputeRunPk(run),
  sk: `agency#${agency}`,
});
export const recomputeFailedKey = (run: number, { list, what }: { list: string; what: string }): Key => ({
  pk: recomputeRunPk(run),
  sk: `failed#${list}#${what}`,
});
/** The impact of a proposed ruleset: the run, and beside it how far each of its lanes has come. */
export const impactPk = (ruleset: string) => `impact#${ruleset}`;
export const impactRunKey = (ruleset: string): Key => ({ pk: impactPk(ruleset), sk: "run" });
export const impactLaneKey = (ruleset: string, run: string, lane: string): Key => ({
  pk: impactPk(ruleset),
  sk: `lane#${part(run)}#${lane}`,
});
/** An import of a dropped file, and the lines that tell of it. */
export const importPk = (id: string) => `import#${id}`;
export const importKey = (id: string): Key => ({ pk: importPk(id), sk: "state" });
export const importAgencyKey = (agency: string, startedAt: string, id: string): AgencyKey => ({
  agencyKey: importsOf(agency),
  agencySort: `${startedAt}#${id}`,
});
export const importsOf = (agency: string) => `${part(agency)}#import`;
export const mailPauseKey: Key = { pk: "mail", sk: "pause" };
/** Which ruleset is in force, and beside it every ruleset that was ever proposed. */
export const RULESETS = "ruleset";
export const rulesetPointerKey: Key = { pk: RULESETS, sk: "current" };
export const publicationKey = (hash: string): Key => ({ pk: RULESETS, sk: `publication#${hash}` });
