import type { Readable } from "node:stream";
import { SheetFault, unreadable } from "./fault.ts";
import { MEGABYTE, MOST_CELL_CHARACTERS, MOST_SHARED_BYTES, MOST_SHARED_TEXTS } from "./limits.ts";
import { readXml } from "./xml.ts";

const LENGTH_BYTES = 4;

/**
 * The texts that the cells of a workbook name by number, as UTF-8 in blocks of a megabyte: a JavaScript string for each
 * would take ten times the memory.
 */
export class SharedTexts {
  readonly #blocks: Buffer[] = [];
  /** Where each text lies: block × a megabyte + offset. */
  #starts = new Uint32Array(1024);
  #count = 0;
  #end = 0;

  add(text: string): void {
    const size = LENGTH_BYTES + Buffer.byteLength(text);
    if (this.#end + size > this.#blocks.length * MEGABYTE) {
      this.#end = this.#blocks.length * MEGABYTE;
      if (this.#count === MOST_SHARED_TEXTS || this.#end >= MOST_SHARED_BYTES) throw tooMany();
      this.#blocks.push(Buffer.allocUnsafeSlow(MEGABYTE));
    }
    if (this.#count === MOST_SHARED_TEXTS) throw tooMany();
    if (this.#count === this.#starts.length) this.#starts = grown(this.#starts);
    const block = this.#blocks.at(-1) as Buffer;
    const offset = this.#end % MEGABYTE;
    block.writeUInt32LE(size - LENGTH_BYTES, offset);
    block.write(text, offset + LENGTH_BYTES);
    this.#starts[this.#count++] = this.#end;
    this.#end += size;
  }

  get(index: number): string | undefined {
    const start = index < this.#count ? this.#starts[index] : undefined;
    if (start === undefined) return undefined;
    const block = this.#blocks[Math.floor(start / MEGABYTE)] as Buffer;
    const from = (start % MEGABYTE) + LENGTH_BYTES;
    return block.toString("utf8", from, from + block.readUInt32LE(from - LENGTH_BYTES));
  }
}

function grown(starts: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(starts.length * 2);
  larger.set(starts);
  return larger;
}

const tooMany = () =>
  new SheetFault(
    "too-many-texts",
    `的文字总量超过${MOST_SHARED_BYTES / MEGABYTE} MB或${MOST_SHARED_TEXTS}条；请分成几个文件。`,
  );

/** How many a workbook declares is not asked: they are counted as they come. */
export async function readSharedTexts(part: Readable): Promise<SharedTexts> {
  const texts = new SharedTexts();
  const text = richText();
  await readXml(part, {
    open: (name) => text.open(name),
    text: (piece) => text.add(piece),
    close: (name) => {
      if (name === "si") texts.add(text.take());
      else text.close(name);
    },
  });
  return texts;
}

/** Puts the pieces of a formatted text together; how it is read aloud (`rPh`) is left out. */
export function richText() {
  let pieces = "";
  let inText = false;
  let aloud = false;
  return {
    open: (name: string) => {
      if (name === "rPh") aloud = true;
      else if (name === "t") inText = !aloud;
    },
    add: (piece: string) => {
      if (!inText) return;
      pieces += piece;
      if (pieces.length > MOST_CELL_CHARACTERS) {
        throw unreadable(`的一个单元格超过${MOST_CELL_CHARACTERS}个字`);
      }
    },
    close: (name: string) => {
      if (name === "rPh") aloud = false;
      else if (name === "t") inText = false;
    },
    take: () => {
      const text = unescapeCharacters(pieces);
      pieces = "";
      return text;
    },
  };
}

/** `_x000D_` is how the format writes characters that XML cannot hold. */
function unescapeCharacters(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
