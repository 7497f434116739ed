import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { freshTable, withStack } from "./stack.ts";
import { ON, store } from "./stored-cases.ts";

const run = promisify(execFile);
const WORKER = join(import.meta.dirname, "impact-worker.ts");
const RECORDS = Number(process.env.RECORDS ?? 100_000);

type Taken = {
  records: number;
  failed: number;
  duties: number;
  mails: number;
  reads: number;
  capacity: number;
  time: number;
  startMegabytes: number;
  peakMegabytes: number;
};

/**
 * Seconds, memory and consumed read capacity of the impact of one changed rule over many stored records, each in a process
 * of its own: a rule on their type, and one on another type.
 */
export function benchImpact(): Promise<string[]> {
  process.env.YIFA_AS_OF = ON;
  return withStack(async () => {
    const { ruleset } = await freshTable();
    const items = await store(RECORDS, ruleset, "all");
    const disclosure = "changji-2019-18/disclosure/licence-or-penalty.json";
    const petition = "changji-2019-18/disputes/first-petition.json";
    return [
      `${RECORDS} stored records (${items} items)`,
      ...(await measure("a rule on their type", RECORDS, disclosure, '"count": 7', '"count": 5')),
      ...(await measure("a rule on another type", 0, petition, '"count": 60', '"count": 30')),
    ];
  });
}

async function measure(what: string, expected: number, ...change: string[]): Promise<string[]> {
  const taken = JSON.parse((await run(process.execPath, [WORKER, ...change])).stdout) as Taken;
  const { records, failed, time, capacity, reads, duties, mails, startMegabytes, peakMegabytes } = taken;
  if (records !== expected || failed > 0) throw new Error(`${records} records compared, ${failed} failed`);
  const rate = records === 0 ? "" : `, ${(records / time).toFixed(0)} records/s`;
  return [
    `${what}   ${time.toFixed(1)} s${rate}; memory ${peakMegabytes} MB at most, ${startMegabytes} MB of it the program and two rulesets`,
    `  ${capacity.toFixed(0)} read units in ${reads} reads; ${duties} duties change, and the mail of ${mails} people`,
  ];
}
