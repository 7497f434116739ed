import type { ImportState } from "../../domain/bulk/import-state.ts";
import { importAgencyKey, importKey, importsOf } from "./keys.ts";
import { LAST, type Lane, listLanes, type Page } from "./listing.ts";
import { connect, loadData } from "./table.ts";
import { putVersion, transact, type Write } from "./writes.ts";

export const loadImport = (id: string): Promise<ImportState | undefined> => loadData(importKey(id));

/** Over the version that was read. @throws {YifaError} `conflict` where another run was faster. */
export async function saveImport(state: ImportState): Promise<void> {
  await transact([importWrite(state)]);
}

export const importWrite = (state: ImportState): Write => putVersion(connect().table, importItem(state));

const importItem = (state: ImportState) => ({
  ...importKey(state.id),
  ...importAgencyKey(state.agency, state.startedAt, state.id),
  kind: "import",
  version: state.version,
  data: state,
});

/** By agency, then by the instant at which each began. */
export function listImports(
  agencies: readonly string[],
  cursor: string | undefined,
  pageSize = 100,
): Promise<Page<ImportState>> {
  const lanes = agencies.map(
    (agency): Lane => ({ agency, agencyKey: importsOf(agency), from: " ", to: LAST }),
  );
  return listLanes<ImportState>(lanes, pageSize, cursor, (sort) => importKey(sort.split("#")[1] ?? ""));
}
