import type * as z from "zod";

/** Names that only the files of a rules folder can tell; its editor schemas list them with their labels. */
export type NameKind =
  | "action"
  | "agency"
  | "calendar"
  | "date-fact"
  | "day-setting"
  | "document"
  | "fact"
  | "group"
  | "ladder"
  | "number-fact"
  | "working-day-setting"
  | "record-type"
  | "role"
  | "step"
  | "supervisor"
  | "years-setting";

export function names<S extends z.ZodType>(kind: NameKind, schema: S): S {
  return schema.meta({ names: kind });
}

/** Shapes that depend on the rules folder: an editor schema narrows them by record type. */
export type Part =
  | "case"
  | "citation"
  | "condition"
  | "due-after"
  | "due-every"
  | "facts"
  | "flag"
  | "layout"
  | "leaf"
  | "rule"
  | "settings"
  | "version";

declare module "zod" {
  interface GlobalMeta {
    names?: NameKind;
    part?: Part;
  }
}
