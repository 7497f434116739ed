import type * as z from "zod";
import type { Described } from "../operation.ts";
import { TITLES } from "../problem.ts";
import { problemsOf } from "../problems.ts";
import type { ApiRoute } from "../route.ts";
import type { Json, Schemas } from "./json-schema.ts";

const PAGE = "text/html";
const FORM = "application/x-www-form-urlencoded";
const VERSION_HEADER = { ETag: { $ref: "#/components/headers/ETag" } };
const SUCCESSES: Readonly<Record<string, string>> = { 201: "已登记", 304: "没有变化" };
const PROBLEM_HEADERS: Readonly<Record<number, Json>> = {
  401: { "WWW-Authenticate": { $ref: "#/components/headers/WWW-Authenticate" } },
  503: { "Retry-After": { $ref: "#/components/headers/Retry-After" } },
};

/** An operation as the document has it. */
export function operationObject(route: ApiRoute, schemas: Schemas): Json {
  const { id, tag, summary, description, permission, body, form, packed } = route;
  const parameters = parametersOf(route, schemas);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(permission === undefined && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: { "application/json": given(body, schemas), ...(packed && { "application/gzip": {} }) },
      },
    }),
    ...(form && { requestBody: { required: true, content: { [FORM]: { schema: schemas.request(form) } } } }),
    responses: { ...successes(route, schemas), ...refusals(route) },
  };
}

function parametersOf({ params, query, ifMatch }: Described, schemas: Schemas): Json[] {
  return [
    ...parametersIn("path", params, schemas),
    ...parametersIn("query", query, schemas),
    ...(ifMatch ? [{ $ref: "#/components/parameters/If-Match" }] : []),
  ];
}

function parametersIn(place: "path" | "query", object: z.ZodObject | undefined, schemas: Schemas): Json[] {
  if (!object) return [];
  const { properties, required = [] } = schemas.request(object) as {
    properties: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { title, description, examples, ...schema }]) => {
    const words = [title, description].filter((one) => one !== undefined).join("：");
    const [example] = (examples ?? []) as unknown[];
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(words && { description: words }),
      ...(example !== undefined && { example }),
      schema,
    };
  });
}

/** The body with an example made of those of its keys. */
function given(body: z.ZodType, schemas: Schemas): Json {
  const schema = schemas.request(body);
  const [first = schema] = (schema.anyOf ?? []) as Json[];
  const properties = Object.entries((first.properties ?? {}) as Readonly<Record<string, Json>>);
  const example = Object.fromEntries(
    properties.flatMap(([name, { examples, const: only }]): [string, unknown][] => {
      const [shown = only] = (examples ?? []) as unknown[];
      return shown === undefined ? [] : [[name, shown]];
    }),
  );
  return { schema, ...(properties.length > 0 && { example }) };
}

function successes({ answers, etag, page }: ApiRoute, schemas: Schemas): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      {
        description: SUCCESSES[status] ?? "成功",
        ...(etag && { headers: VERSION_HEADER }),
        ...(schema && {
          content: { [page ? PAGE : "application/json"]: { schema: schemas.answer(schema) } },
        }),
      },
    ]),
  );
}

function refusals(route: ApiRoute): Json {
  return Object.fromEntries(
    Object.entries(problemsOf(route)).map(([status, codes]) => [
      status,
      {
        description: `${TITLES[Number(status)]}：${codes.join("、")}`,
        ...(PROBLEM_HEADERS[Number(status)] && { headers: PROBLEM_HEADERS[Number(status)] }),
        content: route.page ? { [PAGE]: { schema: { type: "string" } } } : problemContent(status, codes),
      },
    ]),
  );
}

const problemContent = (status: string, codes: readonly string[]): Json => ({
  "application/problem+json": {
    schema: {
      allOf: [
        { $ref: "#/components/schemas/Problem" },
        { properties: { status: { const: Number(status) }, code: { enum: codes } } },
      ],
    },
  },
});
