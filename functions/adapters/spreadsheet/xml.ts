import type { Readable } from "node:stream";
import sax from "sax";
import { SheetFault, unreadable } from "./fault.ts";

/** Names come without their prefix. */
export type XmlHandler = {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
};

/** A sheet nests about ten deep. */
const MOST_DEPTH = 50;
const MOST_ATTRIBUTES = 100;

/** `strictEntities`: the five of XML. Counting lines and columns would take four fifths of the time. */
const OPTIONS: sax.SAXOptions & { strictEntities: true } = { strictEntities: true, position: false };

/**
 * Parses a part as it is unpacked, and yields after each chunk. Nothing outside of the part is ever asked for: a
 * document type, and with it every entity but the five of XML, is refused.
 */
export async function* xmlChunks(stream: Readable, handler: XmlHandler): AsyncGenerator<void> {
  const parser = guardedParser(handler);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  parser.position = 0;
  for await (const chunk of stream) {
    const text = decode(decoder, chunk);
    // By the position sax knows when to look for a name, a comment or an attribute of more than 64 KB, and refuses it.
    parser.position += text.length;
    parser.write(text);
    yield;
  }
  parser.write(decode(decoder)).close();
  yield;
}

export async function readXml(stream: Readable, handler: XmlHandler): Promise<void> {
  for await (const _ of xmlChunks(stream, handler));
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (cause) {
    throw wrongEncoding(cause);
  }
}

function guardedParser(handler: XmlHandler): sax.SAXParser {
  const parser = sax.parser(true, OPTIONS);
  let depth = 0;
  let attributes = 0;
  parser.onerror = (cause) => {
    throw unreadable("的内容不是格式正确的 XML", cause);
  };
  parser.ondoctype = () => {
    throw new SheetFault("external-entity", "含有 DOCTYPE 声明，可能引用外部实体，不予读取。");
  };
  parser.onprocessinginstruction = ({ name, body }) => {
    const encoding = /encoding\s*=\s*["']([^"']*)/.exec(body)?.[1];
    if (name === "xml" && encoding !== undefined && !/^utf-?8$/i.test(encoding)) throw wrongEncoding();
  };
  parser.onattribute = () => {
    if (++attributes > MOST_ATTRIBUTES) throw unreadable("的一个元素有过多的属性");
  };
  parser.onopentag = ({ name, attributes: given }) => {
    attributes = 0;
    if (++depth > MOST_DEPTH) throw unreadable(`的内容嵌套超过${MOST_DEPTH}层`);
    handler.open?.(local(name), given as Record<string, string>);
  };
  parser.onclosetag = (name) => {
    depth--;
    handler.close?.(local(name));
  };
  parser.ontext = (text) => handler.text?.(text);
  parser.oncdata = (text) => handler.text?.(text);
  return parser;
}

const wrongEncoding = (cause?: unknown) =>
  new SheetFault("unknown-encoding", "内部不是 UTF-8 编码；请在 Excel 或 WPS 中打开，另存为 .xlsx。", {
    cause,
  });

const local = (name: string) => name.slice(name.indexOf(":") + 1);
