import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { emptyTally, type Failure, type Tally, tryOne } from "./campaign.ts";
import { type Start, startFrom } from "./mutation.ts";
import { shippedFolder, smallFolders } from "./start-folders.ts";

/** `npm run fuzz -- --mutations 1000000 [--seed 1] [--workers 2]`; `--only 7` repeats the folder that failed. */
type Share = {
  readonly seed: number;
  readonly from: number;
  readonly step: number;
  readonly mutations: number;
};
type Report = { readonly tally: Tally; readonly failures: readonly Failure[] };

/** One in so many folders is the shipped one, which takes far longer. */
const SHIPPED_EVERY = 500;
const REPORT_EVERY = 10_000;
const MAX_FAILURES = 20;

if (isMainThread) await run();
else await work(workerData as Share);

async function run(): Promise<void> {
  const number = { type: "string" } as const;
  const { values } = parseArgs({
    options: { mutations: number, seed: number, workers: number, only: number },
  });
  const alone = values.only !== undefined;
  const workers = alone ? 1 : Number(values.workers ?? 2);
  const mutations = alone ? 1 : Number(values.mutations ?? 10_000) / workers;
  const seed = Number(values.seed ?? 1);
  const startedAt = performance.now();
  const reports = await Promise.all(
    Array.from({ length: workers }, (_, i) =>
      report({ seed, from: Number(values.only ?? i), step: workers, mutations }, startedAt),
    ),
  );
  const tallies = reports.map(({ tally }) => tally);
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const failures = reports.flatMap((one) => one.failures);
  const { slowestLoadMs, slowest } = tallies.reduce((a, b) => (b.slowestLoadMs > a.slowestLoadMs ? b : a));
  const slowestAnalysisMs = Math.max(...tallies.map((tally) => tally.slowestAnalysisMs));
  console.log(`seed ${seed}, ${workers} workers, ${seconds(startedAt)} s`);
  console.log(`${sum((t) => t.mutations)} files mutated in ${sum((t) => t.folders)} folders`);
  console.log(
    `${sum((t) => t.loaded)} loaded, ${sum((t) => t.broken)} broke the format and had to be refused`,
  );
  console.log(`slowest load ${slowestLoadMs.toFixed(0)} ms (--only ${slowest})`);
  console.log(`slowest analysis ${slowestAnalysisMs.toFixed(0)} ms`);
  console.log(`${failures.length} failures`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

function report(share: Share, startedAt: number): Promise<Report> {
  const worker = new Worker(new URL(import.meta.url), { workerData: share });
  const { promise, resolve, reject } = Promise.withResolvers<Report>();
  worker.on("error", reject);
  worker.on("message", (message: Failure | Tally | Report) => {
    if ("failures" in message) resolve(message);
    else if ("why" in message) print(message);
    else console.log(`${seconds(startedAt)} s: ${message.mutations} files mutated, ${message.loaded} loaded`);
  });
  return promise;
}

function print({ seed, index, why, changes }: Failure): void {
  console.log(`FAILED --seed ${seed} --only ${index}\n${why}`);
  for (const { file, how, text } of changes) console.log(`${file}, ${how}:\n${text}\n`);
}

async function work({ seed, from, step, mutations }: Share): Promise<void> {
  const small = (await smallFolders()).map(startFrom);
  const shipped = startFrom(await shippedFolder());
  const startOf = (index: number): Start =>
    index % SHIPPED_EVERY === 0 ? shipped : (small[index % small.length] as Start);
  const tally = emptyTally();
  const failures: Failure[] = [];
  for (let index = from; tally.mutations < mutations && failures.length < MAX_FAILURES; index += step) {
    const failure = await tryOne(startOf(index), seed, index, tally);
    if (failure) {
      failures.push(failure);
      parentPort?.postMessage(failure);
    }
    if (tally.folders % REPORT_EVERY === 0) parentPort?.postMessage(tally);
  }
  parentPort?.postMessage({ tally, failures } satisfies Report);
}
