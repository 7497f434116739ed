import { createHash } from "node:crypto";
import { workbookParts } from "./workbook.ts";
import { zipOf } from "./zip.ts";

/** Thirty characters that are found nowhere else, as the text of a penalty is. */
const unique = (n: number) => `经查当事人${createHash("sha1").update(String(n)).digest("hex").slice(0, 25)}`;

const letters = (n: number) => String.fromCharCode(65 + n);

/** A sheet of texts that are all different, kept beside it as Excel does. */
export function uniqueTexts(rows: number, columns: number): Buffer {
  const cells = Array.from({ length: rows * columns }, (_, n) => n);
  const texts = cells.map((n) => `<si><t>${unique(n)}</t></si>`).join("");
  const lines = Array.from({ length: rows }, (_, row) => {
    const own = Array.from(
      { length: columns },
      (_, column) => `<c r="${letters(column)}${row + 1}" t="s"><v>${row * columns + column}</v></c>`,
    );
    return `<row r="${row + 1}">${own.join("")}</row>`;
  });
  return zipOf(workbookParts(lines.join(""), { "xl/sharedStrings.xml": `<sst>${texts}</sst>` }));
}

/** XML of so many bytes, with just enough noise between to be let in: about a hundred times as large as it is packed. */
export function dense(bytes: number, unit: (n: number) => string): string {
  const pieces: string[] = [];
  for (let n = 1, length = 0, noisy = 0; length < bytes; n++) {
    const piece = unit(n);
    pieces.push(piece);
    length += piece.length;
    if (length < noisy) continue;
    pieces.push(`<!--${unique(n)}-->`);
    noisy = length + 4000;
  }
  return pieces.join("");
}
