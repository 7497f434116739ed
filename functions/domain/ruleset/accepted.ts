import type { DiagnosticDetails } from "./diagnostic.ts";

type Named = { readonly id: string; readonly label: string };

/** Words that may stand somewhere, each with its label. */
export function acceptedNames(items: readonly Named[]): Pick<DiagnosticDetails, "accepted" | "labels"> {
  return {
    accepted: items.map(({ id }) => id),
    labels: Object.fromEntries(items.map(({ id, label }) => [id, label])),
  };
}

/** Facts by their name and label. */
export const acceptedFacts = (facts: readonly { readonly name: string; readonly label: string }[]) =>
  acceptedNames(facts.map(({ name, label }) => ({ id: name, label })));

/** Agencies by their id and name. */
export const acceptedAgencies = (agencies: readonly { readonly id: string; readonly name: string }[]) =>
  acceptedNames(agencies.map(({ id, name }) => ({ id, label: name })));
