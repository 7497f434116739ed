import { createHash } from "node:crypto";
import * as z from "zod";
import { currentRuleset } from "../../adapters/rulesets.ts";
import type { Ruleset } from "../../domain/ruleset/ruleset.ts";
import { apiDocument } from "./openapi/document.ts";
import { header, parseQuery } from "./parse.ts";
import { type ApiRoute, publicRoute } from "./route.ts";

/** Seconds for which anybody may keep it: rules change the facts of records, nothing else does between deployments. */
const MAX_AGE_SECONDS = 300;

/** Open to everybody: whoever connects a system needs it before there is a token, and it tells nothing that is stored. */
export const documentRoute = (routes: () => readonly ApiRoute[]): ApiRoute =>
  publicRoute({
    id: "getApiDocument",
    method: "GET",
    path: "/v1/openapi.json",
    tag: "document",
    summary: "本接口说明",
    description: "OpenAPI 3.1，含现行规则各类台账的事实。不需要令牌。",
    etag: true,
    answers: { 200: z.looseObject({ openapi: z.string() }), 304: null },
    answer: async (event) => {
      parseQuery(event, z.strictObject({}));
      const { text, tag } = written(routes(), await currentRuleset());
      const headers = { etag: tag, "cache-control": `public, max-age=${MAX_AGE_SECONDS}` };
      if (header(event, "if-none-match") === tag) return { statusCode: 304, headers };
      return {
        statusCode: 200,
        headers: { ...headers, "content-type": "application/json; charset=utf-8" },
        body: text,
      };
    },
  });

type Written = { readonly ruleset: string; readonly text: string; readonly tag: string };
let last: Written | undefined;

function written(routes: readonly ApiRoute[], ruleset: Ruleset): Written {
  if (last?.ruleset === ruleset.hash) return last;
  const text = JSON.stringify(apiDocument(routes, ruleset));
  const tag = `"${createHash("sha256").update(text).digest("hex").slice(0, 32)}"`;
  last = { ruleset: ruleset.hash, text, tag };
  return last;
}
