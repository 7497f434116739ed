import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readRulesFolder } from "../functions/adapters/rules-folder.ts";
import type { Ruleset } from "../functions/domain/ruleset/ruleset.ts";
import { newTable, startTables, stopTables } from "../test/support/notice-table.ts";
import { startObjects } from "../test/support/objects.ts";
import { publishRuleset } from "../test/support/publish.ts";

const QUEUE = "bench";

/** Runs with table, object store and queue emulated in memory; the environment names them until it is over. */
export async function withStack<T>(run: () => Promise<T>): Promise<T> {
  await startTables();
  const objects = await startObjects();
  try {
    const endpoint = process.env.AWS_ENDPOINT_URL_S3 as string;
    const client = new SQSClient({ endpoint });
    await client.send(new CreateQueueCommand({ QueueName: QUEUE }));
    client.destroy();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SQS: endpoint,
      YIFA_DELIVER_QUEUE_URL: `${endpoint}/000000000000/${QUEUE}`,
    });
    return await run();
  } finally {
    await objects.stop();
    stopTables();
  }
}

/** An empty table with the rules published; the environment names it. */
export async function freshTable(): Promise<{ table: string; ruleset: Ruleset }> {
  const table = await newTable();
  return { table, ruleset: await publishRuleset(await readRulesFolder("rules")) };
}
