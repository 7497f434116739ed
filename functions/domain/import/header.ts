import type { Layout } from "../schema/folder.ts";
import { cleanText } from "./cell.ts";

export type Column = Layout["columns"][number];

/** Headers that differ only in width, spaces, punctuation, brackets or case are the same header. */
export function normaliseHeader(header: string): string {
  return header
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/** Layout columns by every header that stands for them. */
export function columnsByHeader(layout: Layout): ReadonlyMap<string, Column> {
  const found = new Map<string, Column>();
  for (const column of layout.columns) {
    for (const synonym of column.synonyms ?? []) found.set(normaliseHeader(synonym), column);
  }
  for (const column of layout.columns) found.set(normaliseHeader(column.header), column);
  return found;
}

/** A header as shown in reports: one line, at most 60 characters; a nameless column by its place. */
export function showHeader(header: string, index: number): string {
  const shown = cleanText(header).replace(/\s+/g, "");
  if (shown === "") return `第${index + 1}列`;
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}
