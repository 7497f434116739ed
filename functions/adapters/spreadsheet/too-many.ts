import { SheetFault } from "./fault.ts";
import { MOST_COLUMNS } from "./limits.ts";

/** Formatted empty rows count: they are in the file. */
export const tooManyRows = (rows: number) =>
  new SheetFault("too-many-rows", `用到第${rows}行；最多100000行，请分成几个文件，或删除末尾的空行和格式。`);

export const tooManyColumns = () =>
  new SheetFault("too-many-columns", `的列数超过${MOST_COLUMNS}；请检查分隔符，或删除右侧的空列和格式。`);
