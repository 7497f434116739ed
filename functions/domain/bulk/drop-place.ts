import { YifaError } from "../errors.ts";
import type { Directory } from "../schema/folder.ts";
import { NO_AGENCY } from "./import-state.ts";

export type DropPlace = { readonly agency: string; readonly file: string; readonly refused?: YifaError };

const LONGEST_NAME = 200;

/** Whose a dropped file is, from its key `imports/<agency>/<file name>`. */
export function dropPlace(key: string, directory: Directory): DropPlace {
  const [, folder = "", name = ""] = /^imports\/([^/]*)\/([^/]+)$/.exec(key) ?? [];
  const file = (name || key).replace(/\p{C}/gu, "").slice(-LONGEST_NAME);
  const known = directory.agencies.some(({ id }) => id === folder);
  if (!known || name === "") {
    const message = `“${key.slice(0, LONGEST_NAME)}”不是导入的位置；应为 imports/机关代号/文件名，例如 imports/housing/处罚.xlsx。`;
    return { agency: NO_AGENCY, file, refused: new YifaError("invalid", "misplaced-file", message) };
  }
  if (/\.(xlsx|csv|tsv|txt|jsonl?|xls|et|xlsm|xlsb|ods)$/i.test(file)) return { agency: folder, file };
  const message = `文件“${file}”的类型不可识别；应为 .xlsx、.csv 或 .jsonl，例如 处罚.xlsx。`;
  return { agency: folder, file, refused: new YifaError("invalid", "unknown-file-type", message) };
}
