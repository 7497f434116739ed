import { PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Duty, StoredRecord } from "../../domain/entities.ts";
import { queryAll } from "./awaiting.ts";
import { tryChange } from "./history.ts";
import { casePk, periodKey, recordsOf } from "./keys.ts";
import { dutyChange } from "./sealed.ts";
import { connect } from "./table.ts";

/** The occasions that a rule has dealt with, each with the hash of the ruleset under which it last did. */
export async function occasionsDone(rule: string): Promise<ReadonlyMap<string, string>> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": periodKey(rule, "").pk },
    ConsistentRead: true,
  });
  return new Map(items.map(({ sk, ruleset }) => [String(sk), String(ruleset)]));
}

export async function markOccasion(
  rule: string,
  occasion: string,
  ruleset: string,
  at: string,
): Promise<void> {
  const { client, table } = connect();
  const Item = { ...periodKey(rule, occasion), kind: "period", ruleset, at };
  await client.send(new PutCommand({ TableName: table, Item }));
}

/** `false` when the duty is there already: it stays as it is. */
export function openDuty(duty: Duty, at: string): Promise<boolean> {
  const { ruleset, dueOn, subject } = duty;
  const act = { at, by: "open-periods", what: "opened", reason: `应于 ${dueOn} 前办结`, ruleset };
  return tryChange(dutyChange(duty, act), { pk: casePk(subject) });
}

/** All records of one type that an agency owns. */
export async function agencyRecords(agency: string, type: string): Promise<StoredRecord[]> {
  const items = await queryAll({
    IndexName: "byAgency",
    KeyConditionExpression: "agencyKey = :agency",
    ExpressionAttributeValues: { ":agency": recordsOf(agency, type) },
  });
  return items.map((item) => item.data as StoredRecord);
}
