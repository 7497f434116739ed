import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import type { DatedStep, Duty } from "../../../functions/domain/entities.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";

export async function shippedRuleset(): Promise<Ruleset> {
  const loaded = loadRuleset(await readRulesFolder("rules"));
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors));
}

const STEPS: DatedStep[] = [
  {
    id: "remind-2",
    name: "提醒",
    offsetWorkingDays: -2,
    to: [{ role: "case-officer" }, { role: "legal-unit" }],
    on: "2026-11-19",
  },
  {
    id: "due-day",
    name: "到期提醒",
    offsetWorkingDays: 0,
    to: [{ role: "case-officer" }],
    on: "2026-11-23",
  },
  {
    id: "urge",
    name: "催办",
    offsetWorkingDays: 1,
    to: [{ role: "head" }, { supervisor: "supervision" }],
    on: "2026-11-24",
  },
];

/** A disclosure duty of the market regulation bureau, due on Monday 2026-11-23. */
export function aDuty(change: Partial<Duty> = {}): Duty {
  return {
    id: "enforcement-decision:A1:disclosure.licence-or-penalty:1",
    subject: { type: "enforcement-decision", id: "A1" },
    agency: "market-regulation",
    rule: "disclosure/licence-or-penalty",
    instance: 1,
    title: "行政许可、行政处罚决定七个工作日内公开",
    action: "disclose",
    status: "open",
    triggerOn: "2026-11-12",
    dueOn: "2026-11-23",
    provisional: false,
    source: "text",
    derivation: {
      dueOn: "2026-11-23",
      provisional: false,
      calendar: "cn-xj",
      counted: ["13", "16", "17", "18", "19", "20", "23"].map((day, i) => ({
        date: `2026-11-${day}`,
        n: i + 1,
      })),
      skipped: ["14", "15", "21", "22"].map((day) => ({
        date: `2026-11-${day}`,
        reason: "周末",
        source: "",
      })),
    },
    cites: [{ document: "changji-2019-18", duty: "IP-2.2.4-a" }],
    caseNumber: "昌市监罚〔2026〕12号",
    openedOn: "2026-11-12",
    ruleset: "x",
    ladder: "disclosure",
    steps: STEPS,
    nextStep: 0,
    historical: false,
    version: 1,
    ...change,
  };
}
