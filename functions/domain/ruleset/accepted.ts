import type { DiagnosticDetails } from "./diagnostic.ts";

type Accepted = Required<Pick<DiagnosticDetails, "accepted" | "labels">>;

/** One list may be accepted in thousands of places, and be thousands long. */
const cache = new WeakMap<readonly object[], Accepted>();

function accepted<T extends object>(
  items: readonly T[],
  idOf: (item: T) => string,
  labelOf: (item: T) => string,
): Accepted {
  const known = cache.get(items);
  if (known) return known;
  const labels = Object.fromEntries(items.map((item) => [idOf(item), labelOf(item)]));
  const fresh = { accepted: items.map(idOf), labels };
  cache.set(items, fresh);
  return fresh;
}

/** Words that may stand somewhere, each with its label. */
export const acceptedNames = (items: readonly { readonly id: string; readonly label: string }[]): Accepted =>
  accepted(
    items,
    ({ id }) => id,
    ({ label }) => label,
  );

/** Facts by their name and label. */
export const acceptedFacts = (
  facts: readonly { readonly name: string; readonly label: string }[],
): Accepted =>
  accepted(
    facts,
    ({ name }) => name,
    ({ label }) => label,
  );

/** Agencies by their id and name. */
export const acceptedAgencies = (
  agencies: readonly { readonly id: string; readonly name: string }[],
): Accepted =>
  accepted(
    agencies,
    ({ id }) => id,
    ({ name }) => name,
  );
