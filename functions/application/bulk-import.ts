import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { now, today } from "../adapters/clock.ts";
import { type Drop, importId, resumeMessage } from "../adapters/drops.ts";
import { fetchDrop, importBucket, putPiece, putReport } from "../adapters/import-objects.ts";
import { METRICS, metric } from "../adapters/metric.ts";
import { enqueueImport } from "../adapters/queue.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { importWrite, loadImport, saveImport } from "../adapters/store/imports.ts";
import { importPk } from "../adapters/store/keys.ts";
import { commitLines } from "../adapters/store/notices.ts";
import { type DropPlace, dropPlace } from "../domain/bulk/drop-place.ts";
import { importLines } from "../domain/bulk/import-line.ts";
import {
  advanced,
  begun,
  type Ending,
  ended,
  type ImportState,
  isOver,
  MOST_TRIES,
  NO_AGENCY,
  newImport,
} from "../domain/bulk/import-state.ts";
import { YifaError } from "../domain/errors.ts";
import type { RowReading } from "../domain/import/sheet-reader.ts";
import { mask } from "../domain/mask.ts";
import { nextMailingDay } from "../domain/notice/mailing-day.ts";
import { impersonalFileName } from "../domain/personal/file-name.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { batches } from "./batches.ts";
import { openImport } from "./open-import.ts";
import { storeReadings } from "./store-readings.ts";

/** Rows between two saves of how far the import came. */
const BATCH = 500;
/** A batch, and putting the report together, take a few seconds. */
const LEFT_MS = 60_000;

type Run = { readonly ruleset: Ruleset; readonly timeLeftMs: () => number; readonly batch: number };

/**
 * Imports a dropped file, or goes on with it: as far as the time of this call reaches, then in another one. Told of twice,
 * or broken off anywhere, each row is stored once and counted once; of two runs at the same moment one gives way.
 */
export async function bulkImport(
  drop: Drop,
  timeLeftMs: () => number,
  batch = BATCH,
): Promise<Pick<ImportState, "id" | "status" | "row">> {
  const ruleset = await currentRuleset();
  const id = importId(importBucket(), drop);
  const place = dropPlace(drop.key, ruleset.directory);
  const state = (await loadImport(id)) ?? (await begin(id, place));
  if (isOver(state)) return state;
  const run = { ruleset, timeLeftMs, batch };
  if (place.refused) return await finish(state, refusal(place.refused), run);
  if (state.tries >= MOST_TRIES) return await finish(state, stuck(state), run);
  const tried = begun(state, now().toISOString());
  await saveImport(tried);
  return await goOn(tried, drop, run);
}

async function begin(id: string, { agency, file }: DropPlace): Promise<ImportState> {
  const state = newImport({ id, agency, file, at: now().toISOString() });
  await saveImport(state);
  return state;
}

async function goOn(state: ImportState, drop: Drop, run: Run): Promise<ImportState> {
  const folder = await mkdtemp(join(tmpdir(), "yifa-import-"));
  try {
    const path = join(folder, "file");
    const { file } = state;
    await fetchDrop(drop, path);
    const source = await openImport({ path, file, ruleset: run.ruleset, asOf: today() });
    try {
      const opened = { ...state, layout: source.layout, filled: source.filled };
      const stored = await storeRows(opened, source.readings(), drop, run);
      if (stored.timeIsOver) return stored.state;
      const { agency, id, pieces } = stored.state;
      const report = pieces.length > 0 && (await putReport({ agency, id, pieces }, join(folder, "report")));
      const unknownColumns = source.unknownColumns().slice(0, 100);
      return await finish(stored.state, { status: "done", unknownColumns, ...(report && { report }) }, run);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof YifaError) || error.kind !== "invalid") throw error;
    return await finish(state, refusal(error), run);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function storeRows(
  begun: ImportState,
  readings: AsyncGenerator<RowReading>,
  drop: Drop,
  { ruleset, timeLeftMs, batch }: Run,
): Promise<{ state: ImportState; timeIsOver: boolean }> {
  let state = begun;
  const { agency, id } = state;
  const storing = { ruleset, on: today(), caller: uploader(agency), agency, importId: id };
  for await (const rows of batches(after(readings, begun.row), batch)) {
    if (timeLeftMs() < LEFT_MS) {
      await enqueueImport(resumeMessage(drop));
      return { state, timeIsOver: true };
    }
    const row = rows.at(-1)?.row ?? state.row;
    const stored = await storeReadings(rows, storing);
    if (stored.rejected.length > 0) await putPiece(id, row, stored.rejected);
    const told = rows.flatMap((one) => ("record" in one ? [one.record] : []));
    const file = impersonalFileName(state.file, told, ruleset);
    state = advanced({ ...state, file }, { ...stored, row }, now().toISOString());
    await saveImport(state);
  }
  return { state, timeIsOver: false };
}

/** Rows before are read all the same: a later one may say again what one of them said. */
async function* after(readings: AsyncGenerator<RowReading>, row: number): AsyncGenerator<RowReading> {
  for await (const reading of readings) if (reading.row > row) yield reading;
}

/** Whoever may write into the folder of an agency acts for it, and for no other. */
const uploader = (agency: string) => ({ name: "import", role: "agency" as const, agency });

const refusal = ({ code, message }: YifaError): Ending => ({
  status: "refused",
  reason: { code, message: mask(message) },
});

const stuck = ({ row, tries }: ImportState): Ending => ({
  status: "failed",
  reason: { code: "no-progress", message: `连续${tries}次在第${row}行之后中断；请联系运维人员。` },
});

/** The last save, and the lines that tell the agency of it, in one. */
async function finish(state: ImportState, ending: Ending, { ruleset }: Run): Promise<ImportState> {
  const over = ended(state, ending, now().toISOString());
  const next = (day: string) => nextMailingDay(ruleset, day);
  const lines = over.agency === NO_AGENCY ? [] : importLines(over, ruleset.directory, next(today()));
  const commit = { pk: importPk(over.id), lines, guard: [importWrite(over)] };
  if (await commitLines(commit, next)) return counted(over);
  throw new YifaError("conflict", "changed-meanwhile", `导入 ${over.id} 已由另一次运行办理`);
}

function counted(over: ImportState): ImportState {
  metric(METRICS.rowsImported, over.accepted + over.updated);
  metric(METRICS.rowsRejected, over.rejected);
  if (over.status !== "done") metric(METRICS.importsRefused);
  return over;
}
