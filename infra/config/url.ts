import { z } from "zod";

const isHttps = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" && url.username === "" && url.search === "" && url.hash === "";
};

const ERROR = "应为 https:// 开头的网址，不带用户名、查询参数和 #，例如 https://id.example.org";

/** An address of which nobody on the way can change what it answers. */
export const httpsUrl = z
  .string()
  .max(500)
  .refine(isHttps, { error: ERROR })
  .meta({ pattern: "^https://[^\\s?#@]+$", patternErrorMessage: ERROR });
