import { listImports as listStored, loadImport } from "../adapters/store/imports.ts";
import type { Page } from "../adapters/store/listing.ts";
import { may } from "../domain/access/permissions.ts";
import { visibleAgencies } from "../domain/access/visible.ts";
import { type ImportState, NO_AGENCY } from "../domain/bulk/import-state.ts";
import type { Caller } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import type { Directory } from "../domain/schema/folder.ts";

/** An import without what only its own next run needs. */
export type ImportView = Omit<ImportState, "pieces" | "tries" | "version">;

type Question = {
  readonly agency?: string | undefined;
  readonly cursor?: string | undefined;
  readonly caller: Caller;
  readonly directory: Directory;
};

/** Imports of dropped files by agency; files in a folder of no agency for whoever may see all. */
export async function listImports({
  agency,
  cursor,
  caller,
  directory,
}: Question): Promise<Page<ImportView>> {
  const agencies = visibleAgencies(caller, "import:read", directory, agency);
  const misplaced = agency === undefined && may(caller, "import:read", NO_AGENCY) ? [NO_AGENCY] : [];
  const { items, ...next } = await listStored([...agencies, ...misplaced], cursor);
  return { items: items.map(view), ...next };
}

/** What the caller may not see does not exist for it. */
export async function getImport(id: string, caller: Caller): Promise<ImportView> {
  const state = await loadImport(id);
  if (state && may(caller, "import:read", state.agency)) return view(state);
  throw new YifaError("unknown", "unknown-import", `没有编号为“${id.slice(0, 80)}”的导入`);
}

const view = ({ pieces: _, tries: __, version: ___, ...shown }: ImportState): ImportView => shown;
