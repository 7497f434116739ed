import * as z from "zod";
import { YifaError } from "../domain/errors.ts";
import { required } from "./environment.ts";

const granted = z.object({ access_token: z.string() });
const refused = z.object({ error_description: z.string() });

/** A token of the embedded stack's issuer. Others want a login, which is theirs to offer. */
export async function localToken(asked: Readonly<Record<string, string>>): Promise<string> {
  const issuer = required("YIFA_OIDC_ISSUER");
  if (new URL(issuer).hostname !== "127.0.0.1") {
    throw new YifaError(
      "invalid",
      "usage",
      `身份认证系统“${issuer}”不是 npm start 自带的，请在该系统登录以取得令牌`,
    );
  }
  const answer = await fetch(`${issuer}/token`, { method: "POST", body: new URLSearchParams(asked) }).catch(
    (cause: unknown) => {
      throw new YifaError("unavailable", "no-stack", `无法连接 ${issuer}，请先运行 npm start`, { cause });
    },
  );
  const body: unknown = await answer.json();
  if (answer.ok) return granted.parse(body).access_token;
  throw new YifaError("invalid", "usage", refused.parse(body).error_description);
}
