import { readFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { exactDecimal, readSpreadsheet } from "../../functions/adapters/spreadsheet.ts";
import { workbookExtent } from "../../functions/adapters/workbook-extent.ts";

const CELLS = [
  ["名称", "金额"],
  ["昌吉市绿洲9号商贸有限公司", "0.3"],
];
const CSV = CELLS.map((row) => row.join(",")).join("\r\n");
const TSV = CELLS.map((row) => row.join("\t")).join("\r\n");
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
/** 昌吉, and the four-byte 㐂 that only GB18030 has. */
const GB18030 = new Uint8Array([0xb2, 0xfd, 0xbc, 0xaa, 0x2c, 0x81, 0x39, 0xee, 0x39]);
const sample = (name: string) => readFile(new URL(`../samples/${name}`, import.meta.url));

/** A zip of one part: enough of a workbook to be measured. */
function workbookOf(sheet: string, part = "xl/worksheets/sheet1.xml", pack?: typeof deflateRawSync) {
  const [name, data] = [Buffer.from(part), pack?.(sheet) ?? Buffer.from(sheet)];
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50);
  entry.writeUInt16LE(pack ? 8 : 0, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(data.length, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, name, data, entry, name, end]);
}
const sheetWith = (cell: string, row: number) =>
  workbookOf(`<worksheet><sheetData><row r="${row}"><c r="${cell}${row}"/></row></sheetData></worksheet>`);

