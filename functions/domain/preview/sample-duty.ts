import { addDays } from "../calendar/dates.ts";
import type { DatedStep, Duty } from "../entities.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** The day of every sample. */
export const SAMPLE_DAY: IsoDate = "2026-11-23";

const STEPS: DatedStep[] = [
  {
    id: "remind",
    name: "提醒",
    offsetWorkingDays: -2,
    on: "2026-11-19",
    to: [{ role: "case-officer" }],
  },
  { id: "due-day", name: "到期提醒", offsetWorkingDays: 0, on: "2026-11-23", to: [{ role: "case-officer" }] },
  { id: "urge", name: "催办", offsetWorkingDays: 1, on: "2026-11-24", to: [{ supervisor: "supervision" }] },
  {
    id: "supervise",
    name: "督办",
    offsetWorkingDays: 3,
    on: "2026-11-26",
    issuedBy: "supervision",
    to: [{ role: "head" }],
    answerWithinWorkingDays: 5,
  },
];

/** A duty of the sample agency to publish decision `n`. */
export function sampleDuty(n: number, dueOn: IsoDate, more: Partial<Duty> = {}): Duty {
  return {
    id: `enforcement-decision:A${n}:disclosure.licence-or-penalty:1`,
    subject: { type: "enforcement-decision", id: `A${n}` },
    agency: "market-regulation",
    rule: "disclosure/licence-or-penalty",
    instance: 1,
    title: "行政许可、行政处罚决定七个工作日内公开",
    action: "disclose",
    status: "open",
    triggerOn: addDays(dueOn, -9),
    dueOn,
    provisional: false,
    source: "text",
    derivation: {
      dueOn,
      provisional: false,
      calendar: "cn",
      counted: Array.from({ length: 7 }, (_, i) => ({ date: dueOn, n: i + 1 })),
      skipped: [1, 2].map(() => ({ date: dueOn, reason: "周末", source: "" })),
    },
    cites: [{ document: "sample", duty: "S-1-a" }],
    caseNumber: `示市监许〔2026〕${n}号`,
    openedOn: "2026-11-10",
    ruleset: "sample",
    ladder: "disclosure",
    steps: STEPS,
    nextStep: 0,
    historical: false,
    version: 1,
    ...more,
  };
}
