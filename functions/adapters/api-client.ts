import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import * as z from "zod";
import { YifaError } from "../domain/errors.ts";
import { localToken } from "./local-token.ts";

/** Who acts: by a token of the issuer, or on the embedded stack by a name. */
export type Credentials = { readonly as?: string; readonly tokenFile?: string };

type Asked = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
  /** Many files: sent as gzip, which the operation takes. */
  readonly packed?: true;
};

const problem = z.looseObject({ code: z.string(), detail: z.string() });

const KINDS: Readonly<Record<number, YifaError["kind"]>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "unknown",
  409: "conflict",
};

/** Calls the API as somebody who has a token, as any other client. @throws {YifaError} with the code of its refusal. */
export async function callApi<T>(asked: Asked, credentials: Credentials): Promise<T> {
  const { method, path } = asked;
  const api = process.env.YIFA_API_URL;
  if (!api)
    throw new YifaError(
      "unavailable",
      "no-stack",
      "不知道接口的地址：请先在另一终端运行 npm start，或者设置环境变量 YIFA_API_URL，例如 https://yifa.example.org",
    );
  const { type, ...body } = bodyOf(asked);
  const headers = { authorization: `Bearer ${await tokenOf(credentials)}`, ...type };
  const answer = await fetch(new URL(path, api), { method, headers, ...body }).catch((cause: unknown) => {
    throw new YifaError("unavailable", "no-api", `无法连接接口 ${api}`, { cause });
  });
  const said: unknown = await answer.json().catch(() => ({}));
  if (answer.ok) return said as T;
  throw refusal(answer.status, said);
}

function bodyOf({ body, packed }: Asked) {
  if (body === undefined) return {};
  const text = JSON.stringify(body);
  return packed
    ? { type: { "content-type": "application/gzip" }, body: gzipSync(text) }
    : { type: { "content-type": "application/json" }, body: text };
}

function refusal(status: number, said: unknown): YifaError {
  const parsed = problem.safeParse(said);
  const { code, detail, ...details } = parsed.data ?? { code: "unavailable", detail: `接口答复 ${status}` };
  const kind = status >= 500 ? "unavailable" : (KINDS[status] ?? "invalid");
  return new YifaError(kind, code, detail, { details });
}

async function tokenOf({ as, tokenFile }: Credentials): Promise<string> {
  if (as !== undefined) return localToken({ role: "administrator", name: as });
  const token = tokenFile === undefined ? process.env.YIFA_TOKEN : await readToken(tokenFile);
  if (token !== undefined && token !== "") return token;
  throw new YifaError(
    "invalid",
    "usage",
    "请说明由谁办理：--token-file 访问令牌的文件，或者环境变量 YIFA_TOKEN；本机系统可以用 --as 姓名，例如 --as 李某",
  );
}

async function readToken(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new YifaError("invalid", "no-such-file", `读不到令牌文件“${path}”，应为只含访问令牌的文本文件`, {
      cause,
    });
  });
  return text.trim();
}
