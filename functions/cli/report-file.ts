import { writeFile } from "node:fs/promises";
import { Option } from "commander";
import { writeWorkbook } from "../adapters/workbook.ts";
import { YifaError } from "../domain/errors.ts";
import { maskAll } from "../domain/mask.ts";
import type { Sheet } from "../domain/report/sheet.ts";

export const outOption = () =>
  new Option("--out <FILE>", "写入这个 .xlsx 文件，缺省为当前目录下按报表取名的文件");
export const forceOption = () => new Option("--force", "文件已经存在的，覆盖");

/** A name that every file system takes. */
export const fileName = (name: string): string => `${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_")}.xlsx`;

/** Never over a file that is there, unless `force` says so. */
export async function saveWorkbook(sheets: readonly Sheet[], path: string, force?: true): Promise<void> {
  await saveFile(await writeWorkbook(maskAll(sheets)), path, "--out", force);
}

/** `option`: the one that named the file. Only its owner may read it: it may hold personal data. */
export async function saveFile(file: Uint8Array, path: string, option: string, force?: true): Promise<void> {
  try {
    await writeFile(path, file, { flag: force ? "w" : "wx", mode: 0o600 });
  } catch (fault) {
    throw refusal(path, option, fault as NodeJS.ErrnoException);
  }
}

const REASONS: Readonly<Record<string, (option: string) => string>> = {
  EEXIST: (option) => `已经存在，请用 ${option} 另行指定，或者用 --force 覆盖`,
  ENOENT: (option) => `所在的文件夹不存在，请先建立，或者用 ${option} 另行指定`,
  EISDIR: (option) => `是文件夹，请用 ${option} 指定其中的一个文件`,
  EACCES: (option) => `没有写入权限，请用 ${option} 另行指定`,
};

function refusal(path: string, option: string, cause: NodeJS.ErrnoException): unknown {
  const reason = REASONS[cause.code ?? ""]?.(option);
  return reason === undefined
    ? cause
    : new YifaError("invalid", "usage", `文件“${path}”${reason}`, { cause });
}
