import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pMap from "p-map";
import { freezeDigest } from "../functions/adapters/store/digests.ts";
import { commitLines } from "../functions/adapters/store/notices.ts";
import { loadCase } from "../functions/adapters/store/records.ts";
import { connect } from "../functions/adapters/store/table.ts";
import { deliver } from "../functions/application/deliver.ts";
import { putRecord } from "../functions/application/put-record.ts";
import { addDays } from "../functions/domain/calendar/dates.ts";
import type { Duty } from "../functions/domain/entities.ts";
import { digestId, lineKey, type NoticeLine } from "../functions/domain/notice/line.ts";
import type { Ruleset } from "../functions/domain/ruleset/ruleset.ts";
import type { IsoDate } from "../functions/domain/schema/primitives.ts";
import { startSes } from "../infra/local/ses.ts";
import { sampleDecisions } from "./records.ts";
import { freshTable, withStack } from "./stack.ts";
import { seconds } from "./timing.ts";

const ON = "2026-11-23";
const DIGESTS = 10_000;
const LINES = 20;
/** Duties that the lines are about; each is in many digests. */
const DUTIES = 200;
const CONCURRENCY = 8;

/** Digests through compose and deliver against the local SES, one after the other as a function takes them. */
export function benchDeliver(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "yifa-bench-"));
  return withStack(async () => {
    const ses = await startSes(join(folder, "inbox.jsonl"), 0);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SESV2: ses.endpoint,
      YIFA_AS_OF: ON,
      YIFA_MAIL_PROVIDER: "ses",
      YIFA_MAIL_PER_SECOND: "1000",
    });
    try {
      return await measure();
    } finally {
      await ses.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

async function measure(): Promise<string[]> {
  const { ruleset } = await freshTable();
  const ids = await frozenDigests(await openDuties(ruleset), ruleset);
  const calls = countCalls();
  let sent = 0;
  let peak = 0;
  const time = await seconds(async () => {
    for (const id of ids) {
      const { status } = await deliver({ digest: id, on: ON });
      if (status === "sent") sent++;
      peak = Math.max(peak, process.memoryUsage.rss());
    }
  });
  if (sent !== DIGESTS) throw new Error(`${sent} of ${DIGESTS} digests were sent`);
  const lines = DIGESTS * LINES;
  return [
    `${DIGESTS} digests of ${LINES} lines   ${(DIGESTS / time).toFixed(1)} digests/s, ${(lines / time).toFixed(0)} lines/s, ${(peak / 2 ** 20).toFixed(0)} MB at most`,
    `calls for each line   ${(calls.dynamodb / lines).toFixed(3)} to DynamoDB, ${(sent / lines).toFixed(3)} to SES`,
  ];
}

async function openDuties(ruleset: Ruleset): Promise<Duty[]> {
  const caller = { name: "bench", role: "administrator" as const };
  const found = await pMap(
    sampleDecisions(DUTIES, "2026-11-12", 1),
    async ({ type, id, agency = "", facts: given }) => {
      const { publishedOn: _, publishedUrl: __, ...facts } = given;
      await putRecord({ key: { type, id }, agency, facts, caller, on: ON, ruleset });
      return (await loadCase({ type, id })).duties.filter(({ status }) => status === "open").slice(0, 1);
    },
    { concurrency: CONCURRENCY },
  );
  return found.flat();
}

/** One digest for each person and day, backwards from `ON`. */
async function frozenDigests(duties: readonly Duty[], { directory }: Ruleset): Promise<string[]> {
  const people = directory.agencies.flatMap(({ id, people: own }) =>
    own.map((person) => ({ agency: id, recipient: person.id })),
  );
  return pMap(
    Array.from({ length: DIGESTS }, (_, n) => n),
    async (n) => {
      const reader = people[n % people.length] as { agency: string; recipient: string };
      const on = addDays(ON, -Math.floor(n / people.length));
      const lines = Array.from({ length: LINES }, (_, i) =>
        lineOn(duties[(n + i) % duties.length] as Duty, reader, on),
      );
      await commitLines({ pk: `case#bench#${n}`, lines, guard: [] }, (day) => day);
      const id = digestId(reader.recipient, on);
      await freezeDigest(id);
      return id;
    },
    { concurrency: CONCURRENCY },
  );
}

const lineOn = (duty: Duty, reader: { agency: string; recipient: string }, on: IsoDate): NoticeLine => ({
  ...reader,
  key: lineKey(duty.id, `bench-${on}`, reader.recipient),
  kind: "step",
  on,
  status: "collecting",
  dutyId: duty.id,
  subject: duty.subject,
  rule: duty.rule,
});

function countCalls(): { dynamodb: number } {
  const calls = { dynamodb: 0 };
  connect().client.middlewareStack.add(
    (next) => (args) => {
      calls.dynamodb++;
      return next(args);
    },
    { step: "initialize", name: "count", priority: "low" },
  );
  return calls;
}
