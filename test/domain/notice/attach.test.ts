import { describe, expect, it } from "vitest";
import { dateSteps } from "../../../functions/domain/duty/ladder.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { answerMeasure, closeMeasure, issueMeasure } from "../../../functions/domain/measure/act.ts";
import { draftMeasure, type Measure } from "../../../functions/domain/measure/measure.ts";
import { attach, attachableIds, measureIds } from "../../../functions/domain/notice/attach.ts";
import { compose } from "../../../functions/domain/notice/compose.ts";
import type { NoticeLine } from "../../../functions/domain/notice/line.ts";
import { measureLines } from "../../../functions/domain/notice/measure-line.ts";
import { isMeasure } from "../../../functions/domain/schema/folder.ts";
import { aDuty, shippedRuleset } from "./rules.ts";

const ruleset = await shippedRuleset();
const ladder = ruleset.ladders.get("disclosure");
if (!ladder) throw new Error("no ladder");
const steps = dateSteps(ladder, "2026-11-23", ruleset);
const step = steps.find(isMeasure);
if (!step) throw new Error("no measure");
const ON = "2026-12-01";

const duty = (change: Partial<Duty> = {}) => aDuty({ steps, ...change });
const drafted = draftMeasure(duty(), step, "justice", "2026-11-30");
const issued = issueMeasure(
  drafted,
  duty(),
  { on: ON, by: "张三", number: "市司法局督办〔2026〕1号" },
  ruleset,
);
const answered = answerMeasure(issued, { on: ON, by: "李四", text: "已补充公开" });

const stepLine = (of: Duty, name: string, recipient = "p"): NoticeLine => ({
  key: `line:1:${of.id}#${name}#${recipient}`,
  kind: "step",
  agency: of.agency,
  recipient,
  on: ON,
  status: "collecting",
  dutyId: of.id,
  step: name,
});
const served = (measure: Measure) => measureLines(measure, ruleset.directory, ON).slice(0, 1);
const mail = (agency: string, duties: readonly Duty[], lines: readonly NoticeLine[]) => ({
  digest: { id: "digest:1:p:2026-12-01", recipient: "p", day: ON, agency },
  lines,
  duties: new Map(duties.map((one) => [one.id, one])),
});
const names = (input: ReturnType<typeof mail>, duties: readonly Duty[], measure: Measure) =>
  attach(input, duties, new Map([[measure.id, measure]]), [], { ruleset, on: ON }).map(({ name }) => name);

describe("what goes with a digest", () => {
  const own = mail("market-regulation", [duty()], [stepLine(duty(), "urge")]);
  const office = mail("justice", [duty()], [stepLine(duty(), step.id)]);
  const told = mail("market-regulation", [duty()], served(issued));

  it.each<[string, ReturnType<typeof mail>, readonly Duty[], Measure, string[]]>([
    ["an agency gets the due dates of its duties", own, [duty()], drafted, ["附件1 期限日历.ics"]],
    [
      "the office that is to issue a measure gets the draft, and no dates of others",
      office,
      [duty()],
      drafted,
      ["附件1 督办通知书（拟稿，昌市监罚〔2026〕12号）.docx"],
    ],
    [
      "the agency gets what was issued to it",
      told,
      [],
      issued,
      ["附件1 督办通知书（市司法局督办〔2026〕1号）.docx"],
    ],
    ["nobody gets a draft that was issued meanwhile", office, [duty()], issued, []],
    ["nor a measure that was answered meanwhile", told, [], answered, []],
    [
      "nor a draft that was dropped",
      office,
      [duty()],
      closeMeasure(drafted, "cancel", { on: ON, by: "x", reason: "y" }),
      [],
    ],
    [
      "the late agency never gets a draft",
      mail("market-regulation", [duty()], office.lines),
      [],
      drafted,
      [],
    ],
    ["an office gets no copy of what it issued", { ...told, digest: office.digest }, [], issued, []],
  ])("%s", (_, input, duties, measure, expected) => {
    expect(names(input, duties, measure)).toEqual(expected);
  });

  it("names the measures that lines tell of, however odd the record's id", () => {
    const odd = duty({ id: "enforcement-decision:昌#1:2#:disclosure.licence-or-penalty:1" });
    const draft = draftMeasure(odd, step, "justice", ON);
    const issuedOdd = issueMeasure(draft, odd, { on: ON, by: "x", number: "1" }, ruleset);
    expect(measureIds(mail("justice", [odd], served(issuedOdd)))).toEqual([draft.id]);
    expect(measureIds(mail("justice", [odd], [stepLine(odd, step.id)]))).toEqual([draft.id]);
    expect(measureIds(mail("justice", [odd], [stepLine(odd, "urge")]))).toEqual([]);
  });

  it("is ten documents at most, those due first, and the mail says how many are not there", () => {
    const duties = Array.from({ length: 12 }, (_, n) =>
      duty({
        id: `enforcement-decision:A${n}:disclosure.licence-or-penalty:1`,
        dueOn: `2026-11-${12 - n + 10}`,
      }),
    );
    const input = mail(
      "justice",
      duties,
      duties.map((one) => stepLine(one, step.id)),
    );
    const drafts = duties.map((one) => draftMeasure(one, step, "justice", ON));
    const measures = new Map(drafts.map((one) => [one.id, one]));
    const { mail: composed, attached } = compose({ ...input, measures, ruleset, on: ON });
    expect(attached).toHaveLength(10);
    expect(attachableIds(input)).toEqual(
      drafts
        .slice(2)
        .reverse()
        .map(({ id }) => id),
    );
    expect(composed?.text).toContain("（文稿至多附10件，其余2件未附）");
  });

  it("is named in the mail, or said to be missing", () => {
    const input = { ...office, measures: new Map([[drafted.id, drafted]]), ruleset, on: ON };
    const name = "附件1 督办通知书（拟稿，昌市监罚〔2026〕12号）.docx";
    const whole = compose(input);
    const without = compose({ ...input, withoutFiles: true });
    for (const version of ["text", "html"] as const) {
      expect(whole.mail?.[version]).toContain(name);
      expect(whole.mail?.[version]).not.toContain("附件未能随信发送");
      expect(without.mail?.[version]).not.toContain(name);
      expect(without.mail?.[version]).toContain("附件未能随信发送");
    }
    expect(without.attached).toEqual([]);
  });
});
