import { zipParts } from "./zip-parts.ts";

type Form = { readonly code: string; readonly is: string };

const OLD = { code: "old-format", is: "旧版 .xls 或 WPS .et 工作簿" };
const ENCRYPTED = { code: "encrypted", is: "加密的工作簿" };
const MACROS = { code: "macros", is: "带宏的工作簿（.xlsm）" };

/** Compound files: `.xls`, `.et`, and every workbook with a password. */
const COMPOUND = "d0cf11e0";
/** Name of the stream that holds an encrypted workbook, as compound files write names. */
const ENCRYPTED_STREAM = Buffer.from("EncryptedPackage", "utf16le");

const BY_MAGIC: readonly (readonly [hex: string, Form])[] = [
  ["0908", OLD], // Excel 2 to 4, without a compound file around it
  ["25504446", { code: "not-a-sheet", is: " PDF 文件" }],
  ["52617221", { code: "not-a-sheet", is: " RAR 压缩包" }],
  ["377abcaf", { code: "not-a-sheet", is: " 7z 压缩包" }],
  ["1f8b", { code: "not-a-sheet", is: " gzip 压缩包" }],
];
const BY_PART: readonly (readonly [RegExp, Form])[] = [
  [/^xl\/vbaProject\.bin$/i, MACROS],
  [/^xl\/workbook\.bin$/i, { code: "other-workbook", is: "二进制工作簿（.xlsb）" }],
  [/^content\.xml$/i, { code: "other-workbook", is: " OpenDocument 文件（.ods）" }],
  [/^Index\/.*\.iwa$/i, { code: "other-workbook", is: " Numbers 表格" }],
  [/^(word|ppt)\//i, { code: "not-a-sheet", is: "文字或者演示文稿" }],
];
/** Web pages and Excel 2003 XML, which older systems export under the name `.xls`. */
const MARKUP = /^\s*<(!doctype html|html|table|meta|head|body|\?xml|workbook)/i;
const BY_NAME: readonly (readonly [RegExp, Form])[] = [
  [/\.(xls|xlt|et|ett)$/i, OLD],
  [/\.(xlsm|xltm)$/i, MACROS],
];

/** Which form that cannot be read a file has: the content decides, then its name. */
export function refusedForm(name: string, bytes: Uint8Array): Form | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = file.toString("hex", 0, 4);
  if (magic === COMPOUND) return file.includes(ENCRYPTED_STREAM) ? ENCRYPTED : OLD;
  if (magic === "504b0304") return zipForm(file) ?? named(name);
  const top = file.toString("latin1", 0, 1000).replace(/^\xef\xbb\xbf/, "");
  if (MARKUP.test(top)) return { code: "not-a-sheet", is: "网页或者 XML 文件" };
  return BY_MAGIC.find(([hex]) => magic.startsWith(hex))?.[1] ?? named(name);
}

function zipForm(file: Buffer): Form | undefined {
  try {
    for (const part of zipParts(file)) {
      const form = BY_PART.find(([pattern]) => pattern.test(part.name))?.[1];
      if (form) return form;
    }
  } catch {
    // Broken: the reader says so.
  }
  return undefined;
}

const named = (name: string) => BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
