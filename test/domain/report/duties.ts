import type { Duty } from "../../../functions/domain/entities.ts";

/** A disclosure due on 2026-09-28, with what a case says of it. */
export function duty(facts: Partial<Duty> = {}): Duty {
  return {
    id: `enforcement-decision:1:disclosure.licence-or-penalty:${facts.instance ?? 1}`,
    subject: { type: "enforcement-decision", id: "1" },
    agency: "housing",
    rule: "disclosure/licence-or-penalty",
    instance: 1,
    title: "行政许可、行政处罚决定七个工作日内公开",
    action: "disclose",
    status: "open",
    dueOn: "2026-09-28",
    provisional: false,
    source: "text",
    derivation: {
      dueOn: "2026-09-28",
      provisional: false,
      calendar: "cn-xj",
      counted: [],
      skipped: [],
    },
    cites: [{ document: "changji-2019-18", duty: "IP-2.2.4-a" }],
    caseNumber: "昌市建罚字〔2026〕1号",
    openedOn: "2026-09-17",
    ruleset: "0".repeat(64),
    ladder: "disclosure",
    steps: [],
    historical: false,
    version: 1,
    ...facts,
  };
}

/** Done on that day. */
export const done = (on: string, facts: Partial<Duty> = {}): Duty =>
  duty({
    status: "discharged",
    ...facts,
    closed: { on, late: on > (facts.dueOn ?? "2026-09-28"), reason: "已公开", evidence: {}, by: "test" },
  });
