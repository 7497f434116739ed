/** A table in Markdown; all columns but the first are figures. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, n) => (n === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

export const count = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 2 });
export const digits = (value: number): string =>
  value.toLocaleString("en-US", { maximumSignificantDigits: 6 });
export const money = (value: number): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
