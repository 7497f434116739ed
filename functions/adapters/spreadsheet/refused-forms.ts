import { createReadStream } from "node:fs";
import { SAVE_AS, SheetFault } from "./fault.ts";
import { MOST_INDEX_BYTES } from "./limits.ts";
import { readXml } from "./xml.ts";
import type { Zip } from "./zip.ts";

type Form = { readonly code: string; readonly is: string };

const OLD = { code: "old-format", is: "旧版 .xls 或 WPS .et 工作簿" };
const ENCRYPTED = { code: "encrypted", is: "加密的工作簿" };
const MACROS = { code: "macros", is: "带宏的工作簿（.xlsm）" };
const BINARY = { code: "other-workbook", is: "二进制工作簿（.xlsb）" };
const EXTERNAL = { code: "external-data", is: "引用其他文件或外部数据的工作簿" };

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
  [/(^|\/)vbaProject\.bin$|^xl\/macrosheets\//i, MACROS],
  [/^xl\/workbook\.bin$/i, BINARY],
  [/^xl\/(externalLinks\/|queryTables\/|connections\.xml$)/i, EXTERNAL],
  [/^xl\/(embeddings|activeX)\//i, { code: "embedded-files", is: "夹带其他文件或控件的工作簿" }],
  [/^content\.xml$/i, { code: "other-workbook", is: " OpenDocument 文件（.ods）" }],
  [/^Index\/.*\.iwa$/i, { code: "other-workbook", is: " Numbers 表格" }],
  [/^(word|ppt)\//i, { code: "not-a-sheet", is: "文字或者演示文稿" }],
  [/\.(xlsx?|et|csv|zip|rar|7z)$/i, { code: "not-a-sheet", is: " ZIP 压缩包（请先解压）" }],
];
const BY_CONTENT_TYPE: readonly (readonly [RegExp, Form])[] = [
  [/macroEnabled|vbaProject|macrosheet/i, MACROS],
  [/sheet\.binary/i, BINARY],
];
/** Web pages and Excel 2003 XML, which older systems export under the name `.xls`. */
const MARKUP = /^\s*<(!doctype html|html|table|meta|head|body|\?xml|workbook)/i;
const BY_NAME: readonly (readonly [RegExp, Form])[] = [
  [/\.(xls|xlt|et|ett)$/i, OLD],
  [/\.(xlsm|xltm|xlam)$/i, MACROS],
  [/\.xlsb$/i, BINARY],
];

/** Refuses forms that cannot be read, by the first thousand bytes; the name counts where they say nothing. */
export async function refuseForm(name: string, path: string, top: Buffer): Promise<void> {
  const magic = top.toString("hex", 0, 4);
  if (magic === COMPOUND) throw refused((await holds(path, ENCRYPTED_STREAM)) ? ENCRYPTED : OLD);
  const text = top.toString("latin1").replace(/^\xef\xbb\xbf/, "");
  if (MARKUP.test(text)) throw refused({ code: "not-a-sheet", is: "网页或者 XML 文件" });
  refuseWhere(BY_MAGIC, ([hex]) => magic.startsWith(hex));
  // What a zip holds says more than its name; it is looked into next.
  if (magic !== ZIP) refuseName(name);
}

export const ZIP = "504b0304";

export const refuseName = (name: string) => refuseWhere(BY_NAME, ([pattern]) => pattern.test(name));

export function refuseParts(names: readonly string[]): void {
  for (const name of names) refuseWhere(BY_PART, ([pattern]) => pattern.test(name));
}

/** Parts may have any name: what they are is in their types. */
export async function refuseContentTypes(zip: Zip): Promise<void> {
  await readXml(await zip.open("[Content_Types].xml", MOST_INDEX_BYTES), {
    open: (_, { ContentType = "" }) => refuseWhere(BY_CONTENT_TYPE, ([pattern]) => pattern.test(ContentType)),
  });
}

function refuseWhere<T>(forms: readonly (readonly [T, Form])[], is: (form: readonly [T, Form]) => boolean) {
  const form = forms.find(is)?.[1];
  if (form) throw refused(form);
}

const refused = ({ code, is }: Form) => new SheetFault(code, `是${is}，不能导入；${SAVE_AS}。`);

async function holds(path: string, wanted: Buffer): Promise<boolean> {
  let end = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const joined = Buffer.concat([end, chunk as Buffer]);
    if (joined.includes(wanted)) return true;
    end = joined.subarray(-wanted.length);
  }
  return false;
}
