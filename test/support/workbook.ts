import type { Part } from "./zip.ts";

const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** The parts of a small workbook of one sheet, for tests that change one of them. */
export function workbookParts(rows: string, changes: Readonly<Record<string, string>> = {}): Part[] {
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${["worksheet", "sharedStrings", "styles"]
      .map(
        (type, n) =>
          `<Relationship Id="rId${n + 1}" Type="${RELATIONS}/${type}" Target="${type === "worksheet" ? "worksheets/sheet1" : type}.xml"/>`,
      )
      .join("")}</Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    "xl/sharedStrings.xml": `<sst xmlns="${MAIN}"><si><t>甲</t></si></sst>`,
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ...changes,
  };
  return Object.entries(parts).map(([name, data]) => ({ name, data }));
}
