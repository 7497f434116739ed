import type { Caller } from "../entities.ts";

/** Who proposed or approved: the name as the issuer writes it, and the issuer's own id of the person where there is one. */
export type Person = { readonly name: string; readonly subject?: string };

export const personOf = ({ name, subject }: Caller): Person =>
  subject === undefined ? { name } : { name, subject };

/**
 * Whether two may be one person: the same id, or names that a reader could not tell apart. Two who really are called the
 * same are refused as well; better a third administrator than one person twice.
 */
export function maySamePerson(a: Person, b: Person): boolean {
  if (a.subject !== undefined && a.subject === b.subject) return true;
  return folded(a.name) === folded(b.name);
}

/** Without width, case, spaces, accents and characters that do not show. */
const folded = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[\p{C}\p{Z}\p{M}]/gu, "")
    .toLowerCase();
