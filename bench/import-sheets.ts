import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { dense } from "../test/support/large-sheets.ts";
import { workbookParts } from "../test/support/workbook.ts";
import { zipOf } from "../test/support/zip.ts";

const ROWS = 100_000;
const ON = "2026-11-23";
const SAMPLE = "test/samples/licences.csv";
const MEGABYTE = 1024 * 1024;

/** What reading a file and deciding its rows takes at most, each in a process of its own. */
export async function benchSheets(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "yifa-sheets-"));
  try {
    const lines: string[] = [];
    for (const [name, file, make] of SHEETS) {
      const path = join(folder, file);
      await make(path);
      lines.push(`${name}: ${await take(path)}`);
      await rm(path);
    }
    return lines;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const sheet = (data: string) =>
  bomb("xl/worksheets/sheet1.xml", `<worksheet><sheetData>${data}</sheetData></worksheet>`);
const bomb = (name: string, data: string, size?: number) => (path: string) =>
  writeFile(
    path,
    zipOf(
      workbookParts("").map((part) => (part.name === name ? { ...part, data, ...(size && { size }) } : part)),
    ),
  );

const SHEETS: readonly (readonly [name: string, file: string, make: (path: string) => Promise<void>])[] = [
  ["100,000 licences as CSV", "a.csv", writeCsv],
  ["100,000 licences as XLSX, every text once", "a.xlsx", writeXlsx],
  [
    "100 MB of spaces that say they are 1 kB",
    "b.xlsx",
    bomb("xl/worksheets/sheet1.xml", " ".repeat(100 * MEGABYTE), 1000),
  ],
  ["100 MB of spaces", "b.xlsx", bomb("xl/worksheets/sheet1.xml", " ".repeat(100 * MEGABYTE))],
  [
    "100 MB of empty texts, under the ratio",
    "b.xlsx",
    bomb("xl/sharedStrings.xml", `<sst>${dense(100 * MEGABYTE, () => "<si/>")}</sst>`),
  ],
  ["100 MB of nested elements, under the ratio", "b.xlsx", sheet(dense(100 * MEGABYTE, () => "<r>"))],
  [
    "100 MB of cells in one row, under the ratio",
    "b.xlsx",
    sheet(`<row r="1">${dense(100 * MEGABYTE, () => '<c r="KA1"><v>12</v></c>')}</row>`),
  ],
];

async function take(path: string): Promise<string> {
  const worker = join(import.meta.dirname, "import-worker.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [worker, path, ON]);
  const { came, seconds, peakMb } = JSON.parse(stdout) as { came: string; seconds: number; peakMb: number };
  const rate = came.includes("taken") ? `, ${Math.round(ROWS / seconds)} rows/s` : "";
  return `${came}, ${seconds.toFixed(1)} s${rate}, at most ${Math.round(peakMb)} MB`;
}

/** The sample's first row over and over, each time another licence and holder. */
async function* licences(): AsyncGenerator<string[]> {
  const [header = "", first = ""] = (await readFile(SAMPLE, "utf8")).replace("\uFEFF", "").split(/\r?\n/);
  yield header.split(",");
  for (let i = 0; i < ROWS; i++)
    yield first
      .replace("86号药房", `${i}号药房`)
      .replace("〕1号", `〕${i + 1}号`)
      .split(",");
}

async function writeCsv(path: string): Promise<void> {
  const lines = async function* () {
    for await (const cells of licences()) yield `${cells.join(",")}\r\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

async function writeXlsx(path: string): Promise<void> {
  const rows: string[] = [];
  const texts: string[] = [];
  for await (const cells of licences()) {
    const row = rows.length + 1;
    const own = cells.map((text, column) => {
      if (text === "") return "";
      // Every text is one of its own, as in a sheet of facts and reasons.
      const unique = row === 1 || column !== 9 ? text : `${text}（${row}）`;
      texts.push(`<si><t>${unique}</t></si>`);
      return `<c r="${String.fromCharCode(65 + column)}${row}" t="s"><v>${texts.length - 1}</v></c>`;
    });
    rows.push(`<row r="${row}">${own.join("")}</row>`);
  }
  const shared = { "xl/sharedStrings.xml": `<sst>${texts.join("")}</sst>` };
  await writeFile(path, zipOf(workbookParts(rows.join(""), shared)));
}
