import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { median } from "./timing.ts";

const run = promisify(execFile);
const WORKER = join(import.meta.dirname, "load-worker.ts");
const ROUNDS = 3;

type Taken = {
  rules: number;
  cases: number;
  megabytes: number;
  parsed: number;
  load: number;
  analysis: number;
  peakMegabytes: number;
};

/** Seconds and memory to load and check the shipped folder, and one of 1,000 rules, beside JSON.parse of the same text. */
export async function benchLoad(): Promise<string[]> {
  const lines: string[] = [];
  for (const rules of [1, 1000]) {
    const rounds: Taken[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(JSON.parse((await run(process.execPath, [WORKER, String(rules)])).stdout) as Taken);
    }
    const of = (key: keyof Taken) => median(rounds.map((taken) => taken[key]));
    lines.push(
      `${of("rules")} rules, ${of("cases")} cases, ${of("megabytes").toFixed(1)} MB of text`,
      `  JSON.parse alone   ${of("parsed").toFixed(3)} s`,
      `  load with every check   ${of("load").toFixed(2)} s`,
      `  analysis across rules   ${of("analysis").toFixed(2)} s`,
      `  peak memory of the process   ${of("peakMegabytes").toFixed(0)} MB`,
    );
  }
  return lines;
}
