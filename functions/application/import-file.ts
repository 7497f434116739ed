import { basename } from "node:path";
import { requireAgency } from "../domain/decide/facts.ts";
import type { Caller } from "../domain/entities.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { batches } from "./batches.ts";
import { openImport } from "./open-import.ts";
import { type Stored, storeReadings } from "./store-readings.ts";

/** What became of each row. `row` 1 is the first data row of a sheet, or the first line of JSON lines. */
export type ImportReport = Stored & {
  readonly file: string;
  readonly layout: string;
  readonly unknownColumns: readonly string[];
};

const IMPORTER: Caller = { name: "import", role: "administrator" };
const BATCH = 200;

/**
 * Imports a spreadsheet or JSON lines. One bad row never stops the others; a file that was imported before changes
 * nothing. Dates of things done may not lie after `asOf`. With `dryRun` nothing is stored and no database is asked.
 * @throws {YifaError} `invalid` when the file as a whole cannot be read, `unavailable` when the database is away.
 */
export async function importFile(options: {
  path: string;
  asOf: IsoDate;
  ruleset: Ruleset;
  agency?: string;
  dryRun?: boolean;
  onProgress?: (done: number, total: number) => void;
}): Promise<ImportReport> {
  const { path, ruleset, asOf, agency, dryRun = false, onProgress } = options;
  if (agency !== undefined) requireAgency(ruleset, agency);
  const file = basename(path);
  const source = await openImport({ path, file, ruleset, asOf });
  try {
    const parts: Stored[] = [];
    let done = 0;
    for await (const batch of batches(source.readings(), BATCH)) {
      const storing = {
        ruleset,
        on: asOf,
        caller: IMPORTER,
        dryRun,
        ...(agency !== undefined && { agency }),
      };
      parts.push(await storeReadings(batch, storing));
      done += batch.length;
      onProgress?.(done, source.filled);
    }
    onProgress?.(source.filled, source.filled);
    return { file, layout: source.layout, ...together(parts), unknownColumns: source.unknownColumns() };
  } finally {
    await source.close();
  }
}

function together(parts: readonly Stored[]): Stored {
  const sum = (of: (part: Stored) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    accepted: sum(({ accepted }) => accepted),
    updated: sum(({ updated }) => updated),
    unchanged: sum(({ unchanged }) => unchanged),
    rejected: parts.flatMap(({ rejected }) => rejected),
    warnings: parts.flatMap(({ warnings }) => warnings),
  };
}
