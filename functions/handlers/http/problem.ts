import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { describeFault, log } from "../../adapters/log.ts";
import { YifaError } from "../../domain/errors.ts";
import { maskAll } from "../../domain/mask.ts";
import { NEVER_KEPT } from "./headers.ts";

/** Codes that HTTP has a finer status for than the kind of error says. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  "version-mismatch": 412,
  "malformed-json": 400,
  "half-character": 400,
  "malformed-gzip": 400,
  "invalid-query": 400,
  "invalid-cursor": 400,
  "malformed-duty-id": 404,
  "link-expired": 410,
  "body-too-large": 413,
  "wrong-content-type": 415,
};

const STATUS_BY_KIND: Record<YifaError["kind"], number> = {
  invalid: 422,
  unknown: 404,
  forbidden: 403,
  unauthenticated: 401,
  conflict: 409,
  unavailable: 503,
};

export const TITLES: Readonly<Record<number, string>> = {
  400: "请求有误",
  401: "未登录",
  403: "无权办理",
  404: "没有找到",
  409: "与现状冲突",
  410: "已经过期",
  412: "版本不符",
  413: "请求过大",
  415: "格式不支持",
  422: "内容有误",
  500: "内部错误",
  503: "暂时无法使用",
};

/** Every refusal as application/problem+json (RFC 9457), with a code for scripts. */
export function problem(fault: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { status, code, detail, pointer, details } = refusalOf(fault);
  const body = {
    ...details,
    type: "about:blank",
    title: TITLES[status],
    status,
    code,
    detail,
    pointer,
    requestId,
  };
  return {
    statusCode: status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      ...NEVER_KEPT,
      ...(status === 401 ? { "www-authenticate": challenge(code) } : {}),
      ...(status === 503 ? { "retry-after": "5" } : {}),
    },
    body: JSON.stringify(harmless(maskAll(body))),
  };
}

/** By RFC 6750: whoever showed no token is told of no error. */
const challenge = (code: string) => (code === "invalid-token" ? 'Bearer error="invalid_token"' : "Bearer");

/** What a fault comes to for whoever asked; what is not their doing is logged. */
export function refusalOf(fault: unknown): Refusal {
  const refusal = read(fault);
  const { status, code } = refusal;
  if (status >= 500) log("error", "request failed", { status, code, ...describeFault(fault) });
  return refusal;
}

type Refusal = {
  status: number;
  code: string;
  detail: string;
  pointer?: string;
  details?: Readonly<Record<string, unknown>>;
};

function read(fault: unknown): Refusal {
  if (fault instanceof YifaError) {
    const { kind, code, message, pointer, details } = fault;
    const status = STATUS_BY_CODE[code] ?? STATUS_BY_KIND[kind];
    return {
      status,
      code,
      detail: message,
      ...(pointer === undefined ? {} : { pointer }),
      ...(details ? { details } : {}),
    };
  }
  // The function's own time limit is near, which the router says in this way.
  if (fault instanceof Error && fault.name === "TimeoutError")
    return { status: 503, code: "timeout", detail: "办理超时，请稍后重试" };
  return {
    status: 500,
    code: "internal-error",
    detail: "系统内部错误，已记录，请联系运维人员并提供请求编号",
  };
}

/** UTF-16 units. */
const LONGEST = 1000;

/** What the request said comes back in errors: bounded, and without what turns, hides or breaks the text around it. */
function harmless(value: unknown): unknown {
  if (typeof value === "string") return value.slice(0, LONGEST).replace(/[^\P{C}\n]/gu, "\uFFFD");
  if (Array.isArray(value)) return value.map(harmless);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [String(harmless(key)), harmless(inner)]),
  );
}
