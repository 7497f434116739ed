import { once } from "node:events";
import type { Readable } from "node:stream";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { SheetFault, unreadable } from "./fault.ts";
import { MOST_PARTS, MOST_RATIO, MOST_UNPACKED_BYTES, RATIO_COUNTS_FROM_BYTES } from "./limits.ts";

export type Zip = {
  /** In the order of the directory. */
  readonly names: readonly string[];
  /** Parts by name, small and capital letters alike; stops where a part is larger than its entry says. */
  open(name: string, mostBytes?: number): Promise<Readable>;
  close(): Promise<void>;
};

const STORED = 0;
const DEFLATED = 8;
/** Of a local header, without the name. */
const HEADER_BYTES = 30;

/**
 * A zip whose directory makes sense: what it says is checked before a byte is unpacked, and while unpacking yauzl lets
 * no part grow over the size that its entry gives.
 */
export async function openZip(path: string): Promise<Zip> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: false });
  try {
    return guarded(zip, await checkedEntries(zip));
  } catch (fault) {
    zip.close();
    throw fault;
  }
}

function guarded(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Zip {
  return {
    names: [...entries.values()].map(({ fileName }) => fileName),
    open: async (name, mostBytes = MOST_UNPACKED_BYTES) => {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw unreadable(`缺少部件“${name.slice(0, 80)}”，不是完整的 .xlsx 工作簿`);
      if (entry.uncompressedSize > mostBytes) throw bomb(`其中“${shown(entry)}”过大`);
      return await zip.openReadStreamPromise(entry);
    },
    close: async () => {
      if (!zip.isOpen) return;
      const closed = once(zip, "close");
      zip.close();
      await closed;
    },
  };
}

async function checkedEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_PARTS) {
    throw bomb(`内有${zip.entryCount}个部件，最多${MOST_PARTS}个`);
  }
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry);
    unpacked += entry.uncompressedSize;
    if (unpacked > MOST_UNPACKED_BYTES) throw bomb("解压后超过512 MB");
    const key = entry.fileName.toLowerCase();
    if (entries.has(key)) throw unreadable(`中有两个名为“${shown(entry)}”的部件，无法确定以哪个为准`);
    entries.set(key, entry);
  }
  refuseOverlaps([...entries.values()]);
  return entries;
}

function checkEntry(entry: Entry): void {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  if (entry.isEncrypted()) {
    throw new SheetFault("encrypted", "是加密的压缩包，不能导入；请去掉密码后再导入。");
  }
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    throw unreadable(`的部件“${shown(entry)}”用了不支持的压缩方式`);
  }
  if (uncompressedSize > RATIO_COUNTS_FROM_BYTES && uncompressedSize > MOST_RATIO * compressedSize) {
    throw bomb(`其中“${shown(entry)}”解压后是压缩前的${MOST_RATIO}倍以上`);
  }
}

/** Many entries over the same packed bytes would be unpacked many times. */
function refuseOverlaps(entries: readonly Entry[]): void {
  const inPlace = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of inPlace) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) throw bomb(`的部件“${shown(entry)}”与其他部件重叠`);
    end = start + HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
  }
}

const bomb = (why: string) =>
  new SheetFault(
    "zip-bomb",
    `${why}，疑似压缩炸弹，不予解压；请在 Excel 或 WPS 中打开，另存为 .xlsx 后再导入。`,
  );

const shown = ({ fileName }: Entry) => fileName.slice(0, 80);
