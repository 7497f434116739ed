import type { Context } from "aws-lambda";
import type { Subject } from "../../functions/domain/entities.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import type { Meter } from "./meter.ts";
import type { Ask } from "./requests.ts";

/** What is measured on: an empty table under the shipped rules, and an agency that sends requests. */
export type Setting = {
  readonly meter: Meter;
  readonly ask: Ask;
  readonly files: ReadonlyMap<string, string>;
  readonly ruleset: Ruleset;
  readonly samples: readonly Subject[];
};

/** The agency whose records, duties and mails are measured. */
export const AGENCY = "housing";
export const ON = "2026-11-23";

/** As a function's context; the ids are as long as real ones. */
export const CONTEXT = {
  functionName: "Yifa-Stateless-Api0123456789-ABCDEFGHIJKL",
  awsRequestId: "6bc28136-xmpl-4365-b021-0ce6b2e64ab0",
  getRemainingTimeInMillis: () => 900_000,
} as Context;

export const putRecord = (ask: Ask, { type, id, facts }: Pick<Subject, "type" | "id" | "facts">) =>
  ask("PUT", `/v1/records/${type}/${id}`, { agency: AGENCY, facts });
