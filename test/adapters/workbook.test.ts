import readWorkbook from "read-excel-file/universal";
import { describe, expect, it, test } from "vitest";
import { writeWorkbook } from "../../functions/adapters/workbook.ts";
import type { Cell, Sheet } from "../../functions/domain/report/sheet.ts";
import { partsOf } from "../support/zip.ts";

const sheet = (rows: Cell[][], more: Partial<Sheet> = {}): Sheet => ({
  name: "处罚",
  title: "行政处罚实施情况统计表",
  lead: "机关：住建局",
  notes: ["备注：按决定日期统计。"],
  columns: [{ header: "栏", width: 20 }],
  rows,
  ...more,
});

const opened = async (file: Buffer) => readWorkbook(new Blob([new Uint8Array(file)]));

/** The cell under the header of a sheet that holds nothing else. */
async function readBack(cell: Cell): Promise<unknown> {
  const [page] = await opened(await writeWorkbook([sheet([[cell]])]));
  return page?.data[3]?.[0];
}

describe("a text stays a text, also in a CSV that is saved from the workbook", () => {
  const texts: [string, string, string][] = [
    ["an ordinary text is as written", "昌市建罚字〔2026〕1号", "昌市建罚字〔2026〕1号"],
    ["a formula gets an apostrophe", "=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["a sum gets one", "+1+1", "'+1+1"],
    ["a difference gets one", "-1-1", "'-1-1"],
    ["an at sign gets one", "@SUM(A1)", "'@SUM(A1)"],
    ["full-width signs get one", "＝1+1", "'＝1+1"],
    ["a tab in front hides nothing", "\t=1+1", "'=1+1"],
    ["a carriage return in front hides nothing", "\r=1+1", "'=1+1"],
    ["a control character in front hides nothing", "\u0000=1+1", "'=1+1"],
    ["an escaped sign is not decoded", "_x003D_1+1", "_x003D_1+1"],
    ["a dash alone is a dash", "-", "-"],
    ["markup is text", "<f>1+1</f>&amp;", "<f>1+1</f>&amp;"],
    ["characters that XML forbids are left out", "甲\u0008\uFFFE\uD800乙", "甲乙"],
    ["lines stay lines", "甲\r\n乙", "甲\n乙"],
    ["a name of every object is only a text", "constructor", "constructor"],
    ["the prototype of every object is only a text", "__proto__", "__proto__"],
  ];
  it.each(texts)("%s", async (_name, written, read) => expect(await readBack(written)).toBe(read));

  it("no part of the file holds a formula", async () => {
    const file = await writeWorkbook([sheet(texts.map(([, written]) => [written]))]);
    const xml = (await partsOf(file)).get("xl/worksheets/sheet1.xml");
    expect(xml).toContain("<v>");
    expect(xml).not.toMatch(/<f[ >/]/);
  });
});

describe("a value keeps its kind", () => {
  const kinds: [string, Cell, unknown][] = [
    ["a count", 12, 12],
    ["an amount to the fen", 1234567890123.45, 1234567890123.45],
    ["a date", { date: "2026-12-31" }, new Date("2026-12-31T00:00:00Z")],
    ["nothing", undefined, null],
  ];
  it.each(kinds)("%s", async (_name, cell, read) => expect(await readBack(cell)).toEqual(read));
});

test("a page has title, lead, headers of two levels, rows and notes, the headers frozen, and prints as wide as the paper", async () => {
  const columns = [
    { header: "序号", width: 6 },
    { header: "宗数", width: 10, group: "罚款" },
    { header: "金额（元）", width: 16, group: "罚款", shows: "yuan" as const },
    { header: "占比", width: 10, shows: "share" as const },
  ];
  const file = await writeWorkbook([sheet([[1, 2, 300.5, 0.985]], { columns })]);
  const [page] = await opened(file);
  expect(page?.data).toEqual([
    ["行政处罚实施情况统计表", null, null, null],
    ["机关：住建局", null, null, null],
    ["序号", "罚款", null, "占比"],
    [null, "宗数", "金额（元）", null],
    [1, 2, 300.5, 0.985],
    ["备注：按决定日期统计。", null, null, null],
  ]);
  const parts = await partsOf(file);
  const xml = parts.get("xl/worksheets/sheet1.xml");
  for (const merged of ["A1:D1", "A2:D2", "A3:A4", "B3:C3", "D3:D4"])
    expect(xml).toContain(`ref="${merged}"`);
  expect(xml).toContain('ySplit="4"');
  expect(xml).toMatch(/<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>.*fitToHeight="0"/su);
  expect(parts.get("xl/styles.xml")).toMatch(/#,##0\.00.*0\.0%/su);
});

test("a sheet has a name that every program takes", async () => {
  const name = "a/b\\c[d]e:f*g?'一二三四五六七八九十一二三四五六七八九十";
  const [page] = await opened(await writeWorkbook([sheet([], { name })]));
  expect(page?.sheet).toHaveLength(31);
  expect(page?.sheet).toBe("a b c d e f g  一二三四五六七八九十一二三四五六");
});
