import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { SheetFault } from "./fault.ts";

const BYTE_ORDER_MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/**
 * UTF-8, UTF-16 with its mark, or GB18030 as Chinese Excel saves CSV. The whole file is tried: nothing is guessed, and
 * no byte is replaced.
 */
export async function encodingOf(path: string): Promise<string> {
  const top = await firstBytes(path, 4);
  const marked = BYTE_ORDER_MARKS.find(([mark]) => mark.every((byte, index) => top[index] === byte))?.[1];
  for (const encoding of marked ? [marked] : ["utf-8", "gb18030"]) {
    if (await fits(path, encoding)) return encoding;
  }
  throw unknownEncoding("应为 UTF-8、GB18030 或带标记的 UTF-16，或另存为 .xlsx。");
}

export async function requireUtf8(path: string): Promise<void> {
  if (!(await fits(path, "utf-8"))) throw unknownEncoding("应为 UTF-8。");
}

const unknownEncoding = (accepted: string) =>
  new SheetFault("unknown-encoding", `的编码不可识别；${accepted}`);

/** The text of the file, piece by piece, without its mark; throws where bytes are not of this encoding. */
export async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function fits(path: string, encoding: string): Promise<boolean> {
  try {
    for await (const text of decoded(path, encoding)) if (text.includes("\u0000")) return false;
    return true;
  } catch (fault) {
    if (fault instanceof TypeError) return false;
    throw fault;
  }
}

export async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
