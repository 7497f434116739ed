import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { emptyTally, type Failure, type Tally, tryOne } from "./campaign.ts";
import { type Start, startFrom } from "./mutation.ts";
import { shippedFolder, smallFolders } from "./start-folders.ts";

/** `npm run fuzz -- --mutations 1000000 [--seed 1] [--workers 2] [--from 0]` */
type Share = { readonly seed: number; readonly from: number; readonly to: number; readonly step: number };
type Report = { readonly tally: Tally; readonly failures: readonly Failure[] };

/** One in so many mutations is of the shipped rules, which take far longer. */
const SHIPPED_EVERY = 500;
const REPORT_EVERY = 10_000;
const MAX_FAILURES = 20;

if (isMainThread) await run();
else await work(workerData as Share);

async function run(): Promise<void> {
  const number = { type: "string" } as const;
  const { values } = parseArgs({
    options: { mutations: number, seed: number, workers: number, from: number },
  });
  const [mutations, seed, workers, from] = [
    Number(values.mutations ?? 10_000),
    Number(values.seed ?? 1),
    Number(values.workers ?? 2),
    Number(values.from ?? 0),
  ];
  const startedAt = performance.now();
  const reports = await Promise.all(
    Array.from({ length: workers }, (_, i) =>
      shareOf({ seed, from: from + i, to: from + mutations, step: workers }, startedAt),
    ),
  );
  const sum = (of: (tally: Tally) => number) => reports.reduce((total, { tally }) => total + of(tally), 0);
  const most = (of: (tally: Tally) => number) => Math.max(...reports.map(({ tally }) => of(tally)));
  const failures = reports.flatMap((report) => report.failures);
  console.log(
    `seed ${seed}, ${sum((t) => t.mutations)} mutations in ${seconds(startedAt)} s, ${workers} workers`,
  );
  console.log(
    `${sum((t) => t.loaded)} loaded; ${sum((t) => t.broken)} broke the format and had to be refused`,
  );
  console.log(
    `slowest load ${most((t) => t.slowestLoadMs).toFixed(0)} ms, analysis ${most((t) => t.slowestAnalysisMs).toFixed(0)} ms`,
  );
  console.log(`${failures.length} failures`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

function shareOf(share: Share, startedAt: number): Promise<Report> {
  const worker = new Worker(new URL(import.meta.url), { workerData: share });
  const { promise, resolve, reject } = Promise.withResolvers<Report>();
  worker.on("error", reject);
  worker.on("message", (message: Failure | Tally | Report) => {
    if ("failures" in message) resolve(message);
    else if ("why" in message) print(message);
    else console.log(`${seconds(startedAt)} s: ${message.mutations} mutations, ${message.loaded} loaded`);
  });
  return promise;
}

function print({ seed, index, file, how, why, reduced }: Failure): void {
  console.log(`FAILED --seed ${seed} --from ${index} --mutations 1: ${file}, ${how}\n${why}\n${reduced}\n`);
}

async function work({ seed, from, to, step }: Share): Promise<void> {
  const small = (await smallFolders()).map(startFrom);
  const shipped = startFrom(await shippedFolder());
  const startOf = (index: number): Start =>
    index % SHIPPED_EVERY === 0 ? shipped : (small[index % small.length] as Start);
  const tally = emptyTally();
  const failures: Failure[] = [];
  for (let index = from; index < to && failures.length < MAX_FAILURES; index += step) {
    const failure = await tryOne(startOf(index), seed, index, tally);
    if (failure) {
      failures.push(failure);
      parentPort?.postMessage(failure);
    }
    if (tally.mutations % REPORT_EVERY === 0) parentPort?.postMessage(tally);
  }
  parentPort?.postMessage({ tally, failures } satisfies Report);
}
