import type { Ruleset } from "../../../domain/ruleset/ruleset.ts";
import { TAGS } from "../operation.ts";
import { NO_ROUTE, problemsOf, together } from "../problems.ts";
import type { ApiRoute } from "../route.ts";
import { factComponents } from "./facts.ts";
import { type Json, Schemas } from "./json-schema.ts";
import { operationObject } from "./operation.ts";

const DESCRIPTION = `依法（Yifa）把文件规定的期限和程序变成可以运行的规则：登记台账，得到认定、前置程序和应办事项。

- 日期为 YYYY-MM-DD，北京时间；以 At 结尾的为 UTC 时刻。
- 没有填写的事实不写，不写 null；缺失不等于否。
- 被拒绝的，答复为 application/problem+json，其中 code 供程序判断，detail 供人阅读。
- 您无权查看的，与不存在的答复相同。
- 答复今后可能增加名称，程序应当忽略不认识的名称；请求中不认识的名称则被拒绝。`;

/** The API as an OpenAPI 3.1 document: made from the descriptions that the checks are made from. */
export function apiDocument(routes: readonly ApiRoute[], ruleset: Ruleset): Json {
  const schemas = new Schemas();
  const paths = Map.groupBy(routes, ({ path }) => path);
  return {
    openapi: "3.1.1",
    info: {
      title: "依法 Yifa",
      version: "1",
      description: DESCRIPTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/", description: "本文件所在的服务器" }],
    security: [{ bearer: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries([...paths].map(([path, own]) => [path, pathItem(own, schemas)])),
    components: {
      securitySchemes: { bearer: BEARER },
      parameters: { "If-Match": IF_MATCH },
      headers: HEADERS,
      schemas: {
        Problem: problemSchema(routes),
        ...Object.fromEntries([...schemas.components, ...factComponents(ruleset)]),
      },
    },
  };
}

const pathItem = (routes: readonly ApiRoute[], schemas: Schemas): Json =>
  Object.fromEntries(
    routes.map((route) => [String(route.method).toLowerCase(), operationObject(route, schemas)]),
  );

const BEARER: Json = {
  type: "http",
  scheme: "bearer",
  bearerFormat: "JWT",
  description: "单位统一身份认证（OIDC）签发的访问令牌；角色和机关由令牌载明",
};

const IF_MATCH: Json = {
  name: "If-Match",
  in: "header",
  description: "读取时得到的 ETag；其间有人更新过的，拒绝写入。* 为须已存在",
  schema: { type: "string", pattern: '^(\\*|(W/)?"\\d{1,9}")$' },
  example: '"3"',
};

const HEADERS: Json = {
  ETag: { description: "版本", required: true, schema: { type: "string", examples: ['"3"'] } },
  "Retry-After": { description: "多少秒之后再试", required: true, schema: { type: "string" } },
  "WWW-Authenticate": { required: true, schema: { type: "string", examples: ["Bearer"] } },
};

function problemSchema(routes: readonly ApiRoute[]): Json {
  const codes = Object.values(together(NO_ROUTE, ...routes.map(problemsOf))).flat();
  return {
    description: "被拒绝的理由（RFC 9457）",
    type: "object",
    properties: {
      type: { type: "string", const: "about:blank" },
      title: { type: "string", examples: ["没有找到"] },
      status: { type: "integer", minimum: 400, maximum: 599 },
      code: { type: "string", description: "供程序判断", enum: [...new Set(codes)].sort() },
      detail: { type: "string", description: "供人阅读：错在何处、应当怎样写" },
      pointer: { type: "string", description: "错在请求的哪一处，JSON Pointer" },
      requestId: { type: "string", description: "请求编号，联系运维人员时提供" },
    },
    required: ["type", "title", "status", "code", "detail", "requestId"],
  };
}
