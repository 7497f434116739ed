import type { Route } from "@middy/http-router";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod";
import { today } from "../../adapters/clock.ts";
import { identify } from "../../adapters/identity.ts";
import { currentRuleset } from "../../adapters/rulesets.ts";
import { requireKnownAgency } from "../../domain/access/caller-of-claims.ts";
import { type Permission, requireOneOf } from "../../domain/access/permissions.ts";
import type { Caller } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import { maskAnswer, type Viewer } from "../../domain/personal/mask-answer.ts";
import type { Ruleset } from "../../domain/ruleset/ruleset.ts";
import { NEVER_KEPT } from "./headers.ts";
import type { Answer, Answers, Described, Operation } from "./operation.ts";
import { etag, header, parseBody, parseIfMatch, parseQuery } from "./parse.ts";

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

/** An operation as the router and the documents see it. Without a permission it is open to everybody. */
export type ApiRoute = Route<Event, Result> &
  Described & {
    readonly permission?: Permission | readonly Permission[];
    /** `null`: without a body. */
    readonly answers: Readonly<Record<number, z.ZodType | null>>;
  };

const NOTHING = z.strictObject({});
/** What an operation without a ruleset answers holds no records. */
const NO_RECORDS: Viewer["ruleset"] = { recordTypes: new Map() };

/** The caller is known and may do this at all before anything of the request is parsed or looked up. */
export const route = <
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends Answers = Answers,
>(
  operation: Operation<P, Q, B, A>,
): ApiRoute =>
  handled(operation, async (caller) => {
    const ruleset = await currentRuleset();
    requireKnownAgency(caller, ruleset.directory);
    return { ruleset };
  });

/** Of an operation that works before any ruleset is in force, and while the one in force is refused. */
export const rulelessRoute = <
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends Answers = Answers,
>({
  answer,
  ...operation
}: Omit<Operation<P, Q, B, A>, "answer"> & {
  answer: (call: Omit<Parameters<Operation<P, Q, B, A>["answer"]>[0], "ruleset">) => Promise<Answer<A>>;
}): ApiRoute => handled({ ...operation, answer } as Operation<P, Q, B, A>, async () => ({}));

function handled<
  P extends z.ZodObject | undefined,
  Q extends z.ZodObject | undefined,
  B extends z.ZodType | undefined,
  A extends Answers,
>(
  { answer, ...operation }: Operation<P, Q, B, A>,
  rulesFor: (caller: Caller) => Promise<{ ruleset?: Ruleset }>,
): ApiRoute {
  // The compiler has held the schemas against what `answer` takes and gives; from here they are any schemas.
  const described = operation as unknown as Omit<ApiRoute, "handler">;
  const { params = NOTHING, query = NOTHING, body, ifMatch, packed } = described;
  const handler = async (event: Event) => {
    const caller = await identify(header(event, "authorization"));
    requireOneOf(caller, [operation.permission].flat());
    const rules = await rulesFor(caller);
    const version = ifMatch ? parseIfMatch(event) : undefined;
    const call = {
      params: params.parse(decodeParams(event)),
      query: parseQuery(event, query),
      body: body && parseBody(event, body, packed),
      ...(version === undefined ? {} : { ifMatch: version }),
      caller,
      on: today(),
      ...rules,
    };
    const given = await answer(call as unknown as Parameters<typeof answer>[0]);
    return respond(given, { ruleset: NO_RECORDS, ...call });
  };
  return { ...described, handler };
}

export type PublicOperation = Described & {
  readonly answers: ApiRoute["answers"];
  readonly answer: (event: Event) => Promise<Result>;
};

/** An operation that needs no token: it reads and answers in its own way. */
export const publicRoute = ({ answer, ...described }: PublicOperation): ApiRoute => ({
  ...described,
  handler: answer,
});

type Given = { readonly status?: PropertyKey; readonly version?: number; readonly body: unknown };

function respond({ status = 200, version, body }: Given, viewer: Viewer): Result {
  return {
    statusCode: Number(status),
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...NEVER_KEPT,
      ...(version === undefined ? {} : { etag: etag(version) }),
    },
    body: JSON.stringify(maskAnswer(body, viewer)),
  };
}

/**
 * What the route's own pattern names. API Gateway decodes the path, other callers may not; ids hold no `%`, so decoding
 * twice does no harm.
 */
function decodeParams(event: Event): Record<string, string> {
  // The rest of the path, by the pattern that API Gateway has.
  const { proxy: _, ...own } = event.pathParameters ?? {};
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name, decode(value ?? "").normalize("NFC")]),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new YifaError("invalid", "invalid-query", `地址中的“${text.slice(0, 80)}”不是有效的 URL 编码`, {
      cause,
    });
  }
}
