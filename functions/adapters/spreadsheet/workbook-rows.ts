import type { SheetRow } from "../../domain/import/sheet-row.ts";
import { SheetFault } from "./fault.ts";
import { refuseContentTypes, refuseParts } from "./refused-forms.ts";
import { readSharedTexts } from "./shared-texts.ts";
import { sheetRows } from "./sheet-rows.ts";
import { readIndex } from "./workbook-index.ts";
import { openZip, type Zip } from "./zip.ts";

export type Workbook = {
  /** Of the first sheet that holds something. */
  rows(): AsyncGenerator<SheetRow>;
  /** Names of the others that hold something. */
  readonly ignoredSheets: readonly string[];
  close(): Promise<void>;
};

export async function openWorkbook(path: string): Promise<Workbook> {
  const zip = await openZip(path);
  try {
    return { ...(await readWorkbook(zip)), close: zip.close };
  } catch (fault) {
    await zip.close();
    throw fault;
  }
}

async function readWorkbook(zip: Zip): Promise<Omit<Workbook, "close">> {
  refuseParts(zip.names);
  await refuseContentTypes(zip);
  const { sheets, sharedTexts, ...formats } = await readIndex(zip);
  const texts = sharedTexts === undefined ? undefined : await readSharedTexts(await zip.open(sharedTexts));
  const rowsOf = async function* (part: string) {
    yield* sheetRows(await zip.open(part), { ...formats, texts });
  };
  let read: string | undefined;
  const ignoredSheets: string[] = [];
  for (const { name, part } of sheets) {
    if (read === undefined) {
      if (await holdsSomething(rowsOf(part))) read = part;
    } else if (await holdsSomething(rowsOf(part)).catch(isOfNoConcern)) ignoredSheets.push(name);
  }
  const none = async function* (): AsyncGenerator<SheetRow> {};
  return { rows: () => (read === undefined ? none() : rowsOf(read)), ignoredSheets };
}

async function holdsSomething(rows: AsyncGenerator<SheetRow>): Promise<boolean> {
  for await (const _ of rows) return true;
  return false;
}

/** A sheet that is not imported may have formulas and any size. */
function isOfNoConcern(fault: unknown): true {
  if (fault instanceof SheetFault && /^(formula|too-many-(rows|columns))$/.test(fault.code)) return true;
  throw fault;
}
