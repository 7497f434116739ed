import { loadCase } from "../adapters/store/records.ts";
import { agencyOf } from "../domain/access/caller-of-claims.ts";
import { visibleRecord } from "../domain/access/visible.ts";
import { decide } from "../domain/decide/decide.ts";
import { normaliseFacts, requireAgency, requireRecordType } from "../domain/decide/facts.ts";
import type { Caller, Decision, Duty, GateDecision, RecordKey, StoredRecord } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { type Explanation, explain } from "../domain/explain/explanation.ts";
import { levelOf } from "../domain/personal/level.ts";
import { shownRecord } from "../domain/personal/shown-record.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

type Question = { caller: Caller; on: IsoDate; ruleset: Ruleset };

export type CaseAnswer = { record: StoredRecord; decision: Decision; duties: Duty[] };

/** A record with what the current rules make of it on this day, and the duties that are stored. */
export async function getCase(key: RecordKey, { caller, on, ruleset }: Question): Promise<CaseAnswer> {
  requireRecordType(ruleset, key.type);
  const { record: found, duties } = await loadCase(key);
  const record = visibleRecord(caller, found, key);
  return { record, duties, decision: await decide(record, ruleset, on) };
}

/** Why the rules say of a record what they say, and what would turn it. */
export async function explainCase(key: RecordKey, { caller, on, ruleset }: Question): Promise<Explanation> {
  requireRecordType(ruleset, key.type);
  const { record } = await loadCase(key);
  const found = visibleRecord(caller, record, key);
  return explain(shownRecord(found, levelOf(caller, found.agency), { ruleset, on }).record, ruleset, on);
}

export async function getGate(key: RecordKey, step: string, question: Question): Promise<GateDecision> {
  const { decision } = await getCase(key, question);
  const gate = decision.gates.find((one) => one.step === step);
  if (gate) return gate;
  const steps = question.ruleset.recordTypes.get(key.type)?.steps ?? [];
  throw new YifaError(
    "unknown",
    "unknown-step",
    `该类台账没有环节“${step}”，可用：${steps.join("、") || "无"}`,
  );
}

/** Decides facts that are not stored, and stores nothing. */
export function decideFacts(
  asked: {
    type: string;
    id?: string | undefined;
    agency?: string | undefined;
    facts: unknown;
    on?: IsoDate | undefined;
  },
  { caller, on: today, ruleset }: Question,
): Promise<Decision> {
  const on = asked.on ?? today;
  const facts = normaliseFacts(ruleset, asked.type, asked.facts, on);
  const agency = asked.agency ?? agencyOf(caller);
  if (agency !== undefined) requireAgency(ruleset, agency);
  const subject = {
    type: asked.type,
    id: asked.id ?? "",
    facts,
    ...(agency === undefined ? {} : { agency }),
  };
  return decide(shownRecord(subject, levelOf(caller, agency), { ruleset, on }).record, ruleset, on);
}