/** A part in front that the central directory does not list; what it holds is not even deflated. */
function withUnlistedPart(workbook: Buffer): Buffer {
  const name = Buffer.from("xl/more.xml");
  const part = Buffer.alloc(30);
  part.writeUInt32LE(0x04034b50);
  part.writeUInt16LE(8, 8);
  part.writeUInt32LE(4, 18);
  part.writeUInt16LE(name.length, 26);
  const front = Buffer.concat([part, name, Buffer.from("????")]);
  const zip = Buffer.concat([front, workbook]);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16) + front.length;
  zip.writeUInt32LE(at, end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    zip.writeUInt32LE(zip.readUInt32LE(at + 42) + front.length, at + 42);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

describe("text files", () => {
  test.each([
    ["UTF-8", utf8(CSV)],
    ["UTF-8 with its mark", utf8(`\ufeff${CSV}`)],
    ["UTF-16 little-endian, tab-separated", utf16(TSV)],
    ["UTF-16 big-endian, tab-separated", utf16(TSV).map((_, i, all) => all[i ^ 1] ?? 0)],
    ["UTF-8, tab-separated", utf8(TSV)],
  ])("are read in %s", async (_, bytes) => {
    expect((await readSpreadsheet("表.csv", bytes)).rows).toEqual(CELLS);
  });
  test("are read in GB18030, four-byte characters included", async () => {
    const [row = []] = (await readSpreadsheet("表.csv", GB18030)).rows;
    expect(row[0]).toBe("昌吉");
    expect(row[1]).toMatch(/^\p{Script=Han}$/u);
  });
  test("keep commas and line breaks inside quotes", async () => {
    const { rows } = await readSpreadsheet("表.csv", utf8('a,"经查,\r\n属实"\r\n'));
    expect(rows).toEqual([["a", "经查,\r\n属实"]]);
  });
});

describe("workbooks", () => {
  test("give dates as ISO dates, numbers in their decimals, and the title row", async () => {
    const name = "penalties-legal-persons.xlsx";
    const { rows } = await readSpreadsheet(name, await sample(name));
    expect(rows).toHaveLength(62);
    expect(rows[0]?.[0]).toBe("昌吉市行政处罚信用信息公示表");
    expect(rows[2]?.slice(17, 21)).toEqual(["35", "0.3", "", "2026-09-11"]);
    expect(rows[5]?.[20]).toBe("2026-08-03");
  });
  test.each([
    ["35", "35"],
    ["0.3", "0.3"],
    ["0.29999999999999999", "0.3"],
    ["1.1000000000000001", "1.1"],
    ["1.2E-2", "0.012"],
    ["1.0000000000000001E-5", "0.00001"],
    ["-2.5E3", "-2500"],
    ["6.5230119000101696E+17", "652301190001017000"],
    ["652301190001017775", "652301190001017775"],
  ])("the number %s reads %s", (text, exact) => {
    expect(exactDecimal(text)).toBe(exact);
  });
});

describe("refused files", () => {
  const compound = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  test.each<[string, string, Uint8Array, string]>([
    ["an old workbook", "表.xls", compound, "old-format"],
    ["a WPS workbook", "表.et", utf8("a,b"), "old-format"],
    ["an old workbook renamed", "表.xlsx", compound, "old-format"],
    ["a broken workbook", "表.xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), "unreadable"],
    ["more than 20 MB", "表.csv", new Uint8Array(20 * 1024 * 1024 + 1), "too-large"],
    ["a workbook with a cell far below", "表.xlsx", sheetWith("A", 1_048_576), "too-many-rows"],
    ["a workbook with a cell far right", "表.xlsx", sheetWith("XFD", 1), "too-many-columns"],
    ["a zip that is no workbook", "表.xlsx", sheetWith("A", 1), "unreadable"],
    ["an unknown encoding", "表.csv", new Uint8Array([0x61, 0xff, 0xff]), "unknown-encoding"],
    ["zero bytes", "表.csv", new Uint8Array([0x61, 0, 0x62]), "unknown-encoding"],
    ["an open quote", "表.csv", utf8('a,"b\nc'), "unreadable"],
    ["nothing", "表.csv", new Uint8Array(), "empty-file"],
    ["more than 100,000 rows", "表.csv", utf8("a\n".repeat(100_021)), "too-many-rows"],
    ["more than 300 columns", "表.csv", utf8(",".repeat(300)), "too-many-columns"],
  ])("%s", async (_, name, bytes, code) => {
    await expect(readSpreadsheet(name, bytes)).rejects.toMatchObject({
      name: "YifaError",
      kind: "invalid",
      code,
    });
  });
  const encrypted = Buffer.concat([compound, Buffer.from("EncryptedPackage", "utf16le")]);
  test.each<[string, string, Uint8Array, string, string]>([
    ["an old workbook under the name of a new one", "表.xlsx", compound, "old-format", ".xls"],
    ["an old workbook under the name of a text", "表.csv", compound, "old-format", ".et"],
    ["a WPS workbook by its name alone", "表.et", workbookOf(""), "old-format", ".et"],
    ["an Excel 4 sheet", "表.csv", new Uint8Array([9, 8, 16, 0, 0, 6, 5, 0]), "old-format", ".xls"],
    ["a workbook with a password", "表.xlsx", encrypted, "encrypted", "加密"],
    ["macros by content", "表.xlsx", workbookOf("", "xl/vbaProject.bin"), "macros", "宏"],
    ["macros by name", "表.xlsm", workbookOf(""), "macros", "宏"],
    ["a binary workbook", "表.xlsx", workbookOf("", "xl/workbook.bin"), "other-workbook", ".xlsb"],
    ["an OpenDocument sheet", "表.ods", workbookOf("", "content.xml"), "other-workbook", ".ods"],
    ["a Word document", "表.xlsx", workbookOf("", "word/document.xml"), "not-a-sheet", "文字"],
    ["a web page named .xls", "表.xls", utf8("\ufeff<html><table>"), "not-a-sheet", "网页"],
    ["a PDF", "表.csv", utf8("%PDF-1.7"), "not-a-sheet", "PDF"],
    ["an archive", "表.csv", utf8("Rar!\u001a"), "not-a-sheet", "RAR"],
  ])("%s is told what it is and how to save it", async (_, name, bytes, code, what) => {
    const refusal = await readSpreadsheet(name, bytes).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code, kind: "invalid" });
    expect(String(refusal)).toContain(what);
    expect(String(refusal)).toMatch(
      /“表\.\w+”.*请在 Excel 或 WPS 中打开，另存为.*\.xlsx 或 CSV UTF-8 后再导入/,
    );
  });
  test("a part that the directory does not list is never unpacked", async () => {
    const workbook = await sample("layouts/licences-sole-traders.xlsx");
    expect(await readSpreadsheet("表.xlsx", withUnlistedPart(workbook))).toEqual(
      await readSpreadsheet("表.xlsx", workbook),
    );
  });
  test("a bomb is refused as soon as it grows over the limit", () => {
    const bomb = workbookOf(
      `<sheetData/>${" ".repeat(2_000_000)}`,
      "xl/worksheets/sheet1.xml",
      deflateRawSync,
    );
    expect(bomb.length).toBeLessThan(10_000);
    expect(workbookExtent(bomb, 1_000_000)).toBeUndefined();
    expect(workbookExtent(bomb, 3_000_000)).toEqual({ rows: 0, columns: 0 });
  });
  test("an old workbook is told to be saved as .xlsx", async () => {
    await expect(readSpreadsheet("表.xls", compound)).rejects.toThrow("另存为");
  });
});

test("a date cell is its day, with the time of day that it shows where it shows one", async () => {
  const cell = (value: string, format: string) => ({ type: Date, value: new Date(value), format });
  const data = [
    [cell("2026-09-28T00:00:00Z", "yyyy-mm-dd"), cell("2026-09-28T10:30:00Z", "yyyy-mm-dd hh:mm")],
    [cell("2026-09-28T00:01:00Z", "yyyy-mm-dd hh:mm"), cell("2026-09-28T23:59:59Z", "yyyy-mm-dd hh:mm:ss")],
  ];
  const bytes = await writeExcelFile([{ sheet: "一", data }]).toBuffer();
  expect((await readSpreadsheet("一.xlsx", bytes)).rows).toEqual([
    ["2026-09-28", "2026-09-28 10:30:00"],
    ["2026-09-28 00:01:00", "2026-09-28 23:59:59"],
  ]);
});
