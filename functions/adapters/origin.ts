import { AsyncLocalStorage } from "node:async_hooks";
import type { Origin } from "../domain/history/origin.ts";

const storage = new AsyncLocalStorage<Origin>();

/** All that `work` does, however far down, comes from there; the innermost origin counts. */
export const withOrigin = <T>(origin: Origin, work: () => T): T => storage.run(origin, work);

/** Where the present work comes from; `undefined` where nobody said, as in a test of a part. */
export const origin = (): Origin | undefined => storage.getStore();
