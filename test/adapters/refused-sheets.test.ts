import { describe, expect, test } from "vitest";
import { GB18030, read, text, utf8, workbook } from "../support/sheets.ts";
import { workbookParts } from "../support/workbook.ts";
import { zipOf } from "../support/zip.ts";

const DOCTYPE = '<!DOCTYPE sst [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]>';
const sheetOf = (xml: string) => workbook("", { "xl/worksheets/sheet1.xml": xml });
const texts = (xml: string) => workbook(text("甲"), { "xl/sharedStrings.xml": xml });
/** Deflates to a thousandth. */
const MANY_ZEROS = Buffer.alloc(40_000_000, "0");

describe("refused files", () => {
  const compound = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const whole = workbook(text("甲"));
  test.each<[string, string, () => Uint8Array, string]>([
    ["an old workbook", "表.xls", () => compound, "old-format"],
    ["a WPS workbook", "表.et", () => utf8("a,b"), "old-format"],
    ["an old workbook renamed", "表.xlsx", () => compound, "old-format"],
    ["a broken workbook", "表.xlsx", () => new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), "unreadable"],
    ["a workbook that was cut off", "表.xlsx", () => whole.subarray(0, whole.length - 40), "unreadable"],
    [
      "a workbook cut off, with its directory",
      "表.xlsx",
      () => Buffer.concat([whole.subarray(0, 200), whole.subarray(300)]),
      "unreadable",
    ],
    ["more than 100 MB", "表.csv", () => new Uint8Array(100 * 1024 * 1024 + 1), "too-large"],
    ["a zip that is no workbook", "表.xlsx", () => zipOf([{ name: "a.txt", data: "甲" }]), "unreadable"],
    ["an empty zip", "表.xlsx", () => zipOf([{ name: "a/", data: "" }]), "unreadable"],
    ["a workbook without content", "表.xlsx", () => workbook(""), "empty-file"],
    [
      "a cell far below",
      "表.xlsx",
      () => workbook('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
      "too-many-rows",
    ],
    ["a row below the last one", "表.xlsx", () => workbook('<row r="100021"/>'), "too-many-rows"],
    [
      "a cell far right",
      "表.xlsx",
      () => workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
      "too-many-columns",
    ],
    [
      "a dimension of the whole sheet",
      "表.xlsx",
      () => sheetOf('<worksheet><dimension ref="A1:XFD1048576"/><sheetData/></worksheet>'),
      "too-many-rows",
    ],
    [
      "a dimension of a whole row",
      "表.xlsx",
      () => sheetOf('<worksheet><dimension ref="A1:XFD1"/><sheetData/></worksheet>'),
      "too-many-columns",
    ],
    ["rows in the wrong order", "表.xlsx", () => workbook('<row r="2"/><row r="1"/>'), "unreadable"],
    [
      "a text that is not there",
      "表.xlsx",
      () => workbook('<row r="1"><c r="A1" t="s"><v>1</v></c></row>'),
      "unreadable",
    ],
    ["a formula", "表.xlsx", () => workbook('<row r="7"><c r="AB7"><f>1+1</f><v>2</v></c></row>'), "formula"],
    [
      "a shared formula without a text",
      "表.xlsx",
      () => workbook('<row r="1"><c r="A1"><f t="shared" si="0"/></c></row>'),
      "formula",
    ],
    [
      "a billion laughs",
      "表.xlsx",
      () => texts(`${DOCTYPE}<sst><si><t>&b;</t></si></sst>`),
      "external-entity",
    ],
    [
      "an entity from outside",
      "表.xlsx",
      () => sheetOf('<!DOCTYPE w SYSTEM "file:///etc/passwd"><worksheet/>'),
      "external-entity",
    ],
    [
      "an entity in the list of sheets",
      "表.xlsx",
      () =>
        workbook("", {
          "xl/workbook.xml": '<!DOCTYPE w [<!ENTITY % x SYSTEM "http://example.org">]><workbook/>',
        }),
      "external-entity",
    ],
    [
      "an entity that nobody declared",
      "表.xlsx",
      () => sheetOf("<worksheet>&xxe;</worksheet>"),
      "unreadable",
    ],
    ["tags that do not match", "表.xlsx", () => sheetOf("<worksheet><sheetData></worksheet>"), "unreadable"],
    ["elements nested without end", "表.xlsx", () => sheetOf("<a>".repeat(100)), "unreadable"],
    [
      "an element of a thousand attributes",
      "表.xlsx",
      () => sheetOf(`<a ${Array.from({ length: 1000 }, (_, n) => `b${n}=""`).join(" ")}/>`),
      "unreadable",
    ],
    [
      "an attribute of a megabyte",
      "表.xlsx",
      () => sheetOf(`<a b="${"1".repeat(1_000_000)}"/>`),
      "unreadable",
    ],
    [
      "a cell of a hundred thousand characters",
      "表.xlsx",
      () => workbook(text("长".repeat(100_000))),
      "unreadable",
    ],
    [
      "a part in another encoding",
      "表.xlsx",
      () => sheetOf('<?xml version="1.0" encoding="UTF-7"?><worksheet/>'),
      "unknown-encoding",
    ],
    [
      "a part that is not UTF-8",
      "表.xlsx",
      () =>
        zipOf([
          ...workbookParts("").filter(({ name }) => !/sheet1/.test(name)),
          { name: "xl/worksheets/sheet1.xml", data: Buffer.from(GB18030) },
        ]),
      "unknown-encoding",
    ],
    [
      "a part that unpacks to a thousand times its size",
      "表.xlsx",
      () => workbook(text("甲"), {}, { name: "xl/media/a.png", data: MANY_ZEROS }),
      "zip-bomb",
    ],
    [
      "a part that says it is small",
      "表.xlsx",
      () =>
        zipOf(
          workbookParts("").map((part) =>
            /sheet1/.test(part.name) ? { ...part, data: MANY_ZEROS, size: 1000 } : part,
          ),
        ),
      "unreadable",
    ],
    [
      "a part that says it is enormous",
      "表.xlsx",
      () => workbook(text("甲"), {}, { name: "xl/a.bin", data: "甲", size: 0xfffffff0 }),
      "zip-bomb",
    ],
    [
      "many parts over the same bytes",
      "表.xlsx",
      () =>
        workbook(
          text("甲"),
          {},
          { name: "xl/a.bin", data: "甲" },
          { name: "xl/b.bin", data: "甲", over: "xl/a.bin" },
        ),
      "zip-bomb",
    ],
    [
      "thousands of parts",
      "表.xlsx",
      () =>
        workbook(text("甲"), {}, ...Array.from({ length: 2000 }, (_, n) => ({ name: `xl/${n}`, data: "" }))),
      "zip-bomb",
    ],
    [
      "two parts of one name",
      "表.xlsx",
      () => workbook(text("甲"), {}, { name: "XL/workbook.xml", data: "" }),
      "unreadable",
    ],
    [
      "a part that lies outside of the file",
      "表.xlsx",
      () => workbook(text("甲"), {}, { name: "../../etc/passwd", data: "" }),
      "unreadable",
    ],
    [
      "an encrypted part",
      "表.xlsx",
      () => workbook(text("甲"), {}, { name: "xl/a.bin", data: "", flags: 1 }),
      "encrypted",
    ],
    [
      "an unknown way of packing",
      "表.xlsx",
      () => workbook(text("甲"), {}, { name: "xl/a.bin", data: "", method: 99 }),
      "unreadable",
    ],
    ["an unknown encoding", "表.csv", () => new Uint8Array([0x61, 0xff, 0xff]), "unknown-encoding"],
    [
      "GB18030 under the mark of UTF-8",
      "表.csv",
      () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), GB18030]),
      "unknown-encoding",
    ],
    ["UTF-16 without its mark", "表.csv", () => Buffer.from("名称,金额", "utf16le"), "unknown-encoding"],
    [
      "UTF-16 with half a character at its end",
      "表.csv",
      () => Buffer.from("\ufeff名称,金额", "utf16le").subarray(0, -1),
      "unknown-encoding",
    ],
    ["zero bytes", "表.csv", () => new Uint8Array([0x61, 0, 0x62]), "unknown-encoding"],
    ["an open quote", "表.csv", () => utf8('a,"b\nc'), "unreadable"],
    [
      "an open quote before two megabytes",
      "表.csv",
      () => utf8(`a,"${"b\n".repeat(1_000_000)}`),
      "too-long-row",
    ],
    ["nothing", "表.csv", () => new Uint8Array(), "empty-file"],
    ["more than 100,000 rows", "表.csv", () => utf8("a\n".repeat(100_021)), "too-many-rows"],
    ["more than 300 columns", "表.csv", () => utf8(",".repeat(300)), "too-many-columns"],
  ])("%s", async (_, name, bytes, code) => {
    const refusal = await read(name, bytes()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: "YifaError", kind: "invalid", code });
    expect(String((refusal as Error).message)).toMatch(/^文件“表\.\w+”.*[一-龥].*。$/u);
  });

  test("a formula is named by its cell", async () => {
    const zip = workbook('<row r="7"><c r="AB7"><f>1+1</f><v>2</v></c></row>');
    await expect(read("表.xlsx", zip)).rejects.toThrow("单元格 AB7 是公式");
  });
});
