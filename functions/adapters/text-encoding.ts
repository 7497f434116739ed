import { YifaError } from "../domain/errors.ts";

const BYTE_ORDER_MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/** UTF-8, UTF-16 with its mark, or GB18030 as Chinese Excel saves CSV. Nothing is guessed by replacing bytes. */
export function decodeText(name: string, bytes: Uint8Array): string {
  const marked = BYTE_ORDER_MARKS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1];
  for (const encoding of marked ? [marked] : ["utf-8", "gb18030"]) {
    const text = tryDecode(bytes, encoding);
    if (text !== undefined && !text.includes("\u0000")) return text;
  }
  const message = `文件“${name}”的编码不可识别；应为 UTF-8、GB18030 或带标记的 UTF-16，或另存为 .xlsx。`;
  throw new YifaError("invalid", "unknown-encoding", message);
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
