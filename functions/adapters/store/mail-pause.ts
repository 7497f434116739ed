import { DeleteCommand, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { YifaError } from "../../domain/errors.ts";
import { mailPauseKey } from "./keys.ts";
import { connect } from "./table.ts";

/** The provider takes no mail: nothing is handed to it before `until`. Instants. */
export type MailPause = { readonly since: string; readonly until: string; readonly reason: string };

export async function loadMailPause(): Promise<MailPause | undefined> {
  const { client, table } = connect();
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: mailPauseKey, ConsistentRead: true }),
  );
  return Item as MailPause | undefined;
}

/** Begins a pause at `at`, or makes the one that there is last longer. */
export async function pauseMail(at: string, until: string, reason: string): Promise<void> {
  const { client, table } = connect();
  await client.send(
    new UpdateCommand({
      TableName: table,
      Key: mailPauseKey,
      UpdateExpression:
        "SET kind = :kind, since = if_not_exists(since, :at), #until = :until, reason = :reason",
      ExpressionAttributeNames: { "#until": "until" },
      ExpressionAttributeValues: { ":kind": "mail-pause", ":at": at, ":until": until, ":reason": reason },
    }),
  );
}

/** Ends the pause that was read, unless it has been made to last longer meanwhile. */
export async function endMailPause({ until }: MailPause): Promise<void> {
  const { client, table } = connect();
  try {
    await client.send(
      new DeleteCommand({
        TableName: table,
        Key: mailPauseKey,
        ConditionExpression: "#until = :until",
        ExpressionAttributeNames: { "#until": "until" },
        ExpressionAttributeValues: { ":until": until },
      }),
    );
  } catch (error) {
    if (!(error instanceof YifaError && error.code === "changed-meanwhile")) throw error;
  }
}
