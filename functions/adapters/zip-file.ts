import { strToU8, zipSync } from "fflate";

/** Texts as a zip archive; each file is dated `at`, an instant. */
export const zipOf = (files: ReadonlyMap<string, string>, at: string): Uint8Array =>
  zipSync(Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)])), {
    mtime: at,
    level: 9,
  });
