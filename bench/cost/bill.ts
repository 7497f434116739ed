import assumptions from "./assumptions.json" with { type: "json" };
import type { Operation } from "./operations.ts";
import type { Quantities } from "./prices.ts";
import type { Usage } from "./usage.ts";

const { lambda, logBytesPerInvocation, logBytesPerRequest, answerBytes } = assumptions;

const REQUESTS: readonly Operation[] = [
  "decide",
  "putNew",
  "putUnchanged",
  "putChanged",
  "getCase",
  "listDuties",
];
/** Parts of a run that is billed once. */
const PARTS: readonly Operation[] = [
  "importRow",
  "reminder",
  "auditCase",
  "verifyCase",
  "checkCase",
  "moveCase",
];

/** How long a function is billed for, in milliseconds: its share of a processor, and what it waits for others. */
export function billedMs({ cpuMs, dynamodb, sqs, ses }: Usage): number {
  const work = cpuMs * (lambda.fullCpuMb / lambda.memoryMb);
  return work + dynamodb * lambda.dynamodbMs + sqs * lambda.sqsMs + ses * lambda.mailMs;
}

/** What one of an operation uses. */
export function usedBy(operation: Operation, usage: Usage): Quantities {
  const requests = REQUESTS.includes(operation) ? 1 : 0;
  const invocations = PARTS.includes(operation) ? 0 : 1;
  const logBytes = usage.logBytes + invocations * logBytesPerInvocation + requests * logBytesPerRequest;
  return {
    readMillion: usage.readUnits / 1e6,
    writeMillion: usage.writeUnits / 1e6,
    lambdaGbSecond: (billedMs(usage) / 1000) * (lambda.memoryMb / 1024),
    lambdaMillion: invocations / 1e6,
    httpApiMillion: requests / 1e6,
    sqsMillion: usage.sqs / 1e6,
    mailThousand: usage.ses / 1000,
    logsGb: logBytes / 1e9,
    transferGb: (requests * answerBytes) / 1e9,
  };
}
