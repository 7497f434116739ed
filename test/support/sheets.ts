import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { openSpreadsheet } from "../../functions/adapters/spreadsheet/spreadsheet.ts";
import type { SheetRow } from "../../functions/domain/import/sheet-row.ts";
import { workbookParts } from "./workbook.ts";
import { type Part, zipOf } from "./zip.ts";

const folder = mkdtempSync(join(tmpdir(), "yifa-sheets-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** Every row that holds something, as a person who opens the sheet counts them. */
export async function read(name: string, bytes: Uint8Array) {
  const path = join(folder, String(++files));
  await writeFile(path, bytes);
  const { rows, close, ignoredSheets, lastAt, filled } = await openSpreadsheet(path, name);
  const found: SheetRow[] = [];
  for await (const row of rows()) found.push(row);
  expect(found).toHaveLength(filled);
  expect(found.at(-1)?.at).toBe(lastAt);
  await close();
  return { rows: found.map(({ cells }) => cells), places: found.map(({ at }) => at), ignoredSheets };
}

export const utf8 = (text: string) => new TextEncoder().encode(text);
/** 昌吉, and the four-byte 㐂 that only GB18030 has. */
export const GB18030 = new Uint8Array([0xb2, 0xfd, 0xbc, 0xaa, 0x2c, 0x81, 0x39, 0xee, 0x39]);
export const sample = (name: string) => readFile(new URL(`../samples/${name}`, import.meta.url));

export const workbook = (rows: string, changes?: Record<string, string>, ...more: Part[]) =>
  zipOf([...workbookParts(rows, changes), ...more]);
export const text = (value: string) =>
  `<row r="1"><c r="A1" t="inlineStr"><is><t>${value}</t></is></c></row>`;
