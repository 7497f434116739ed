import { loadRuleset } from "../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { fixture } from "./corpus.ts";

/** Records whose dates are instants, in the fixture's folder: accepted, then done within six and a half working days. */
const RECORDS = {
  id: "registration",
  label: "开办申请",
  date: "acceptedAt",
  steps: ["close"],
  facts: [
    ["acceptedAt", "受理时刻", "受理"],
    ["completedAt", "办结时刻", "办结"],
    ["paidAt", "缴费时刻", "缴费"],
  ].map(([name, label, event]) => ({
    name,
    label,
    explanation: label,
    example: "2026-09-17T10:30+08:00",
    type: "instant",
    done: true,
    reads: { event },
  })),
};
export const RULE = "registration/six-and-a-half";

export const ruleText = (version: object = {}): string =>
  JSON.stringify({
    id: RULE,
    title: "六个半工作日办结",
    cites: [{ document: "demo", duty: "D-1-a" }],
    versions: [
      {
        effectiveFrom: "2019-08-06",
        appliesTo: "registration",
        when: { fact: "acceptedAt", operator: "isPresent" },
        duty: {
          action: "disclose",
          responsible: "record.agency",
          due: { after: "acceptedAt", count: 6.5, unit: "working-day", source: "text" },
          dischargedBy: "completedAt",
          ladder: "general",
        },
        ...version,
      },
    ],
  });

export const loadRegistration = (version: object = {}, cases: readonly object[] = []) =>
  loadRuleset(
    new Map([
      ...fixture,
      ["records/registration.json", JSON.stringify(RECORDS)],
      [`demo/${RULE}.json`, ruleText(version)],
      ...(cases.length > 0 ? ([[`demo/${RULE}.cases.json`, JSON.stringify({ cases })]] as const) : []),
    ]),
  );

export function registrationRules(version: object = {}, cases: readonly object[] = []): Ruleset {
  const loaded = loadRegistration(version, cases);
  if ("errors" in loaded) throw new Error(JSON.stringify(loaded.errors, null, 1));
  return loaded.ruleset;
}
