import { posix } from "node:path";
import { isDateFormat } from "./cell-format.ts";
import { unreadable } from "./fault.ts";
import { MOST_INDEX_BYTES } from "./limits.ts";
import { readXml, type XmlHandler } from "./xml.ts";
import type { Zip } from "./zip.ts";

export type WorkbookIndex = {
  /** Worksheets in the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly sharedTexts: string | undefined;
  /** By number of the style: whether a number is a date. */
  readonly dateStyles: readonly boolean[];
  readonly from1904: boolean;
};

type Relation = { readonly type: string; readonly part: string };

/** Excel itself has 64,000 styles at most. */
const MOST_STYLES = 65_536;
const MOST_SHEETS = 500;

/** How a workbook is put together. What it links to outside of itself is never followed. */
export async function readIndex(zip: Zip): Promise<WorkbookIndex> {
  const root = [...(await relations(zip, "")).values()];
  const workbook = root.find(({ type }) => type === "officeDocument")?.part;
  if (workbook === undefined) throw unreadable("不是可读的 .xlsx 工作簿");
  const links = await relations(zip, workbook);
  const partOf = (type: string) => [...links.values()].find((link) => link.type === type)?.part;
  const tabs: { name: string; id: string }[] = [];
  let from1904 = false;
  await read(zip, workbook, {
    open: (name, attributes) => {
      if (name === "workbookPr") from1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
      if (name === "sheet") tabs.push({ name: attributes.name ?? "", id: relationId(attributes) });
      if (tabs.length > MOST_SHEETS) throw unreadable(`的工作表超过${MOST_SHEETS}个`);
    },
  });
  const sheets = tabs.flatMap(({ name, id }) => {
    const link = links.get(id);
    return link?.type === "worksheet" ? [{ name, part: link.part }] : [];
  });
  return {
    sheets,
    from1904,
    sharedTexts: partOf("sharedStrings"),
    dateStyles: await dateStyles(zip, partOf("styles")),
  };
}

/** The prefix of `r:id` is the writer's choice. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  const name = Object.keys(attributes).find((one) => one.endsWith(":id"));
  return name === undefined ? "" : (attributes[name] ?? "");
}

async function relations(zip: Zip, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(part);
  const found = new Map<string, Relation>();
  await read(zip, posix.join(folder, "_rels", `${posix.basename(part)}.rels`), {
    open: (name, { Id = "", Type = "", Target = "", TargetMode }) => {
      if (name !== "Relationship" || TargetMode === "External") return;
      const target = Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target);
      found.set(Id, { type: Type.slice(Type.lastIndexOf("/") + 1), part: target });
    },
  });
  return found;
}

async function dateStyles(zip: Zip, part: string | undefined): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  if (part === undefined) return styles;
  await read(zip, part, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === "numFmt") codes.set(Number(numFmtId), formatCode ?? "");
      if (name === "cellXfs") inCells = true;
      if (name !== "xf" || !inCells) return;
      styles.push(isDateFormat(Number(numFmtId ?? 0), codes.get(Number(numFmtId))));
      if (styles.length > MOST_STYLES) throw unreadable(`的单元格样式超过${MOST_STYLES}种`);
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

async function read(zip: Zip, part: string, handler: XmlHandler): Promise<void> {
  await readXml(await zip.open(part, MOST_INDEX_BYTES), handler);
}
