import type { Duty } from "../entities.ts";
import { draftMeasure, type Measure } from "../measure/measure.ts";
import { factsLines } from "../notice/facts-line.ts";
import { gapText } from "../notice/gap.ts";
import { digestId, lineKey, type NoticeLine } from "../notice/line.ts";
import { measureLines } from "../notice/measure-line.ts";
import { movedLines } from "../notice/moved-line.ts";
import { reportLines } from "../notice/report-line.ts";
import { askLines } from "../notice/uncertain.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { isMeasure } from "../schema/folder.ts";
import { SAMPLE_DAY as ON, sampleDuty } from "./sample-duty.ts";

/** One line of a duty's step. */
export const stepLine = (duty: Duty, step: string, standsInFor?: string): NoticeLine => ({
  key: lineKey(duty.id, step, "sample"),
  kind: "step",
  agency: duty.agency,
  recipient: "sample",
  ...(standsInFor !== undefined && { standsInFor }),
  on: ON,
  status: "collecting",
  dutyId: duty.id,
  step,
});

/** A measure on its way through the hands of both sides: what each is told. */
export function measureNotes({ directory }: Ruleset): NoticeLine[] {
  const drafted = draftOf(sampleDuty(3, "2026-11-02"));
  const issued = { on: ON, by: "sample", number: "示司督〔2026〕3号", answerBy: "2026-11-30" };
  const closing = { on: ON, by: "sample", reason: "所附网址无法打开，请重新公开后答复" };
  const answer = { on: ON, by: "sample", text: "已于11月23日补充公开" };
  const states: Measure[] = [
    { ...drafted, status: "issued", issued },
    { ...drafted, status: "returned", issued, answer, closing, version: 2 },
    { ...drafted, status: "accepted", issued, answer, closing, version: 3 },
  ];
  return states.flatMap((measure) => measureLines(measure, directory, ON));
}

export const answerNotes = ({ directory }: Ruleset): NoticeLine[] =>
  measureLines(
    {
      ...draftOf(sampleDuty(3, "2026-11-02")),
      status: "answered",
      issued: { on: ON, by: "sample", number: "示司督〔2026〕3号", answerBy: "2026-11-30" },
      answer: { on: ON, by: "sample", text: "已于11月23日补充公开" },
    },
    directory,
    ON,
  );

/** The drafts that the sample supervisor is to issue, by id. */
export const draftedFor = (duties: readonly Duty[]): Map<string, Measure> =>
  new Map(duties.map(draftOf).map((measure) => [measure.id, measure]));

function draftOf(duty: Duty): Measure {
  const step = duty.steps.find(isMeasure);
  if (!step) throw new TypeError("no measure in the sample ladder");
  return draftMeasure(duty, step, "justice", ON);
}

export const reportNotes = ({ directory }: Ruleset): NoticeLine[] =>
  reportLines(
    {
      rule: "legal-review/late",
      supervisor: "supervision",
      title: "先作出决定，后进行法制审核",
      cites: [],
      subject: { type: "enforcement-decision", id: "A4" },
      agency: "housing",
      caseNumber: "示住建罚〔2026〕4号",
    },
    directory,
    ON,
  );

export const factsNotes = (ruleset: Ruleset): NoticeLine[] =>
  factsLines(
    "market-regulation",
    Array.from({ length: 12 }, (_, n) => ({
      subject: { type: "enforcement-decision", id: `A${n}` },
      missing: n < 3 ? ["socialImpact", "majorRights"] : ["socialImpact"],
    })),
    ON,
    ON,
    ruleset,
  );

export const movedNotes = ({ directory }: Ruleset): NoticeLine[] =>
  [5, 6].flatMap((n) =>
    movedLines(
      {
        duty: sampleDuty(n, "2027-01-11", { provisional: n === 6 }),
        dueBefore: "2027-01-08",
        reason: "2027年放假安排已公布",
      },
      directory,
      ON,
    ).slice(0, 1),
  );

/** A mail of which nobody knows whether it arrived. */
export const uncertainNotes = (ruleset: Ruleset): NoticeLine[] =>
  askLines(
    {
      id: digestId("housing-head", "2026-11-20"),
      recipient: "housing-head",
      agency: "housing",
      day: "2026-11-20",
      status: "uncertain",
    },
    1,
    ruleset,
    ON,
  );

export const gapNotes = ({ directory }: Ruleset): NoticeLine[] =>
  ["housing", "housing", "market-regulation"].map((agency, n) => ({
    ...stepLine(sampleDuty(n, ON), `due-day.gap${n}`),
    kind: "gap",
    text: gapText({ agency, role: "disclosure-officer" }, directory),
  }));
