import { gunzipSync } from "node:zlib";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type * as z from "zod";
import { zhCN } from "zod/locales";
import { YifaError } from "../../domain/errors.ts";
import { hasHalfCharacter } from "../../domain/text/half-characters.ts";
import { didYouMean } from "../../domain/text/suggest.ts";

/** For what `describe` says nothing of its own about. */
const inChinese = zhCN().localeError;

/** Bytes. A record has at most 200 facts; what is larger than this is a mistake. */
const MAX_BODY_BYTES = 256 * 1024;

/** Bytes of a body of many files, and of what comes out of it. A function takes 6 MB with what is around them. */
const MAX_FILES_BYTES = 4 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;

type Strict = z.ZodObject<z.core.$ZodShape>;

/** A parameter given twice reaches a function joined by commas, so it is read from the raw query. */
export function parseQuery<S extends z.ZodType>(event: APIGatewayProxyEventV2, schema: S): z.infer<S> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(event.rawQueryString ?? "")) {
    if (Object.hasOwn(query, name)) throw refuse("invalid-query", `查询参数“${name}”给出了两次`, `/${name}`);
    query[name] = value;
  }
  return check(schema, query, "invalid-query", "查询参数");
}

/** `packed`: many files in one body, which may be larger and packed by gzip. */
export function parseBody<S extends z.ZodType>(
  event: APIGatewayProxyEventV2,
  schema: S,
  packed = false,
): z.infer<S> {
  const type = header(event, "content-type");
  const isPacked = packed && /^application\/gzip\b/i.test(type ?? "");
  if (type !== undefined && !isPacked && !/^application\/([a-z.-]+\+)?json\b/i.test(type)) {
    const accepted = `application/json${packed ? " 或者 application/gzip" : ""}`;
    throw refuse("wrong-content-type", `请求体的类型“${type.slice(0, 80)}”不可用，应为 ${accepted}`);
  }
  const bytes = bytesOf(event, packed ? MAX_FILES_BYTES : MAX_BODY_BYTES);
  return check(schema, parseJson(isPacked ? unpack(bytes) : bytes), "invalid-body", "请求体");
}

/** What a page of ours sends. */
export function parseForm<S extends z.ZodType>(event: APIGatewayProxyEventV2, schema: S): z.infer<S> {
  const type = header(event, "content-type");
  if (!/^application\/x-www-form-urlencoded\b/i.test(type ?? "")) {
    throw refuse("wrong-content-type", "请用页面上的按钮提交");
  }
  const fields = new URLSearchParams(bytesOf(event, MAX_BODY_BYTES).toString("utf8"));
  return check(schema, Object.fromEntries(fields), "invalid-body", "表单");
}

function bytesOf(event: APIGatewayProxyEventV2, most: number): Buffer {
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length <= most) return bytes;
  throw refuse("body-too-large", `请求体为 ${bytes.length} 字节，最多 ${most} 字节`);
}

/** Stops at the limit, however much more there would be. */
function unpack(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw refuse("body-too-large", `请求体解压后超过 ${MAX_UNPACKED_BYTES} 字节`);
    throw refuse("malformed-gzip", "请求体不是有效的 gzip，应为一个 JSON 经 gzip 压缩");
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (!hasHalfCharacter(value)) return value;
  } catch {
    throw refuse(
      "malformed-json",
      '请求体不是有效的 UTF-8 JSON，例如 {"facts": {"decidedOn": "2026-09-28"}}',
    );
  }
  throw refuse("half-character", "请求体的文本中有不完整的字符（单独的 \\ud800 至 \\udfff），应当删去");
}

/** Header names reach a function in lower case from API Gateway, but not from every caller. */
export function header(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** The version in `If-Match: "3"`; `*` stands for any. */
export function parseIfMatch(event: APIGatewayProxyEventV2): number | "*" | undefined {
  const value = header(event, "if-match")?.trim();
  if (value === undefined) return undefined;
  if (value === "*") return "*";
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(value)?.[1];
  if (version !== undefined) return Number(version);
  throw refuse(
    "invalid-query",
    `If-Match 的值“${value.slice(0, 80)}”不可用，应为读取时得到的 ETag，例如 "3"`,
  );
}

export const etag = (version: number) => `"${version}"`;

function check<S extends z.ZodType>(schema: S, value: unknown, code: string, what: string): z.infer<S> {
  const parsed = schema.safeParse(value, { error: inChinese });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  const pointer = `/${issue.path.map(String).join("/")}`;
  throw refuse(code, `${what}${describe(issue, pointer, schema)}`, pointer);
}

function describe(issue: z.core.$ZodIssue, pointer: string, schema: z.ZodType): string {
  const at = pointer === "/" ? "" : `“${pointer.slice(1)}”`;
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const known = "shape" in schema ? Object.keys((schema as Strict).shape) : [];
    return `没有“${key.slice(0, 80)}”，可用：${known.join("、") || "无"}${didYouMean(key.slice(0, 80), known)}`;
  }
  if (issue.code === "invalid_value")
    return `${at}的值不可用，应为 ${issue.values.map(String).join("、")} 之一`;
  if (issue.code === "invalid_type" && issue.input === undefined)
    return `${at}缺失或类型不对，应为 ${issue.expected}`;
  return `${at}不可用：${issue.message}`;
}

function refuse(code: string, message: string, pointer?: string): YifaError {
  return new YifaError("invalid", code, message, pointer === undefined ? {} : { pointer });
}
