import { randomUUID } from "node:crypto";
import type { Writable } from "node:stream";
import { Worker } from "node:worker_threads";
import { arn } from "./account.ts";

/** Instances of one function that may run at once. */
const concurrency = 4;

export type Settings = {
  name: string;
  entry: string;
  exportName: string;
  timeoutMs: number;
  env: Record<string, string>;
};

type Call = { event: unknown; done(result: unknown): void; fail(fault: Error): void };
export type Answer = { result: string } | { error: { name: string; message: string; stack?: string } };

/** As in Lambda: an instance has one call at a time, and one that ran into its time limit is thrown away. */
export class Pool {
  readonly #settings: Settings;
  readonly #log: Writable;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #waiting: Call[] = [];
  #running = 0;

  constructor(settings: Settings, log: Writable) {
    this.#settings = settings;
    this.#log = log;
  }

  busy(): boolean {
    return this.#running > 0 || this.#waiting.length > 0;
  }

  invoke(event: unknown): Promise<unknown> {
    return new Promise((done, fail) => {
      this.#waiting.push({ event, done, fail });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#all.size < concurrency ? this.#launch() : undefined);
    const call = worker && this.#waiting.shift();
    if (worker && call) this.#run(worker, call);
  }

  #launch(): Worker {
    const { entry, exportName, env } = this.#settings;
    const worker = new Worker(new URL("./function-worker.ts", import.meta.url), {
      workerData: { entry, exportName },
      env,
      stdout: true,
      stderr: true,
    });
    for (const stream of [worker.stdout, worker.stderr]) stream.pipe(this.#log, { end: false });
    worker.setMaxListeners(0);
    worker.on("exit", () => {
      this.#all.delete(worker);
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
      this.#next();
    });
    worker.on("error", () => {});
    this.#all.add(worker);
    return worker;
  }

  #run(worker: Worker, call: Call): void {
    const { name, timeoutMs } = this.#settings;
    this.#running++;
    const finish = (settle: () => void, reusable: boolean) => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener as () => void);
      this.#running--;
      if (reusable) this.#idle.push(worker);
      settle();
      this.#next();
    };
    const broken = (why: string) => finish(() => call.fail(new Error(`函数 ${name} ${why}`)), false);
    const listeners: Record<string, (value: never) => void> = {
      message: (answer: Answer) => finish(() => settle(call, answer), true),
      error: (fault: Error) => broken(`异常终止：${fault.message}`),
      exit: (code: number) => broken(`退出（${code}）`),
    };
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener as () => void);
    const timer = setTimeout(() => {
      broken(`超过时限（${timeoutMs / 1000} 秒）`);
      void worker.terminate();
    }, timeoutMs);
    const context = {
      functionName: name,
      awsRequestId: randomUUID(),
      invokedFunctionArn: arn("lambda", `function:${name}`),
      deadlineMs: Date.now() + timeoutMs,
    };
    worker.postMessage({ event: JSON.stringify(call.event ?? {}), context });
  }
}

function settle(call: Call, answer: Answer): void {
  if ("result" in answer) call.done(answer.result === "" ? undefined : JSON.parse(answer.result));
  else call.fail(Object.assign(new Error(answer.error.message), answer.error));
}
