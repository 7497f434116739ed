import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerMeasure,
  cancelledDrafts,
  closeMeasure,
  issueMeasure,
} from "../../../functions/domain/measure/act.ts";
import { draftMeasure, type Measure, parseMeasureId } from "../../../functions/domain/measure/measure.ts";
import { measureNumber } from "../../../functions/domain/measure/number.ts";
import { MEASURE_ACTS, type MeasureAct } from "../../../functions/domain/measure/status.ts";
import { shippedRules } from "../../support/rules.ts";
import { aDuty } from "../notice/rules.ts";

const ruleset = await shippedRules();
const by = { on: "2026-12-01", by: "justice-legal-unit" };
const STEP = {
  id: "supervise",
  name: "督办" as const,
  offsetWorkingDays: 5,
  issuedBy: "supervision",
  to: [{ role: "head" }],
  answerWithinWorkingDays: 5,
  on: "2026-11-30",
};
const draft = draftMeasure(aDuty(), STEP, "justice", "2026-11-30");

const take = (measure: Measure, act: MeasureAct): Measure => {
  if (act === "issue") return issueMeasure(measure, aDuty(), { ...by, number: "1号" }, ruleset);
  if (act === "answer") return answerMeasure(measure, { ...by, text: "已公开" });
  return closeMeasure(measure, act, { ...by, reason: "已核实" });
};
const allTaken = (acts: readonly MeasureAct[]): Measure => acts.reduce(take, draft);

describe("a measure", () => {
  it.each<[string, MeasureAct[], string]>([
    ["is served once a person issues it", ["issue"], "issued"],
    ["is answered by the agency", ["issue", "answer"], "answered"],
    ["is done once the supervisor accepts the answer", ["issue", "answer", "accept"], "accepted"],
    ["goes back to the agency where the answer will not do", ["issue", "answer", "return"], "returned"],
    ["may be answered again", ["issue", "answer", "return", "answer", "accept"], "accepted"],
    ["need not be issued", ["cancel"], "cancelled"],
  ])("%s", (_, acts, status) => {
    expect(allTaken(acts)).toMatchObject({ status, version: acts.length + 1 });
  });

  it.each<[string, MeasureAct[], MeasureAct, string]>([
    [
      "is not answered before it is issued",
      [],
      "answer",
      "状态是“拟办”，不能答复，应为“已签发”或者“退回补办”",
    ],
    ["is not issued twice", ["issue"], "issue", "状态是“已签发”，不能签发，应为“拟办”"],
    ["is not accepted without an answer", ["issue"], "accept", "不能销号，应为“已答复”"],
    ["is not taken back once it is served", ["issue"], "cancel", "不能撤销，应为“拟办”"],
    ["stays done", ["issue", "answer", "accept"], "return", "状态是“已销号”，不能退回补办"],
  ])("%s", (_, acts, act, message) => {
    expect(() => take(allTaken(acts), act)).toThrow(message);
  });

  it("gives the agency its working days from the day after it is issued, the last one included", () => {
    expect(allTaken(["issue"]).issued).toEqual({ ...by, number: "1号", answerBy: "2026-12-08" });
  });

  it("is not issued against a duty that has ended", () => {
    const issue = () => issueMeasure(draft, { status: "discharged" }, { ...by, number: "1号" }, ruleset);
    expect(issue).toThrow("已不在办理中，无须签发");
  });

  it("bears the issuer's short name, its kind and the year", () => {
    expect(measureNumber(draft, "2026", 3, ruleset.directory)).toBe("司法局督办〔2026〕3号");
  });

  it("whatever is tried, only ever comes to a status by an act that leads there", () => {
    const acts = Object.keys(MEASURE_ACTS) as MeasureAct[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 12 }), (tried) => {
        let measure = draft;
        for (const act of tried) {
          const { from, to } = MEASURE_ACTS[act];
          const allowed = (from as readonly string[]).includes(measure.status);
          if (!allowed) {
            expect(() => take(measure, act)).toThrow("不能");
            continue;
          }
          const after = take(measure, act);
          expect(after).toMatchObject({ status: to, version: measure.version + 1, id: draft.id });
          expect(after.issued !== undefined).toBe(to !== "cancelled");
          measure = after;
        }
      }),
    );
  });
});

describe("drafts end with their duties", () => {
  it.each([
    ["discharged", "事项已办结"],
    ["waived", "事项已免办"],
    ["withdrawn", "事项已撤回"],
  ] as const)("where the duty is %s", (status, reason) => {
    const ended = cancelledDrafts([draft], [aDuty({ status })], by);
    expect(ended).toMatchObject([{ status: "cancelled", closing: { ...by, reason }, version: 2 }]);
  });

  it("and stay while it is open, once issued, or where it is another's", () => {
    const ended = aDuty({ status: "discharged" });
    expect(cancelledDrafts([draft], [aDuty()], by)).toEqual([]);
    expect(cancelledDrafts([allTaken(["issue"])], [ended], by)).toEqual([]);
    expect(cancelledDrafts([draft], [{ ...ended, id: "x" }], by)).toEqual([]);
  });
});

describe("the id of a measure", () => {
  it("names its duty and its step", () => {
    expect(parseMeasureId(draft.id)).toEqual({ dutyId: aDuty().id, step: "supervise" });
  });
  it.each(["", "supervise", ":supervise", "a:b:", "a:督办", "a:__proto__"])("is not %j", (id) => {
    expect(() => parseMeasureId(id)).toThrow("应为“应办事项编号:步骤”");
  });
});
