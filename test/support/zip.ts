import { text } from "node:stream/consumers";
import { crc32, deflateRawSync } from "node:zlib";
import { fromBufferPromise } from "yauzl";

/** A part of a zip, and the lies that its directory entry tells. */
export type Part = {
  name: string;
  data: string | Buffer;
  /** Deflated, or as it is. */
  stored?: boolean;
  method?: number;
  flags?: number;
  /** Size that the entry gives. */
  size?: number;
  packedSize?: number;
  /** Lies where this other part lies. */
  over?: string;
  /** The directory does not list it. */
  unlisted?: boolean;
};

/** A zip, as broken as asked for. */
export function zipOf(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets = new Map<string, number>();
  let at = 0;
  for (const part of parts) {
    const raw = Buffer.from(part.data as string);
    const data = part.stored ? raw : deflateRawSync(raw);
    const offset = part.over === undefined ? at : (offsets.get(part.over) ?? 0);
    offsets.set(part.name, offset);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(part.flags ?? 0x0800, 2);
    fields.writeUInt16LE(part.method ?? (part.stored ? 0 : 8), 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(part.packedSize ?? data.length, 14);
    fields.writeUInt32LE(part.size ?? raw.length, 18);
    const name = Buffer.from(part.name);
    fields.writeUInt16LE(name.length, 22);
    if (part.over === undefined) {
      const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, name, data]);
      locals.push(local);
      at += local.length;
    }
    if (part.unlisted) continue;
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), fields, tail, name]));
  }
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

/** What each part of a zip holds, as text. */
export async function partsOf(zip: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  const opened = await fromBufferPromise(zip);
  for await (const entry of opened.eachEntry())
    parts.set(entry.fileName, await text(await opened.openReadStreamPromise(entry)));
  return parts;
}
