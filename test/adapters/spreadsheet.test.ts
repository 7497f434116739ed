import readWorkbook from "read-excel-file/universal";
import { describe, expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { exactDecimal, isDateFormat } from "../../functions/adapters/spreadsheet/cell-format.ts";
import { GB18030, read, sample, text, utf8, workbook } from "../support/sheets.ts";
import { workbookParts } from "../support/workbook.ts";
import { zipOf } from "../support/zip.ts";

const CELLS = [
  ["名称", "金额"],
  ["昌吉市绿洲9号商贸有限公司", "0.3"],
];
const CSV = CELLS.map((row) => row.join(",")).join("\r\n");
const TSV = CELLS.map((row) => row.join("\t")).join("\r\n");
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));

describe("text files", () => {
  test.each([
    ["UTF-8", utf8(CSV)],
    ["UTF-8 with its mark", utf8(`\ufeff${CSV}`)],
    ["UTF-16 little-endian, tab-separated", utf16(TSV)],
    ["UTF-16 big-endian, tab-separated", utf16(TSV).map((_, i, all) => all[i ^ 1] ?? 0)],
    ["UTF-8, tab-separated", utf8(TSV)],
  ])("are read in %s", async (_, bytes) => {
    expect((await read("表.csv", bytes)).rows).toEqual(CELLS);
  });
  test("are read in GB18030, four-byte characters included", async () => {
    const [row = []] = (await read("表.csv", GB18030)).rows;
    expect(row[0]).toBe("昌吉");
    expect(row[1]).toMatch(/^\p{Script=Han}$/u);
  });
  test("are read in GB18030 also where a character lies across two chunks of the file", async () => {
    const bytes = Buffer.concat([Buffer.alloc(65_535, "a"), Buffer.from(GB18030)]);
    const [row = []] = (await read("表.csv", bytes)).rows;
    expect(row[0]).toBe(`${"a".repeat(65_535)}昌吉`);
  });
  test("keep commas and line breaks inside quotes", async () => {
    const { rows } = await read("表.csv", utf8('a,"经查,\r\n属实"\r\n'));
    expect(rows).toEqual([["a", "经查,\r\n属实"]]);
  });
  test("keep the place of a row below empty ones", async () => {
    expect((await read("表.csv", utf8("a\n\n,\nb\n"))).places).toEqual([0, 3]);
  });
});

