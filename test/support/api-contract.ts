import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { currentRuleset } from "../../functions/adapters/rulesets.ts";
import { apiDocument } from "../../functions/handlers/http/openapi/document.ts";
import { ROUTES } from "../../functions/handlers/http/routes.ts";

type Json = { readonly [key: string]: unknown };
export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly answer: {
    readonly status: number | undefined;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly body: unknown;
  };
};

/** What is sent with a token and refused all the same need not be as the document says. */
const isAccepted = ({ answer }: Exchange) => (answer.status ?? 0) < 400;

let contract: Contract | undefined;

/** Holds a request and its answer against the API document. @throws where one of them is not as it says. */
export async function holdToDocument(exchange: Exchange): Promise<void> {
  (await currentContract()).check(exchange);
}

/** Examples of bodies and parameters that their own schemas would refuse. */
export async function wrongExamples(): Promise<string[]> {
  return (await currentContract()).wrongExamples();
}

async function currentContract(): Promise<Contract> {
  contract ??= new Contract(apiDocument(ROUTES, await currentRuleset()));
  return contract;
}

/** Operations that were called so far, with whether one was accepted and one refused. */
export const seen = new Map<string, Set<"accepted" | "refused">>();

class Contract {
  readonly #document: Json;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: Json) {
    this.#document = closed(document);
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(this.#document, "api");
  }

  check(exchange: Exchange): void {
    const { method, path, answer } = exchange;
    const found = this.#find(method, path);
    // No route: what refuses that is no operation.
    if (!found) {
      this.#hold("#/components/schemas/Problem", answer.body, exchange);
      return;
    }
    const { at, operation } = found;
    const accepted = isAccepted(exchange);
    const id = String(operation.operationId);
    seen.set(id, (seen.get(id) ?? new Set()).add(accepted ? "accepted" : "refused"));
    if (accepted) this.#checkRequest(exchange, at, operation);
    this.#checkAnswer(exchange, at, operation);
  }

  wrongExamples(): string[] {
    const wrong: string[] = [];
    const look = (value: unknown, at: string): void => {
      if (typeof value !== "object" || value === null) return;
      const { example, schema } = value as Json;
      if (example !== undefined && schema && !this.#validator(`${at}/schema`)(example)) wrong.push(at);
      for (const [name, inner] of Object.entries(value)) look(inner, `${at}/${pointer(name)}`);
    };
    look(this.#document.paths, "#/paths");
    look(this.#document.components, "#/components");
    return wrong;
  }

  #find(method: string, path: string): { at: string; operation: Json } | undefined {
    const parts = path.split("/");
    const name = method.toLowerCase();
    for (const [template, item] of Object.entries(this.#document.paths as Record<string, Json>)) {
      const pattern = template.split("/");
      const fits = pattern.every((part, n) => part.startsWith("{") || part === parts[n]);
      if (fits && pattern.length === parts.length && item[name])
        return { at: `#/paths/${pointer(template)}/${name}`, operation: item[name] as Json };
    }
    return undefined;
  }

  #checkRequest(exchange: Exchange, at: string, operation: Json): void {
    const parameters = (operation.parameters ?? []) as Json[];
    const given = new Map(new URLSearchParams(exchange.query));
    for (const [n, { name, in: place, required }] of parameters.entries()) {
      if (place !== "query") continue;
      const value = given.get(String(name));
      if (value !== undefined) this.#hold(`${at}/parameters/${n}/schema`, value, exchange);
      else if (required) throw contrary(exchange, `the query lacks ${name}`);
      given.delete(String(name));
    }
    if (given.size > 0) throw contrary(exchange, `the document has no parameter ${[...given.keys()]}`);
    if (!operation.requestBody !== (exchange.body === undefined))
      throw contrary(exchange, "body where there is none, or none where there is one");
    const type = exchange.headers["content-type"] ?? "application/json";
    const content = (operation.requestBody as { content: Json } | undefined)?.content;
    if (!content) return;
    if (!content[type]) throw contrary(exchange, `the document takes no ${type}`);
    // What is packed is checked where it comes unpacked.
    if (type === "application/json")
      this.#hold(`${at}/requestBody/content/application~1json/schema`, exchange.body, exchange);
    if (type === FORM) {
      const fields = Object.fromEntries(new URLSearchParams(String(exchange.body)));
      this.#hold(`${at}/requestBody/content/${pointer(FORM)}/schema`, fields, exchange);
    }
  }

  #checkAnswer(exchange: Exchange, at: string, operation: Json): void {
    const { status, headers, body } = exchange.answer;
    const response = (operation.responses as Record<string, Json>)[String(status)];
    if (!response) throw contrary(exchange, `the document has no answer ${status}`);
    this.#checkHeaders(exchange, (response.headers ?? {}) as Record<string, Json>);
    const [type, ...others] = Object.keys((response.content ?? {}) as Json);
    if (!type && others.length === 0) {
      if (body !== null) throw contrary(exchange, "a body where there is none");
      return;
    }
    if (String(headers["content-type"]).split(";")[0] !== type)
      throw contrary(exchange, `content type ${headers["content-type"]}, not ${type}`);
    this.#hold(`${at}/responses/${status}/content/${pointer(String(type))}/schema`, body, exchange);
  }

  #checkHeaders(exchange: Exchange, documented: Readonly<Record<string, Json>>): void {
    const { headers } = exchange.answer;
    for (const name of Object.keys(documented))
      if (headers[name.toLowerCase()] === undefined) throw contrary(exchange, `no header ${name}`);
    for (const name of ["etag", "retry-after", "www-authenticate"])
      if (headers[name] !== undefined && !Object.keys(documented).some((one) => one.toLowerCase() === name))
        throw contrary(exchange, `header ${name} is not in the document`);
    if (headers["cache-control"] === undefined) throw contrary(exchange, "nothing says how long to keep it");
  }

  #hold(at: string, value: unknown, exchange: Exchange): void {
    const validate = this.#validator(at);
    if (!validate(value))
      throw contrary(exchange, `${at}\n${JSON.stringify(validate.errors?.slice(0, 5), null, 1)}`);
  }

  #validator(at: string): ValidateFunction {
    const validate = this.#validators.get(at) ?? this.#ajv.compile({ $ref: `api${at}` });
    this.#validators.set(at, validate);
    return validate;
  }
}

const FORM = "application/x-www-form-urlencoded";
const pointer = (name: string) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));

const contrary = ({ method, path, answer }: Exchange, why: string): Error =>
  new Error(
    `${method} ${path} is not as the document says: ${why}\n${answer.status} ${JSON.stringify(answer.body)?.slice(0, 600)}`,
  );

/** Answers are open to clients; here a name that the document does not have is a mistake. */
function closed<T>(value: T, name = ""): T {
  if (Array.isArray(value)) return value.map((one) => closed(one)) as T;
  if (typeof value !== "object" || value === null || name === "Problem") return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner, key)]));
  const open = copy.type === "object" && copy.properties && copy.additionalProperties === undefined;
  return (open && !("openapi" in copy.properties) ? { ...copy, additionalProperties: false } : copy) as T;
}
