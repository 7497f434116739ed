import { chineseNumber } from "./numerals.ts";
import { inline, type Phrase } from "./phrase.ts";

/** A sentence without its full stop; with items it is the head of a list. */
export type Sentence = Phrase;

/** The number of an item, by depth: （一） 1． （1） and then ① as far as that goes. */
export function itemNumber(index: number, depth: number): string {
  const n = index + 1;
  if (depth === 0) return `（${chineseNumber(n)}）`;
  if (depth === 1) return `${n}．`;
  return depth === 3 && n <= 20 ? String.fromCodePoint(0x245f + n) : `（${n}）`;
}

/** All on one line: 有下列情形之一的，……：（一）……；（二）……。 */
export function flat(sentences: readonly Sentence[]): string {
  return sentences.map((sentence) => `${flatPhrase(sentence, 0)}。`).join("");
}

function flatPhrase({ text, items }: Phrase, depth: number): string {
  if (items.length === 0) return text;
  const listed = items.map((item, i) => `${itemNumber(i, depth)}${flatPhrase(item, depth + 1)}`);
  return `${text}：${listed.join("；")}`;
}

/** ……的除外。 */
export function exceptionSentences(exceptions: readonly Phrase[]): Sentence[] {
  const [only] = exceptions;
  if (!only) return [];
  if (exceptions.length === 1) return [{ text: `${only.text}的除外`, items: only.items }];
  if (
    exceptions.length === 2 &&
    exceptions.every(({ text, items }) => items.length === 0 && !text.includes("，"))
  )
    return [inline(`${exceptions.map(({ text }) => `${text}的`).join("，以及")}除外`)];
  return [{ text: "有下列情形之一的除外", items: exceptions }];
}
