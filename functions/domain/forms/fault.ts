import { YifaError } from "../errors.ts";
import type { FormRow } from "./form.ts";

/** A form that cannot be read, with the row that is wrong. */
export class FormFault extends YifaError {
  constructor(row: Pick<FormRow, "item" | "place">, message: string) {
    const where = row.item === "" ? row.place : row.item;
    super("invalid", "unreadable-form", `“${where.slice(0, 80)}”：${message.slice(0, 500)}`, {
      pointer: row.place,
    });
  }
}
