import * as z from "zod";
import type { Measure } from "../../../domain/measure/measure.ts";
import { MEASURE_STATUSES } from "../../../domain/measure/status.ts";
import { MEASURES } from "../../../domain/schema/ladder.ts";
import { cites } from "./finding.ts";
import { day, named, nextPage, recordKey, rulesetHash } from "./named.ts";
import { words } from "./words.ts";

const act = { on: day, by: z.string() };

export const measureStatus = words(MEASURE_STATUSES).meta({
  id: "MeasureStatus",
  description: "拟办、已签发、已答复、退回补办、已销号、已撤销",
});

const measure = named(
  "Measure",
  "监督措施：系统拟稿，监督机关签发之后送达责任机关",
  z.strictObject({
    id: z.string().meta({ description: "应办事项编号:步骤" }),
    kind: words(MEASURES),
    dutyId: z.string(),
    step: z.string(),
    subject: recordKey,
    agency: z.string().meta({ description: "逾期的机关" }),
    issuer: z.string().meta({ description: "签发的机关" }),
    to: z.array(z.strictObject({ role: z.string() })),
    answerWithinWorkingDays: z.int().min(1),
    draftedOn: day,
    status: measureStatus,
    title: z.string(),
    caseNumber: z.string().exactOptional(),
    dueOn: day,
    cites,
    ruleset: rulesetHash,
    issued: z.strictObject({ ...act, number: z.string(), answerBy: day }).exactOptional(),
    answer: z.strictObject({ ...act, text: z.string() }).exactOptional(),
    closing: z.strictObject({ ...act, reason: z.string() }).exactOptional(),
    version: z.int().min(1),
  }),
) satisfies z.ZodType<Measure>;

export const measureAnswer = z.strictObject({ measure });
export const measureList = z.strictObject({ measures: z.array(measure), cursor: nextPage });
