import type { Impact } from "./impact.ts";

const LISTS = ["findings", "gates", "duties", "needs", "mails", "failed"] as const;
type Lists = Pick<Impact, (typeof LISTS)[number]>;

/** An impact as the API shows it: all counts, and of each list the beginning. */
export type ShortImpact = Impact & { readonly counts: Readonly<Record<keyof Lists, number>> };

const SHOWN = 50;

export function shortImpact(impact: Impact): ShortImpact {
  const each = <T>(make: (list: keyof Lists) => T) =>
    Object.fromEntries(LISTS.map((list) => [list, make(list)])) as Record<keyof Lists, T>;
  const shown = each((list) => impact[list].slice(0, SHOWN)) as unknown as Lists;
  return { ...impact, ...shown, counts: each((list) => impact[list].length) };
}
