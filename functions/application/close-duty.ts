import { requirePermission } from "../domain/access/permissions.ts";
import { dayOf, hasTime, type Instant } from "../domain/calendar/instants.ts";
import { normaliseFacts } from "../domain/decide/facts.ts";
import { dischargeDuty, waiveDuty } from "../domain/duty/close.ts";
import { type ClosingTerms, closingTerms, missingEvidence, versionOfDuty } from "../domain/duty/effect.ts";
import type { DutyChange } from "../domain/duty/reconcile.ts";
import type { Caller, Duty, StoredRecord } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { eachWorded, wording } from "../domain/personal/wording.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { type DutyInCase, loadDuty, requireOpen } from "./load-duty.ts";
import { saveDuty } from "./save-duty.ts";
import { writeCase } from "./write-case.ts";

export type Discharge = {
  id: string;
  reason?: string;
  /** The day on which it was done, or the instant; the day of the request if left out. */
  doneOn?: IsoDate | Instant;
  /** By fact name or, for periodic duties, by mark. */
  evidence?: Readonly<Record<string, string>>;
  /** What the disclosure shows, as confirmed by the person who discharges it. */
  published?: readonly string[];
  caller: Caller;
  on: IsoDate;
  ruleset: Ruleset;
};

/** 办结销号. With a discharging fact it is the record that changes, and the duty follows from it. */
export async function discharge(request: Discharge): Promise<Duty> {
  const { id, caller, ruleset } = request;
  const { duty, stored } = await loadDuty(id, caller);
  requirePermission(caller, "duty:discharge", duty.agency);
  requireOpen(duty);
  checkDoneOn(request, duty);
  const terms = closingTerms(versionOfDuty(ruleset, duty));
  checkPublished(terms, request.published ?? []);
  checkEvidence(terms, request.evidence ?? {}, stored.record);
  const worded = wording(stored.record, request);
  const reason = worded(request.reason ?? "已办结");
  const closed = closing(request, reason, eachWorded(request.evidence ?? {}, worded));
  if (stored.record && terms.dischargedBy !== undefined) {
    return dischargeByFact({ duty, stored }, stored.record, terms.dischargedBy, { ...request, closed });
  }
  const done = dischargeDuty(duty, closed);
  return saveDuty(done, stored, { what: "discharged", reason, caller, on: request.on, ruleset });
}

const closing = (
  { doneOn, on, caller }: Discharge,
  reason: string,
  evidence: Readonly<Record<string, string>>,
) => ({
  on: dayOf(doneOn ?? on),
  ...(doneOn !== undefined && hasTime(doneOn) && { at: doneOn }),
  reason,
  evidence,
  by: caller.name,
});

async function dischargeByFact(
  { duty, stored }: DutyInCase,
  before: StoredRecord,
  dischargedBy: string,
  request: Discharge & { closed: ReturnType<typeof closing> },
): Promise<Duty> {
  const { on, ruleset, caller, closed } = request;
  const definitions = ruleset.recordTypes.get(before.type)?.facts ?? [];
  const known = new Set(definitions.map((fact) => fact.name));
  const isInstant = definitions.some(({ name, type }) => name === dischargedBy && type === "instant");
  const done = request.doneOn ?? on;
  const doneOn = isInstant ? done : dayOf(done);
  const supplied = Object.fromEntries(
    Object.entries(request.evidence ?? {}).filter(([name]) => known.has(name)),
  );
  const facts = normaliseFacts(
    ruleset,
    before.type,
    { ...before.facts, ...supplied, [dischargedBy]: doneOn },
    on,
  );
  const record = { ...before, facts, version: before.version + 1 };
  const adjust = (changes: DutyChange[]) => {
    requireDischarged(changes, duty, doneOn);
    return changes.map((change) => ownReason(change, duty, closed));
  };
  const written = await writeCase({
    stored,
    record,
    by: caller.name,
    on,
    ruleset,
    reason: closed.reason,
    adjust,
  });
  return written.duties.find((one) => one.id === duty.id) as Duty;
}

function requireDischarged(changes: readonly DutyChange[], duty: Duty, doneOn: IsoDate | Instant): void {
  if (changes.some((change) => change.duty.id === duty.id && change.kind === "discharged")) return;
  throw new YifaError(
    "invalid",
    "not-discharged",
    `按 ${doneOn} 办结并不能销号：${duty.triggerOn ? `办结日期应晚于 ${duty.triggerOn}，且` : ""}规则应仍适用于该条目`,
    { pointer: "/doneOn" },
  );
}

/** The reason and evidence of the person instead of the ones that reconciling gives. */
function ownReason(
  change: DutyChange,
  duty: Duty,
  { reason, evidence, by }: ReturnType<typeof closing>,
): DutyChange {
  if (change.duty.id !== duty.id || !change.duty.closed) return change;
  const closed = {
    ...change.duty.closed,
    reason,
    by,
    evidence: { ...change.duty.closed.evidence, ...evidence },
  };
  return { ...change, reason, duty: { ...change.duty, closed } };
}

function checkDoneOn({ doneOn, on }: Discharge, { triggerOn }: Duty): void {
  if (doneOn === undefined) return;
  if (triggerOn !== undefined && dayOf(doneOn) < triggerOn) {
    throw new YifaError(
      "invalid",
      "before-trigger",
      `办结日期“${doneOn}”早于该事项的起算日（${triggerOn}），应为起算日当日或以后的日期`,
      { pointer: "/doneOn" },
    );
  }
  if (dayOf(doneOn) <= on) return;
  throw new YifaError("invalid", "future-date", `办结日期“${doneOn}”晚于今天（${on}），应为已经办结的日期`, {
    pointer: "/doneOn",
  });
}

function checkPublished({ publishes }: ClosingTerms, published: readonly string[]): void {
  const missing = publishes.filter((thing) => !published.includes(thing));
  if (missing.length === 0) return;
  throw new YifaError(
    "invalid",
    "publication-incomplete",
    `公开内容不完整，缺少：${missing.join("、")}。公开应当载明${publishes.join("、")}，请在 published 中逐项确认`,
    { pointer: "/published", details: { missing } },
  );
}

function checkEvidence(
  terms: ClosingTerms,
  supplied: Readonly<Record<string, string>>,
  record: StoredRecord | undefined,
): void {
  const missing = missingEvidence(terms, supplied, record?.facts);
  if (missing.length === 0) return;
  throw new YifaError(
    "invalid",
    "evidence-missing",
    `缺少办结依据：${missing.join("、")}，请在 evidence 中填写，例如 {"${missing[0]}": "…"}`,
    {
      pointer: "/evidence",
      details: { missing },
    },
  );
}

export type Waive = {
  id: string;
  reason: string;
  evidence?: Readonly<Record<string, string>>;
  caller: Caller;
  on: IsoDate;
  ruleset: Ruleset;
};

export async function waive({ id, caller, on, ruleset, ...said }: Waive): Promise<Duty> {
  const { duty, stored } = await loadDuty(id, caller);
  requirePermission(caller, "duty:waive", duty.agency);
  requireOpen(duty);
  const worded = wording(stored.record, { ruleset, on });
  const reason = worded(said.reason);
  const evidence = eachWorded(said.evidence ?? {}, worded);
  const waived = waiveDuty(duty, { on, reason, evidence, by: caller.name });
  return saveDuty(waived, stored, { what: "waived", reason, caller, on, ruleset });
}
