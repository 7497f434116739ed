import { DeleteCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Finding, FindingKind } from "../../domain/audit/finding.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { queryAll } from "./awaiting.ts";
import { AUDIT_FINDINGS, auditKey, findingItemKey } from "./keys.ts";
import { connect } from "./table.ts";
import { putNew, type Write } from "./writes.ts";

/** Where the walk over the cases stopped: the list, and the cursor in it. */
export type AuditPlace = { readonly list: number; readonly cursor?: string };

export type AuditReport = {
  readonly day: IsoDate;
  /** Instant at which the first of its runs began, ISO in UTC. */
  readonly since: string;
  /** Hash of the ruleset whose agencies and record types are walked. */
  readonly ruleset: string;
  readonly done: boolean;
  /** Where the next run goes on; absent at the beginning and at the end. */
  readonly place?: AuditPlace;
  readonly cases: number;
  readonly found: Readonly<Partial<Record<FindingKind, number>>>;
  /** The first of what was found. */
  readonly findings: readonly Finding[];
};

/** A finding that is open: told on `foundOn`, and met again by the audit that ran at `seenAt`. */
export type OpenFinding = {
  readonly key: string;
  readonly foundOn: IsoDate;
  readonly seenAt: string;
  readonly finding: Finding;
};

export async function loadAudit(day: IsoDate): Promise<AuditReport | undefined> {
  const { client, table } = connect();
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: auditKey(day), ConsistentRead: true }),
  );
  return Item?.data as AuditReport | undefined;
}

export async function saveAudit(data: AuditReport): Promise<void> {
  const { client, table } = connect();
  const Item = { ...auditKey(data.day), kind: "audit", data };
  await client.send(new PutCommand({ TableName: table, Item }));
}

export async function openFindings(): Promise<OpenFinding[]> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": AUDIT_FINDINGS },
    ConsistentRead: true,
  });
  return items.map((item) => item.data as OpenFinding);
}

const findingItem = (data: OpenFinding) => ({ ...findingItemKey(data.key), kind: "audit-finding", data });

/** Fails where the finding is known. */
export const newFindingWrite = (finding: OpenFinding): Write => putNew(connect().table, findingItem(finding));

export async function saveFinding(finding: OpenFinding): Promise<void> {
  const { client, table } = connect();
  await client.send(new PutCommand({ TableName: table, Item: findingItem(finding) }));
}

/** What an audit no longer meets is over, and is told again should it come back. */
export async function closeFinding(key: string): Promise<void> {
  const { client, table } = connect();
  await client.send(new DeleteCommand({ TableName: table, Key: findingItemKey(key) }));
}
