import * as z from "zod";
import { listDeadLetters, replayDeadLetters } from "../../application/dead-letters.ts";
import { key } from "../../domain/schema/choice.ts";
import { text } from "../../domain/schema/primitives.ts";
import { deadLetterList, replayAnswer } from "./answers/running.ts";
import { route } from "./route.ts";

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
    ids: key(z.array(text.max(100)).min(1).max(500).exactOptional(), "死信编号", "不写即全部"),
  }),
  answers: { 200: replayAnswer },
  answer: async ({ body, caller }) => ({ body: await replayDeadLetters(caller, body.ids) }),
});

export const deadLetterRoutes = [list, replay];
