import { expect, test } from "vitest";
import { read, text, utf8, workbook } from "../support/sheets.ts";
import { zipOf } from "../support/zip.ts";

const compound = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const encrypted = Buffer.concat([compound, Buffer.alloc(70_000), Buffer.from("EncryptedPackage", "utf16le")]);
const part = (name: string) => zipOf([{ name, data: "" }]);
const typed = (type: string) =>
  workbook("", {
    "[Content_Types].xml": `<Types><Override PartName="/xl/a.bin" ContentType="${type}"/></Types>`,
  });
test.each<[string, string, Uint8Array, string, string]>([
  ["an old workbook under the name of a new one", "表.xlsx", compound, "old-format", ".xls"],
  ["an old workbook under the name of a text", "表.csv", compound, "old-format", ".et"],
  ["a WPS workbook by its name alone", "表.et", workbook(text("甲")), "old-format", ".et"],
  ["an Excel 4 sheet", "表.csv", new Uint8Array([9, 8, 16, 0, 0, 6, 5, 0]), "old-format", ".xls"],
  ["a workbook with a password", "表.xlsx", encrypted, "encrypted", "加密"],
  ["macros by content", "表.xlsx", part("xl/vbaProject.bin"), "macros", "宏"],
  ["macros of Excel 4", "表.xlsx", part("xl/macrosheets/sheet1.xml"), "macros", "宏"],
  ["macros by type", "表.xlsx", typed("application/vnd.ms-office.vbaProject"), "macros", "宏"],
  [
    "a workbook with macros by type",
    "表.xlsx",
    typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "macros",
    "宏",
  ],
  ["macros by name", "表.xlsm", workbook(text("甲")), "macros", "宏"],
  ["a binary workbook", "表.xlsx", part("xl/workbook.bin"), "other-workbook", ".xlsb"],
  [
    "a binary workbook by type",
    "表.xlsx",
    typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
    "macros",
    "宏",
  ],
  [
    "values from another file",
    "表.xlsx",
    part("xl/externalLinks/externalLink1.xml"),
    "external-data",
    "外部数据",
  ],
  ["values from a database", "表.xlsx", part("xl/connections.xml"), "external-data", "外部数据"],
  ["another file inside", "表.xlsx", part("xl/embeddings/oleObject1.bin"), "embedded-files", "夹带"],
  ["an OpenDocument sheet", "表.ods", part("content.xml"), "other-workbook", ".ods"],
  ["a Word document", "表.xlsx", part("word/document.xml"), "not-a-sheet", "文字"],
  ["workbooks packed together", "表.zip", part("处罚.xlsx"), "not-a-sheet", "解压"],
  ["an archive inside an archive", "表.xlsx", part("more.zip"), "not-a-sheet", "解压"],
  ["a web page named .xls", "表.xls", utf8("\ufeff<html><table>"), "not-a-sheet", "网页"],
  ["a PDF", "表.csv", utf8("%PDF-1.7"), "not-a-sheet", "PDF"],
  ["an archive", "表.csv", utf8("Rar!\u001a"), "not-a-sheet", "RAR"],
])("%s is told what it is and how to save it", async (_, name, bytes, code, what) => {
  const refusal = await read(name, bytes).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code, kind: "invalid" });
  expect(String(refusal)).toContain(what);
  expect(String(refusal)).toMatch(
    /“表\.\w+”.*请在 Excel 或 WPS 中打开，另存为.*\.xlsx 或 CSV UTF-8 后再导入/,
  );
});
