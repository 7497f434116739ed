import type { Described, Problems } from "./operation.ts";

/** Refusals that several operations share. */
export const NO_RECORD = { 404: ["unknown-record"], 422: ["unknown-record-type"] };
export const NO_DUTY = { 404: ["unknown-duty", "malformed-duty-id"] };
export const NO_MEASURE = { 404: ["unknown-measure", "malformed-duty-id"], 422: ["invalid-measure-id"] };
export const NO_MAIL = { 404: ["unknown-mail"], 422: ["malformed-digest-id"] };
export const NO_IMPORT = { 404: ["unknown-import"] };
export const BAD_LIST = { 400: ["invalid-cursor"], 404: ["unknown-agency"] };
/** Somebody else was faster, or there is too much to write at once. */
export const BUSY = { 409: ["changed-meanwhile", "busy"], 422: ["too-many-changes"] };
/** Facts that are not as their record type says. */
export const BAD_FACTS = {
  422: [
    "unknown-record-type",
    "unknown-agency",
    "unknown-fact",
    "repeated-fact",
    "unknown-key",
    "wrong-type",
    "impossible-date",
    "impossible-instant",
    "future-date",
    "negative",
    "unit-value",
    "value-not-listed",
  ],
};

export const NO_ROUTE = { 404: ["unknown-route"] };

const ALWAYS: Problems = {
  400: ["invalid-query"],
  500: ["internal-error"],
  503: ["service-unavailable", "no-ruleset", "timeout"],
};
const WITH_TOKEN: Problems = {
  401: ["unauthenticated", "invalid-token"],
  403: ["forbidden", "caller-role", "caller-roles", "caller-claim", "caller-agency"],
  503: ["issuer-unreachable"],
};
const WITH_BODY: Problems = {
  400: ["malformed-json", "half-character"],
  413: ["body-too-large"],
  415: ["wrong-content-type"],
  422: ["invalid-body"],
};
const WITH_VERSION: Problems = { 412: ["version-mismatch"] };

export function together(...all: readonly (Problems | undefined)[]): Problems {
  const codes = new Map<number, Set<string>>();
  for (const [status, some] of all.flatMap((one) => Object.entries(one ?? {})))
    codes.set(Number(status), new Set([...(codes.get(Number(status)) ?? []), ...some]));
  return Object.fromEntries([...codes].map(([status, some]) => [status, [...some].sort()]));
}

/** Every refusal that the operation can give. */
export const problemsOf = (operation: Described & { readonly permission?: unknown }): Problems =>
  together(
    ALWAYS,
    operation.permission === undefined ? undefined : WITH_TOKEN,
    operation.body && WITH_BODY,
    operation.packed && { 400: ["malformed-gzip"] },
    operation.ifMatch && WITH_VERSION,
    operation.problems,
  );
