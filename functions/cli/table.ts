import Table from "cli-table3";
import type { Duty } from "../domain/entities.ts";
import { momentText } from "./due-answer.ts";

/** A plain table for 80 columns: no vertical lines, Chinese characters counted as two columns. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const chars = {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: "  ",
  };
  const made = new Table({
    head: [...head],
    chars,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const row of rows) made.push(row.map(String));
  return made
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Only what was done was done on time or late; what is waived was not done at all. */
export function closedText(
  { status }: Pick<Duty, "status">,
  { on, at, late }: NonNullable<Duty["closed"]>,
): string {
  return status === "discharged" ? `${momentText(at ?? on)}，${late ? "逾期" : "按期"}` : on;
}
