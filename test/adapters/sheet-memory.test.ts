import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { dense, uniqueTexts } from "../support/large-sheets.ts";
import { workbookParts } from "../support/workbook.ts";
import { type Part, zipOf } from "../support/zip.ts";

const folder = mkdtempSync(join(tmpdir(), "yifa-memory-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Far below the 512 MB of the function, where its own code and the table's client are loaded too. */
const MOST_MB = 350;
const MEGABYTE = 1024 * 1024;

/** A part of a workbook with other content, or other lies about it. */
const changed = (name: string, change: Partial<Part>) =>
  zipOf(workbookParts("").map((part) => (part.name === name ? { ...part, ...change } : part)));
const sheet = (data: string, change: Partial<Part> = {}) =>
  changed("xl/worksheets/sheet1.xml", {
    data: `<worksheet><sheetData>${data}</sheetData></worksheet>`,
    ...change,
  });
const texts = (data: string) =>
  changed("xl/sharedStrings.xml", { data: `<sst count="10000000">${data}</sst>` });

test.each<[string, () => Buffer, string]>([
  ["an honest sheet of 200,000 different texts", () => uniqueTexts(20_000, 10), "read"],
  [
    "a bomb of 20 MB that says it has a thousand bytes",
    () => sheet(" ".repeat(20 * MEGABYTE), { size: 1000 }),
    "unreadable",
  ],
  [
    "20 MB of texts without end, under the ratio",
    () => texts(dense(20 * MEGABYTE, () => "<si/>")),
    "too-many-texts",
  ],
  [
    "a text of 20 MB, under the ratio",
    () => texts(`<si><t>${dense(20 * MEGABYTE, (n) => `甲乙丙丁戊己庚辛${n % 7}`)}</t></si>`),
    "unreadable",
  ],
  ["elements of 20 MB nested in each other", () => sheet(dense(20 * MEGABYTE, () => "<r>")), "unreadable"],
  [
    "20 MB of cells in one row",
    () => sheet(`<row r="1">${dense(20 * MEGABYTE, () => '<c r="KA1"><v>12</v></c>')}</row>`),
    "unreadable",
  ],
  [
    "a thousand rows at the end of nothing",
    () => sheet(dense(20 * MEGABYTE, (n) => `<row r="${n}"/>`)),
    "too-many-rows",
  ],
  ["a text file of one line", () => Buffer.alloc(60 * MEGABYTE, "长"), "too-long-row"],
])("%s takes little memory", async (_, make, expected) => {
  const path = join(folder, "sheet");
  await writeFile(path, make());
  // A heap that holds no sheet: what is kept beside it counts towards the peak.
  const script = new URL("../support/read-sheet.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ["--max-old-space-size=64", script, path]);
  const { code, peakMb } = JSON.parse(stdout);
  expect(code).toBe(expected);
  expect(peakMb).toBeLessThan(MOST_MB);
});
