import type { DutyChange } from "../../../functions/domain/duty/reconcile.ts";
import type {
  DecidedDuty,
  Decision,
  Duty,
  Finding,
  Outcome,
  Subject,
} from "../../../functions/domain/entities.ts";

export const RULE = "disclosure/licence-or-penalty";
export const RECURRING = "normative-documents/clean-up";
export const subject: Subject = {
  type: "enforcement-decision",
  id: "market-regulation-1",
  agency: "market-regulation",
  facts: { documentNumber: "昌市监罚〔2026〕1号", publishedUrl: "https://www.example.org/1" },
};

export function decidedDuty(more: Partial<DecidedDuty> = {}): DecidedDuty {
  const dueOn = more.dueOn ?? "2026-11-23";
  return {
    rule: RULE,
    title: "行政许可、行政处罚决定七个工作日内公开",
    action: "disclose",
    responsible: "market-regulation",
    triggerOn: "2026-11-12",
    dueOn,
    provisional: false,
    source: "text",
    derivation: { dueOn, provisional: false, calendar: "cn-xj", counted: [], skipped: [] },
    status: "open",
    recurring: false,
    cites: [],
    ladder: "disclosure",
    ...more,
  };
}

export function decision(duties: readonly DecidedDuty[], outcome: Outcome = "does-not-apply"): Decision {
  const ids = new Set([RULE, RECURRING]);
  const findings = [...ids].map(
    (rule): Finding => ({
      rule,
      title: rule,
      outcome: duties.some((duty) => duty.rule === rule) ? "applies" : outcome,
      missing: [],
      cites: [],
      law: { on: "2026-09-17", from: "2019-08-06" },
    }),
  );
  return {
    type: subject.type,
    id: subject.id,
    ruleset: "hash",
    findings,
    flags: {},
    gates: [],
    duties,
    reports: [],
  };
}

/** What is stored after the changes. */
export function apply(duties: readonly Duty[], changes: readonly DutyChange[]): Duty[] {
  const after = new Map(duties.map((duty) => [duty.id, duty]));
  for (const { duty } of changes) after.set(duty.id, duty);
  return [...after.values()].sort((a, b) => a.instance - b.instance);
}
