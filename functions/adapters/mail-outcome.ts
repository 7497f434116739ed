/**
 * What the provider made of a mail. Certainly not taken: `rejected` for good, `throttled` for now, `paused` with all
 * other mail (the account, the sender, the server). After `unknown` nobody knows.
 */
export type MailOutcome =
  | { readonly kind: "accepted"; readonly messageId: string }
  | { readonly kind: Refusal; readonly error: string };

export type Refusal = "rejected" | "throttled" | "paused" | "unknown";

/** Providers repeat the address of the recipient, which belongs into no log. */
export const describe = (fault: unknown): string =>
  withoutAddresses(fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault)).slice(0, 500);

export const withoutAddresses = (text: string): string => text.replace(/[^\s<>@:;,"]+@[^\s<>@:;,"]+/g, "…@…");
