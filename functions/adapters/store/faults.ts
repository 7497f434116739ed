import { YifaError } from "../../domain/errors.ts";

const NETWORK_CODES = [
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
];
const BUSY_NAMES = [
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "InternalServerError",
  "ServiceUnavailable",
  "TimeoutError",
  "ResourceNotFoundException",
  "CredentialsProviderError",
  "LimitExceededException",
];
const BUSY_REASONS = ["ThrottlingError", "ProvisionedThroughputExceeded"];

type SdkFault = {
  name?: string;
  code?: string;
  message?: string;
  CancellationReasons?: { Code?: string }[];
  $metadata?: { httpStatusCode?: number };
};

/** A fault of the SDK as the program speaks of it; anything else (a bug) stays what it is. The fault is the `cause`. */
export function toYifaError(fault: unknown, service = "数据库"): unknown {
  if (fault instanceof YifaError || typeof fault !== "object" || fault === null) return fault;
  const { name = "", code = "", CancellationReasons = [], $metadata } = fault as SdkFault;
  const reasons = CancellationReasons.map((reason) => reason.Code ?? "");
  if (name === "ConditionalCheckFailedException" || reasons.includes("ConditionalCheckFailed")) {
    return new YifaError("conflict", "changed-meanwhile", "数据已被他人更新，请重新读取后再提交", {
      cause: fault,
    });
  }
  if (name === "TransactionConflictException" || reasons.includes("TransactionConflict")) {
    return new YifaError("conflict", "busy", "同一数据正在被更新，请稍后重试", { cause: fault });
  }
  const away =
    NETWORK_CODES.includes(code) ||
    BUSY_NAMES.includes(name) ||
    reasons.some((reason) => BUSY_REASONS.includes(reason)) ||
    ($metadata?.httpStatusCode ?? 0) >= 500;
  if (!away) return fault;
  return new YifaError("unavailable", "service-unavailable", `${service}暂时无法使用，请稍后重试`, {
    cause: fault,
  });
}

/** Positions of the writes whose condition failed. */
export function failedConditions(error: unknown): number[] {
  if (!(error instanceof YifaError) || error.kind !== "conflict") return [];
  const reasons =
    (error.cause as { CancellationReasons?: { Code?: string }[] } | undefined)?.CancellationReasons ?? [];
  return reasons.flatMap((reason, n) => (reason.Code === "ConditionalCheckFailed" ? [n] : []));
}