describe("workbooks", () => {
  test("give dates as ISO dates, numbers in their decimals, and the title row", async () => {
    const name = "penalties-legal-persons.xlsx";
    const { rows } = await read(name, await sample(name));
    expect(rows).toHaveLength(62);
    expect(rows[0]?.[0]).toBe("昌吉市行政处罚信用信息公示表");
    expect(rows[2]?.slice(17, 21)).toEqual(["35", "0.3", "", "2026-09-11"]);
    expect(rows[5]?.[20]).toBe("2026-08-03");
  });

  const cells: [string, string, string | undefined][] = [
    ["a shared text", '<c r="A1" t="s"><v>0</v></c>', "甲"],
    [
      "a formatted text, without how it is read aloud",
      '<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>',
      "甲 乙",
    ],
    ["a result as text, of a program that leaves formulas out", '<c r="A1" t="str"><v>甲</v></c>', "甲"],
    ["true", '<c r="A1" t="b"><v>1</v></c>', "true"],
    ["an error", '<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"],
    ["a number", '<c r="A1"><v>0.30000000000000004</v></c>', "0.3"],
    ["a date", '<c r="A1" s="1"><v>46293</v></c>', "2026-09-28"],
    ["a date of type date", '<c r="A1" t="d"><v>2026-09-28T10:30:00</v></c>', "2026-09-28 10:30:00"],
    ["what is no date under the format of one", '<c r="A1" s="1"><v>1e99</v></c>', "无效日期"],
    ["entities of XML", '<c r="A1" t="inlineStr"><is><t>&lt;甲&amp;乙&#33;</t></is></c>', "<甲&乙!"],
    ["an escaped character", '<c r="A1" t="inlineStr"><is><t>甲_x000A_乙</t></is></c>', "甲\n乙"],
    ["cells without an address", "<c><v>1</v></c>", "1"],
  ];
  test.each(cells)("%s", async (_, cell, value) => {
    const { rows } = await read("表.xlsx", workbook(`<row r="1">${cell}</row>`));
    expect(rows).toEqual([[value]]);
  });

  test("dates count from 1904 where the workbook says so", async () => {
    const changes = {
      "xl/workbook.xml": workbookParts("")[2]
        ?.data.toString()
        .replace("<sheets>", '<workbookPr date1904="1"/><sheets>') as string,
    };
    const { rows } = await read(
      "表.xlsx",
      workbook('<row r="1"><c r="A1" s="1"><v>44831</v></c></row>', changes),
    );
    expect(rows).toEqual([["2026-09-28"]]);
  });

  test("names with a prefix of their own are the same names", async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="3"><x:c r="B3"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const { rows, places } = await read("表.xlsx", workbook("", { "xl/worksheets/sheet1.xml": sheet }));
    expect(rows).toEqual([["", "5"]]);
    expect(places).toEqual([2]);
  });

  test("the first sheet that holds something is read, others are named, whatever formulas they hold", async () => {
    const [, , book, links] = workbookParts("");
    const changes = {
      "xl/workbook.xml": String(book?.data)
        .replace("<sheets>", '<sheets><sheet name="空" sheetId="8" r:id="rId8"/>')
        .replace("</sheets>", '<sheet name="汇总" sheetId="9" r:id="rId9"/></sheets>'),
      "xl/_rels/workbook.xml.rels": String(links?.data).replace(
        "</Relationships>",
        `${["8", "9"].map((n) => `<Relationship Id="rId${n}" Type="x/worksheet" Target="/xl/worksheets/sheet${n}.xml"/>`).join("")}</Relationships>`,
      ),
      "xl/worksheets/sheet8.xml":
        '<worksheet><sheetData><row r="1"><c r="A1" s="1"/></row></sheetData></worksheet>',
      "xl/worksheets/sheet9.xml":
        '<worksheet><sheetData><row r="1"><c r="A1"><f>SUM(一!A:A)</f><v>1</v></c></row></sheetData></worksheet>',
    };
    const { rows, ignoredSheets } = await read("表.xlsx", workbook(text("甲"), changes));
    expect({ rows, ignoredSheets }).toEqual({ rows: [["甲"]], ignoredSheets: ["汇总"] });
  });

  test("are read as an independent reader reads them", async () => {
    for (const name of ["penalties-legal-persons.xlsx", "layouts/licences-sole-traders.xlsx"]) {
      const bytes = await sample(name);
      const [page] = await readWorkbook(new Blob([new Uint8Array(bytes)]));
      const theirs = (page?.data ?? []).map((row) =>
        row.map((cell: unknown) =>
          cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ""),
        ),
      );
      const { rows, places } = await read(name, bytes);
      const width = theirs[0]?.length ?? 0;
      const ours = rows.map((cells) =>
        [...cells, ...Array(width - cells.length).fill("")].map((c) => c.trim()),
      );
      expect(ours).toEqual(theirs.filter((_, at) => places.includes(at)));
    }
  });

  test("a part that the directory does not list is never unpacked", async () => {
    const parts = workbookParts(text("甲"));
    const zip = zipOf([
      { name: "xl/more.xml", data: "????", stored: true, method: 8, unlisted: true },
      ...parts,
    ]);
    expect((await read("表.xlsx", zip)).rows).toEqual([["甲"]]);
  });

  test("a link in a cell to somewhere outside is no reason to refuse: it is not followed", async () => {
    const links = `<Relationships><Relationship Id="rId1" Type="x/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>`;
    const zip = workbook(text("甲"), { "xl/worksheets/_rels/sheet1.xml.rels": links });
    expect((await read("表.xlsx", zip)).rows).toEqual([["甲"]]);
  });

  test("a date cell is its day, with the time of day that it shows where it shows one", async () => {
    const cell = (value: string, format: string) => ({ type: Date, value: new Date(value), format });
    const data = [
      [cell("2026-09-28T00:00:00Z", "yyyy-mm-dd"), cell("2026-09-28T10:30:00Z", "yyyy-mm-dd hh:mm")],
      [cell("2026-09-28T00:01:00Z", "yyyy-mm-dd hh:mm"), cell("2026-09-28T23:59:59Z", "yyyy-mm-dd hh:mm:ss")],
    ];
    const bytes = await writeExcelFile([{ sheet: "一", data }]).toBuffer();
    expect((await read("一.xlsx", bytes)).rows).toEqual([
      ["2026-09-28", "2026-09-28 10:30:00"],
      ["2026-09-28 00:01:00", "2026-09-28 23:59:59"],
    ]);
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
    ["1e999", "1e999"],
  ])("the number %s reads %s", (number, exact) => {
    expect(exactDecimal(number)).toBe(exact);
  });

  test.each<[number, string | undefined, boolean]>([
    [14, undefined, true],
    [31, undefined, true],
    [0, "General", false],
    [164, 'yyyy"年"m"月"d"日";@', true],
    [164, "[$-404]e/m/d", true],
    [164, "[h]:mm:ss.00", true],
    [164, "#,##0.00_);[Red]\\(#,##0.00\\)", false],
    [164, '0.00"mm"', false],
    [164, "G/通用格式", false],
    [164, "@", false],
  ])("the format %s %s is one of a date: %s", (id, code, date) => {
    expect(isDateFormat(id, code)).toBe(date);
  });
});
