import type { FactType, Scalar } from "../schema/primitives.ts";
import { FormFault } from "./fault.ts";
import type { FormRow } from "./form.ts";

const WORDS = { true: "是", false: "否" } as const;

export const scalarText = (value: Scalar): string =>
  typeof value === "boolean" ? WORDS[`${value}`] : String(value);

/** A cell as the type of its fact has it. @throws {FormFault} */
export function scalarIn(text: string, type: FactType | "number" | "boolean", row: FormRow): Scalar {
  if (type === "boolean") return booleanIn(text, row);
  if (type === "number") return numberIn(text, row);
  return text;
}

export function booleanIn(text: string, row: FormRow): boolean {
  if (text === WORDS.true || text === "true") return true;
  if (text === WORDS.false || text === "false") return false;
  throw new FormFault(row, `“${text}”不可用，应为“是”或者“否”`);
}

export function numberIn(text: string, row: FormRow): number {
  if (/^-?\d+(\.\d+)?$/.test(text) && Number.isFinite(Number(text))) return Number(text);
  throw new FormFault(row, `“${text}”不是数，应为半角数字，例如 7 或者 0.05`);
}
