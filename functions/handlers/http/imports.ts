import * as z from "zod";
import { getImport, listImports } from "../../application/imports.ts";
import { importAnswer, importList } from "./answers/import.ts";
import { agency, cursor, importParams } from "./params.ts";
import { BAD_LIST, NO_IMPORT } from "./problems.ts";
import { route } from "./route.ts";

const list = route({
  id: "listImports",
  method: "GET",
  path: "/v1/imports",
  tag: "records",
  summary: "列出投放文件的导入",
  permission: "import:read",
  query: z.strictObject({ agency, cursor }),
  answers: { 200: importList },
  problems: BAD_LIST,
  answer: async ({ query, caller, ruleset }) => {
    const { items, ...next } = await listImports({ ...query, caller, directory: ruleset.directory });
    return { body: { imports: items, ...next } };
  },
});

const get = route({
  id: "getImport",
  method: "GET",
  path: "/v1/imports/{id}",
  tag: "records",
  summary: "查看一份投放文件的导入",
  permission: "import:read",
  params: importParams,
  answers: { 200: importAnswer },
  problems: NO_IMPORT,
  answer: async ({ params, caller }) => ({ body: { import: await getImport(params.id, caller) } }),
});

export const importRoutes = [list, get];
