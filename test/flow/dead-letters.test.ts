import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { program } from "../../functions/cli/program.ts";
import { startSqsAndS3 } from "../../infra/local/sqs-s3.ts";

const folder = mkdtempSync(join(tmpdir(), "yifa-dead-"));
let emulator: { endpoint: string; stop: () => unknown };
let sqs: SQSClient;
let printed: string[] = [];
let round = 0;
let [deliver, dead, runs] = ["", "", ""];

beforeAll(async () => {
  emulator = await startSqsAndS3(folder);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: emulator.endpoint,
    AWS_REGION: "cn-north-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    YIFA_TABLE: "none",
  });
  sqs = new SQSClient({});
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line) => printed.push(String(line)));
  round += 1;
  const make = async (name: string) => {
    await sqs.send(new CreateQueueCommand({ QueueName: `${name}-${round}` }));
    return `${emulator.endpoint}/000000000000/${name}-${round}`;
  };
  [deliver, dead, runs] = [await make("deliver"), await make("dead"), await make("runs")];
  process.env.YIFA_DEAD_LETTERS = JSON.stringify([
    { name: "deliver", url: dead, source: deliver },
    { name: "async", url: runs },
  ]);
});
afterEach(() => {
  vi.mocked(console.log).mockRestore();
  process.exitCode = undefined;
});

const send = async (url: string, MessageBody: string, cause: Record<string, string> = {}) => {
  const MessageAttributes = Object.fromEntries(
    Object.entries(cause).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
  );
  const { MessageId = "" } = await sqs.send(
    new SendMessageCommand({ QueueUrl: url, MessageBody, MessageAttributes }),
  );
  return MessageId;
};
const bodies = async (url: string) => {
  const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 });
  return ((await sqs.send(command)).Messages ?? []).map(({ Body }) => Body).sort();
};
async function deadLetters(...words: string[]): Promise<string> {
  printed = [];
  await (await program()).parseAsync(["dead-letters", ...words], { from: "user" });
  return printed.join("\n");
}

describe("yifa dead-letters", () => {
  it("lists all, more than one call of a queue gives, with their cause, and leaves them there", async () => {
    const run = await send(runs, '{"time":"2026-11-23T02:30:00Z"}', {
      ErrorMessage: "为 a@b.example.org 失败",
    });
    for (let n = 0; n < 23; n++) await send(dead, `${n}`);
    const { deadLetters: found } = JSON.parse(await deadLetters("list", "--json"));
    expect(found).toHaveLength(24);
    const shown = await deadLetters("show", run);
    expect(shown).toMatch(/^async　\d{4}-\d\d-\d\d \d\d:\d\d　/);
    expect(shown).toContain('ErrorMessage：为 …@… 失败\n  {"time":"2026-11-23T02:30:00Z"}');
  });

  it("hands in again what is asked for, then all; events of daily runs are taken away", async () => {
    const id = await send(dead, "a");
    await send(dead, "b");
    await send(runs, "c");
    expect(await deadLetters("replay", id)).toBe("送回 1 条");
    expect(await bodies(deliver)).toEqual(["a"]);
    expect(await deadLetters("replay")).toBe("送回 1 条\n移除 1 条定时运行的，由下一次运行补办");
    expect(await Promise.all([deliver, dead, runs].map(bodies))).toEqual([["b"], [], []]);
  });

  it("says what it did not find", async () => {
    expect(await deadLetters("replay", "none")).toBe("送回 0 条\n没有找到：none");
    expect(process.exitCode).toBe(1);
    expect(await deadLetters("list")).toBe("没有死信");
  });
});
