import * as z from "zod";
import { listDeadLetters, replayDeadLetters } from "../../application/dead-letters.ts";
import { key, pattern } from "../../domain/schema/choice.ts";
import { deadLetterList, replayAnswer } from "./answers/running.ts";
import { route } from "./route.ts";

/** What is not found is told again in the answer. */
const messageId = pattern(/^[\w-]{1,100}$/, "应为死信编号，只含字母、数字、- 和 _");

const list = route({
  id: "listDeadLetters",
  method: "GET",
  path: "/v1/dead-letters",
  tag: "running",
  summary: "列出死信",
  permission: "dead-letter:replay",
  answers: { 200: deadLetterList },
  answer: async ({ caller }) => ({ body: { deadLetters: await listDeadLetters(caller) } }),
});

const replay = route({
  id: "replayDeadLetters",
  method: "POST",
  path: "/v1/dead-letters/replay",
  tag: "running",
  summary: "重放死信",
  permission: "dead-letter:replay",
  body: z.strictObject({
    ids: key(z.array(messageId).min(1).max(500).exactOptional(), "死信编号", "不写即全部"),
  }),
  answers: { 200: replayAnswer },
  answer: async ({ body, caller }) => ({ body: await replayDeadLetters(caller, body.ids) }),
});

export const deadLetterRoutes = [list, replay];
