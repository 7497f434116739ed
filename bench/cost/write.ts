import { readFile, writeFile } from "node:fs/promises";
import { DOCUMENT, record, recorded, withTables } from "./document.ts";
import { measureOperations } from "./operations.ts";

/** `npm run cost`: measures, records, and writes the tables of docs/cost.md; with `-- --recorded` by the figures on record. */
if (!process.argv.includes("--recorded")) {
  await measureOperations(); // warms up
  await record(await measureOperations());
}
await writeFile(DOCUMENT, withTables(await readFile(DOCUMENT, "utf8"), await recorded()));
process.exit(0);
