import type { z } from "zod";

/** Names that only the files of a rules folder can tell; its editor schemas list them with their labels. */
export type NameKind =
  | "action"
  | "agency"
  | "calendar"
  | "date-fact"
  | "document"
  | "fact"
  | "group"
  | "ladder"
  | "number-fact"
  | "record-type"
  | "role"
  | "rule"
  | "step"
  | "supervisor";

export function names<S extends z.ZodType>(kind: NameKind, schema: S): S {
  return schema.meta({ names: kind });
}
