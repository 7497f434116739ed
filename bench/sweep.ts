import { sweep } from "../functions/application/sweep.ts";
import { meterReads } from "./meter.ts";
import { freshTable, withStack } from "./stack.ts";
import { DUE, ON, store } from "./stored-cases.ts";
import { seconds } from "./timing.ts";

const FEW = 1000;
const MANY = 100_000;

type Figures = { stored: number; seconds: number; reads: number; capacity: number; items: number };

/** Seconds and consumed read capacity of one morning with the same duties due among few and among many stored. */
export function benchSweep(): Promise<string[]> {
  process.env.YIFA_AS_OF = ON;
  return withStack(async () => {
    await measure(FEW); // warms up
    const few = await measure(FEW);
    const many = await measure(MANY);
    return [
      ...[few, many].map(
        (one) =>
          `${DUE} due among ${one.stored} stored (${one.items} items)   ${one.seconds.toFixed(2)} s, ${one.capacity.toFixed(1)} read units in ${one.reads} reads`,
      ),
      `ratio of read capacity   ${(many.capacity / few.capacity).toFixed(3)} (at most 1.2 wanted); of time ${(many.seconds / few.seconds).toFixed(2)}`,
    ];
  });
}

async function measure(stored: number): Promise<Figures> {
  const { ruleset } = await freshTable();
  const items = await store(stored, ruleset, "due");
  const meter = meterReads();
  let lines = 0;
  const time = await seconds(async () => {
    const report = await sweep(ON);
    if (report.failed.length > 0) throw new Error(`${report.failed.length} cases failed`);
    lines = report.lines;
  });
  if (lines < DUE) throw new Error(`${lines} lines for ${DUE} duties due`);
  return { stored, seconds: time, items, ...meter };
}
