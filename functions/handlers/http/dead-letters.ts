import * as z from "zod";
import { listDeadLetters, replayDeadLetters } from "../../application/dead-letters.ts";
import { text } from "../../domain/schema/primitives.ts";
import { parseBody, parseQuery } from "./parse.ts";
import { type Call, route } from "./route.ts";

const noQuery = z.strictObject({});
/** Without `ids` all. */
const replayBody = z.strictObject({ ids: z.array(text.max(100)).min(1).max(500).optional() });

async function list({ event, caller }: Call) {
  parseQuery(event, noQuery);
  return { body: { deadLetters: await listDeadLetters(caller) } };
}

async function replay({ event, caller }: Call) {
  parseQuery(event, noQuery);
  return { body: await replayDeadLetters(caller, parseBody(event, replayBody).ids) };
}

export const deadLetterRoutes = [
  route("GET", "/v1/dead-letters", "dead-letter:replay", list),
  route("POST", "/v1/dead-letters/replay", "dead-letter:replay", replay),
];
