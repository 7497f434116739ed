import pMap from "p-map";
import type { Caller } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import type { Rejection } from "../domain/import/import-row.ts";
import type { RowWarning } from "../domain/import/row-warnings.ts";
import type { RowReading } from "../domain/import/sheet-reader.ts";
import { agencyName } from "../domain/notice/matter.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { putRecord } from "./put-record.ts";

/** What became of some rows. */
export type Stored = {
  readonly accepted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** In the order of the rows. */
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ({ readonly row: number } & RowWarning)[];
};

export type Storing = {
  readonly ruleset: Ruleset;
  readonly on: IsoDate;
  readonly caller: Caller;
  /** Rows of other agencies are rejected. */
  readonly agency?: string;
  readonly dryRun?: boolean;
  /** Id of the import of a dropped file: a row that it stored before it was interrupted is counted as it was then. */
  readonly importId?: string;
};

const CONCURRENT_WRITES = 8;

type Outcome = {
  readonly count?: "accepted" | "updated" | "unchanged";
  readonly rejected?: readonly Rejection[];
};

/**
 * Stores rows that were read, each by itself: one that cannot be stored stops no other, and one that was stored before
 * changes nothing.
 * @throws {YifaError} `unavailable` when the database is away.
 */
export async function storeReadings(readings: readonly RowReading[], storing: Storing): Promise<Stored> {
  const outcomes = await pMap(readings, (reading) => store(reading, storing), {
    concurrency: CONCURRENT_WRITES,
  });
  const count = (what: Outcome["count"]) => outcomes.filter((outcome) => outcome.count === what).length;
  return {
    accepted: count("accepted"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    rejected: outcomes.flatMap(({ rejected }) => rejected ?? []),
    warnings: readings.flatMap((reading) =>
      "record" in reading ? reading.warnings.map((warning) => ({ row: reading.row, ...warning })) : [],
    ),
  };
}

async function store(reading: RowReading, storing: Storing): Promise<Outcome> {
  if ("rejected" in reading) return { rejected: reading.rejected };
  if ("sameAs" in reading) return { count: "unchanged" };
  const { row, record } = reading;
  const { agency, dryRun } = storing;
  if (agency !== undefined && record.agency !== agency) {
    const [own, other] = [agency, record.agency].map((id) => agencyName(id, storing.ruleset));
    const message = `本次只导入${own}的条目，这一行属于${other}。`;
    return { rejected: [{ row, column: "agency", code: "other-agency", message, value: record.agency }] };
  }
  if (dryRun) return { count: "accepted" };
  try {
    return { count: await put(record, storing) };
  } catch (error) {
    if (!(error instanceof YifaError) || error.kind === "unavailable") throw error;
    const { code, message, pointer: column = "" } = error;
    return { rejected: [{ row, column, code, message, value: record.id }] };
  }
}

async function put(
  record: Extract<RowReading, { record: unknown }>["record"],
  { ruleset, on, caller, importId }: Storing,
): Promise<NonNullable<Outcome["count"]>> {
  const { type, id, agency, facts, source, extra } = record;
  const { outcome, record: stored } = await putRecord({
    key: { type, id },
    agency,
    facts,
    caller,
    on,
    ruleset,
    ...(source && { source: { ...source, ...(importId !== undefined && { import: importId }) } }),
    ...(extra && { extra }),
  });
  const ours = importId !== undefined && stored.source?.import === importId;
  if (outcome !== "unchanged" || !ours) return outcome;
  return stored.version === 1 ? "accepted" : "updated";
}
