import * as z from "zod";

/** One of the words that a table of labels explains. */
export const words = <T extends object>(of: T) =>
  z.enum(Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]);
