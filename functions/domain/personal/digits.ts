/** Parts of forms: digits are also written in full width, and in groups. */
export const D = "[0-9０-９]";
export const GAP = "[ \\u3000\\-－—·.]?";
/** No letter or digit stands beside it. */
export const ALONE_BEFORE = "(?<![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])";
export const ALONE_AFTER = "(?![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])";

/** `n` digits in a row, gaps between them. */
export const digits = (n: number): string => `${D}(?:${GAP}${D}){${n - 1}}`;

/** What was written, in plain digits and capitals without gaps. */
export const bare = (written: string): string =>
  written
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
