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
  const file = await writeWorkbook(maskAll(sheets));
  try {
    await writeFile(path, file, { flag: force ? "w" : "wx" });
  } catch (fault) {
    throw refusal(path, (fault as NodeJS.ErrnoException).code, fault);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "已经存在，请用 --out 另行指定，或者用 --force 覆盖",
  ENOENT: "所在的文件夹不存在，请先建立，或者用 --out 另行指定",
  EISDIR: "是文件夹，请用 --out 指定文件，例如 --out 年报.xlsx",
  EACCES: "没有写入权限，请用 --out 另行指定",
};

function refusal(path: string, code: string | undefined, cause: unknown): unknown {
  const reason = REASONS[code ?? ""];
  return reason === undefined
    ? cause
    : new YifaError("invalid", "usage", `文件“${path}”${reason}`, { cause });
}
