import stringWidth from "string-width";

const WIDTH = 80;
/** What must not begin a line, and what must not end one. */
const CLOSING = /^[、，。；：？！）》〕”’％%)\],.;:]/;
const OPENING = /[（《〔“‘([]$/;
/** Words in Latin letters and numbers stay whole; each Chinese character may end a line. */
const PIECES = /[\x21-\x7e]+|\s+|./gsu;

/** Fills lines of 80 columns; Chinese characters are two wide. Lines after the first are indented by `rest`. */
export function fill(text: string, first = "", rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  for (const piece of joined(text)) {
    const indent = lines.length === 0 ? first : rest;
    if (line !== indent && stringWidth(line) + stringWidth(piece.trimEnd()) > WIDTH) {
      lines.push(line.trimEnd());
      line = rest + piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** Pieces that may be parted: punctuation stays with what it closes or opens. */
function joined(text: string): string[] {
  const pieces: string[] = [];
  for (const [piece] of text.matchAll(PIECES)) {
    const last = pieces.at(-1);
    if (last !== undefined && (CLOSING.test(piece) || OPENING.test(last)))
      pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
}
