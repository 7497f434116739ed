import * as z from "zod";

/** What a word of the rule format means, for people: in errors, hovers and sentences. */
export type Label = { readonly label: string; readonly explanation: string; readonly example?: string };

/** What a word means, as an editor shows it. */
export function hover({ label, explanation, example }: Label): string {
  return `**${label}**：${explanation}${example === undefined ? "" : `\n\n例：\`${example}\``}`;
}

/** The labels of a choice's words, for errors. */
export const wordLabels = z.registry<{ labels: Readonly<Record<string, string>> }>();

/** One of a few words, each with its Chinese label and explanation. */
export function choice<const V extends Readonly<Record<string, Label>>>(words: V) {
  const schema = z
    .enum(Object.keys(words) as (keyof V & string)[])
    .meta({ markdownEnumDescriptions: Object.values(words).map(hover) });
  const labels = Object.fromEntries(Object.entries(words).map(([word, { label }]) => [word, label]));
  wordLabels.add(schema, { labels });
  return schema;
}

/**
 * Names a key for people. `description` says what the format cannot: unit, zone, whether an end is included.
 * Goes outermost (around `optional()`), so that whoever walks the shape finds it.
 */
export function key<S extends z.ZodType>(
  schema: S,
  title: string,
  description: string,
  ...examples: z.input<S>[]
): S {
  return schema.meta({ title, description, ...(examples.length > 0 && { examples }) });
}

/** Text of one form; editors and the loader refuse any other with the same words. */
export function pattern(form: RegExp, error: string) {
  return z.string().regex(form, { error }).meta({ patternErrorMessage: error });
}
